import { describe, expect, it } from "vitest"
import { type ExplainData, makeExplainer, sectionOf, uniteReadings } from "../../src/adapter/index.ts"

const data: ExplainData = {
  catalog: {
    vendor: "acme",
    version: "1.0.0",
    sections: [
      { id: "contacts", entities: ["people"] },
      { id: "events", entities: ["notes", "contacts"] }
    ],
    entries: [
      {
        id: "acme/contacts/12",
        match: [{ code: ["12"], section: ["contacts"] }],
        outcome: "Failed",
        reason: { _tag: "CapacityExceededError", resource: "Contacts" },
        verdict: {
          when: { _tag: "AfterPerson" },
          effect: "NotApplied",
          change: "Same",
          scope: ["Account"],
          actor: ["AccountAdmin"]
        },
        confidence: "observed",
        effectConfidence: "inferred"
      },
      {
        id: "acme/events/12",
        match: [
          { code: ["12", "Twelve"], section: ["events"], status: [400, 422] },
          { code: ["12"], variant: ["blue"], operation: ["notes.add"], intent: ["Create"] }
        ],
        outcome: "Failed",
        reason: { _tag: "VendorInternalError" },
        verdict: {
          when: { _tag: "Backoff" },
          effect: "MaybeApplied",
          inFlight: true,
          change: "Same",
          scope: ["Request", "EgressIp"],
          actor: ["Vendor", "Developer"]
        },
        confidence: "documented"
      },
      {
        id: "acme/http/403",
        match: [
          {
            status: [403],
            body: ["Html"],
            header: [{ name: "server", includes: "nginx" }],
            pointer: [
              { path: "", exists: false },
              { path: "/a", equals: 1 },
              { path: "/b", oneOf: ["x", null] }
            ]
          }
        ],
        outcome: "NoOp",
        ambiguous: true,
        confidence: "inferred"
      },
      { id: "acme/http/280", match: [{ code: ["280"] }], outcome: "Success", confidence: "documented" }
    ]
  },
  texts: {
    en: {
      "acme/contacts/12": { summary: "No room.", remedy: "Make room.", vendor: ["No contact"] },
      "acme/events/12": { summary: "It broke.", remedy: "Wait.", vendor: ["Error 12"] }
    },
    ru: {
      "acme/contacts/12": { vendor: ["Нет места"] },
      "acme/events/12": { summary: "Сломалось.", vendor: [] }
    }
  },
  sources: {
    "acme/contacts/12": {
      sources: [{ url: "https://example.com", checked: "2026-11-21", quote: "12: no contact" }],
      note: "Seen in spring.",
      confidence: { entry: "observed", effect: "inferred" }
    }
  }
}

const contacts = {
  vendor: "acme",
  entry: "acme/contacts/12",
  section: "contacts",
  conditions: ["code 12, section contacts"],
  outcome: "Failed",
  reason: { _tag: "CapacityExceededError", resource: "Contacts" },
  verdict: {
    when: { _tag: "AfterPerson" },
    effect: "NotApplied",
    change: "Same",
    scope: ["Account"],
    actor: ["AccountAdmin"]
  },
  summary: "No room.",
  remedy: "Make room.",
  who: "The account's administrator.",
  retry: "Nothing will help until the account's administrator acts.",
  written: "No, nothing was written.",
  affects: "The whole account.",
  vendorText: ["No contact"],
  vendorLanguage: "en",
  note: "Seen in spring.",
  confidence: { entry: "observed", effect: "inferred" },
  sources: [{ url: "https://example.com", checked: "2026-11-21", quote: "12: no contact" }]
}

const events = {
  vendor: "acme",
  entry: "acme/events/12",
  section: "events",
  conditions: [
    "code 12 or Twelve, HTTP 400 or 422, section events",
    "code 12, operation notes.add, intent Create, variant blue"
  ],
  outcome: "Failed",
  reason: { _tag: "VendorInternalError" },
  verdict: {
    when: { _tag: "Backoff" },
    effect: "MaybeApplied",
    inFlight: true,
    change: "Same",
    scope: ["Request", "EgressIp"],
    actor: ["Vendor", "Developer"]
  },
  summary: "It broke.",
  remedy: "Wait.",
  who: "The vendor or a developer.",
  retry: "Only if a repeat can do no harm, or after looking: send it again after a growing pause.",
  written: "Perhaps, and it may still happen: the answer does not tell.",
  affects: "This request, everything from this IP address.",
  vendorText: ["Error 12"],
  vendorLanguage: "en",
  confidence: { entry: "documented" },
  sources: []
}

const blocked = {
  vendor: "acme",
  entry: "acme/http/403",
  section: "http",
  conditions: ['HTTP 403, body Html, header server containing "nginx", the body absent, /a = 1, /b one of "x", null'],
  outcome: "NoOp",
  ambiguous: true,
  summary: "",
  remedy: "",
  who: "Nobody, unless it matters whether the record is still there.",
  retry: "Do not send it again: either nothing had to be changed or the record is gone. Read it to know.",
  written: "No.",
  affects: "This record.",
  vendorText: [],
  vendorLanguage: "en",
  confidence: { entry: "inferred" },
  sources: []
}

const { explain, languages, vendor } = makeExplainer(data)

describe("makeExplainer", () => {
  it("knows its vendor and its languages, English first", () => {
    expect({ vendor, languages }).toEqual({ vendor: "acme", languages: ["en", "ru"] })
  })

  it("gives every reading of a code", () => {
    expect(explain({ code: "12" })).toEqual([contacts, events])
  })

  it("gives those of a section, by its name and by what callers call its resources", () => {
    expect(explain({ code: "12", section: "contacts" })).toEqual([contacts, events])
    expect(explain({ code: "Twelve", section: "notes" })).toEqual([events])
    expect(explain({ code: "Twelve", section: "people" })).toEqual([])
  })

  it("finds a code in another case only when it finds none in its own", () => {
    expect(explain({ code: "tWELVE" })).toEqual([events])
  })

  it("finds an entry, and with an error's evidence those that it was not told apart from", () => {
    expect(explain({ entry: "acme/http/403" })).toEqual([blocked])
    expect(explain({ entry: "http/403" })).toEqual([blocked])
    const evidence = { alternatives: ["acme/events/12"] }
    expect(explain({ entry: "acme/contacts/12", code: "12", evidence })).toEqual([contacts, events])
  })

  it("finds a status only of answers without a code", () => {
    expect(explain({ status: 403 })).toEqual([blocked])
    expect(explain({ status: 400 })).toEqual([])
  })

  it("has nothing to say about what it does not know, or about nothing", () => {
    expect([explain({ code: "13" }), explain({ entry: "acme/none/1" }), explain({})]).toEqual([[], [], []])
  })

  it("gives the texts that a language has, and the others in English", () => {
    expect(explain({ code: "12" }, "ru")).toEqual([
      { ...contacts, vendorText: ["Нет места"], vendorLanguage: "ru" },
      { ...events, summary: "Сломалось." }
    ])
  })

  it("says of a success that there is nothing to do", () => {
    expect(explain({ code: "280" })).toEqual([
      {
        vendor: "acme",
        entry: "acme/http/280",
        section: "http",
        conditions: ["code 280"],
        outcome: "Success",
        summary: "",
        remedy: "",
        who: "Nobody.",
        retry: "There is nothing to repeat: this is a success.",
        written: "Yes.",
        affects: "Nothing.",
        vendorText: [],
        vendorLanguage: "en",
        confidence: { entry: "documented" },
        sources: []
      }
    ])
  })
})

describe("uniteReadings", () => {
  it("joins the verdicts of those that have one", () => {
    expect(uniteReadings(explain({ code: "12" }))).toEqual({
      when: { _tag: "AfterPerson", backoff: true },
      effect: "MaybeApplied",
      inFlight: true,
      change: "Same",
      scope: ["Request", "Account", "EgressIp"],
      actor: ["Vendor", "Developer", "AccountAdmin"]
    })
    expect(uniteReadings(explain({ entry: "acme/http/280" }))).toBeUndefined()
  })
})

describe("sectionOf", () => {
  it("takes an id before an entity of another section", () => {
    const names = ["contacts", "people", "notes", "none"]
    expect(names.map((name) => sectionOf(data.catalog.sections, name))).toEqual([
      "contacts",
      "contacts",
      "events",
      undefined
    ])
  })
})
