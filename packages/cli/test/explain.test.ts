import { describe, expect, it } from "vitest"
import type { ExplainReport } from "../src/explain.ts"
import { renderExplanations } from "../src/explainText.ts"
import { lookOf } from "../src/terminal.ts"
import { linesOf, run } from "./support/run.ts"

const report: ExplainReport = {
  vendor: "acme",
  title: "Acme",
  code: "12",
  language: "ru",
  readings: [
    {
      vendor: "acme",
      entry: "acme/contacts/12",
      section: "contacts",
      conditions: ["code 12, section contacts", 'HTTP 400, /detail containing "full"'],
      outcome: "Failed",
      reason: { _tag: "CapacityExceededError", resource: "Contacts" },
      verdict: {
        when: { _tag: "AfterPerson" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Account"],
        actor: ["AccountAdmin"]
      },
      summary: "The account has no room for more contacts, so this one and all that follow it are refused.",
      remedy: "Delete contacts, or take a larger plan.",
      who: "The account's administrator.",
      retry: "Nothing will help until the account's administrator acts.",
      written: "No, nothing was written.",
      affects: "The whole account.",
      vendorText: ["Контакт не создан"],
      vendorLanguage: "ru",
      note: "Seen since spring.",
      confidence: { entry: "observed", effect: "inferred" },
      sources: [
        { url: "https://example.com/errors", checked: "2026-11-21", quote: "No contact created" },
        { document: "a letter", checked: "2026-11-20", about: "what support answered" }
      ]
    },
    {
      vendor: "acme",
      entry: "acme/leads/12",
      section: "leads",
      conditions: ["code 12, section leads"],
      outcome: "NoOp",
      ambiguous: true,
      summary: "Nothing was changed.",
      remedy: "Look whether the lead is there.",
      who: "Nobody.",
      retry: "Do not send it again.",
      written: "No.",
      affects: "This record.",
      vendorText: [],
      vendorLanguage: "en",
      confidence: { entry: "documented" },
      sources: []
    }
  ],
  together: {
    verdict: {
      when: { _tag: "AfterPerson" },
      effect: "NotApplied",
      change: "Same",
      scope: ["Account"],
      actor: ["AccountAdmin"]
    },
    who: "The account's administrator.",
    retry: "Nothing will help until the account's administrator acts.",
    written: "No, nothing was written.",
    affects: "The whole account."
  },
  elsewhere: [],
  near: []
}

const plain = lookOf({ isTerminal: false, columns: 72, write: async () => undefined }, {})

describe("the page of a code", () => {
  it("shows every reading, and what holds for all of them", () => {
    expect(renderExplanations(report, plain)).toBe(`Acme has 2 readings of 12.

acme/contacts/12                        CapacityExceededError (Contacts)
The account has no room for more contacts, so this one and all that
follow it are refused.

Do          Delete contacts, or take a larger plan.
Who         The account's administrator.
Retry       Nothing will help until the account's administrator acts.
Written?    No, nothing was written.
Held up     The whole account.

Read from   code 12, section contacts
            HTTP 400, /detail containing "full"
In Russian  “Контакт не создан”
Note        Seen since spring.
Known       observed; whether it was written: inferred
Sources     https://example.com/errors (2026-11-21)
              “No contact created”
            a letter (2026-11-20)
              what support answered

────────────────────────────────────────────────────────────────────────

acme/leads/12                              NoOp, ambiguous: not an error
Nothing was changed.

Do          Look whether the lead is there.
Who         Nobody.
Retry       Do not send it again.
Written?    No.
Held up     This record.

Read from   code 12, section leads
Known       documented

────────────────────────────────────────────────────────────────────────

Both together
What holds when it is not known which of them an answer is.

Who         The account's administrator.
Retry       Nothing will help until the account's administrator acts.
Written?    No, nothing was written.
Held up     The whole account.
`)
  })
})

interface Read {
  readonly status: number
  readonly entries: ReadonlyArray<string>
  readonly asStatus: ReadonlyArray<string>
}

const entriesOf = async (argv: string): Promise<Read> => {
  const { out, status } = await run(["explain", ...argv.split(" "), "--json"])
  const [given] = linesOf(out) as ReadonlyArray<ExplainReport>
  return {
    status,
    entries: given?.readings.map(({ entry }) => entry) ?? [],
    asStatus: given?.asStatus?.readings.map(({ entry }) => entry) ?? []
  }
}

describe("explain", () => {
  it("finds a code in its section, by the section's name and by what callers call its resources", async () => {
    const contacts = { status: 0, entries: ["amocrm/contacts/205"], asStatus: [] }
    expect(await entriesOf("kommo 205 --section contacts")).toEqual(contacts)
    const notes = { status: 0, entries: ["amocrm/events/222"], asStatus: [] }
    expect(await entriesOf("amocrm 222 --section events")).toEqual(notes)
    expect(await entriesOf("amocrm 222 --section notes")).toEqual(notes)
  })

  it("finds an entry by its id, with or without the vendor", async () => {
    const found = { status: 0, entries: ["amocrm/contacts/205"], asStatus: [] }
    expect(await entriesOf("amocrm amocrm/contacts/205")).toEqual(found)
    expect(await entriesOf("amocrm contacts/205")).toEqual(found)
    expect(await entriesOf("amocrm/contacts/205")).toEqual(found)
  })

  it("finds a code in any case", async () => {
    expect(await entriesOf("pingback missing_body")).toEqual({
      status: 0,
      entries: ["pingback/errors/MISSING_BODY"],
      asStatus: []
    })
  })

  it("tells a code from an HTTP status of the same number", async () => {
    const { asStatus, entries, status } = await entriesOf("constant-contact 404")
    expect({
      status,
      entries: entries.every((entry) => entry.startsWith("constant-contact/codes/404")),
      asStatus
    }).toEqual({ status: 0, entries: true, asStatus: ["constant-contact/http/404"] })
  })

  it("gives all readings of a code that several sections have, and the verdict of all", async () => {
    const { out } = await run(["explain", "amocrm", "101", "--json"])
    const [given] = linesOf(out) as ReadonlyArray<ExplainReport>
    expect(given?.readings.map(({ entry }) => entry)).toEqual(["amocrm/account/101", "amocrm/auth/101"])
    expect(Object.keys(given?.together ?? {})).toEqual(["verdict", "who", "retry", "written", "affects"])
  })

  it("gives the vendor's own wording in the language that is asked for", async () => {
    const { out } = await run(["explain", "amocrm", "2002", "--lang", "ru", "--json"])
    const [given] = linesOf(out) as ReadonlyArray<ExplainReport>
    expect(given?.readings.map(({ vendorLanguage }) => vendorLanguage)).toEqual(["ru"])
    expect(given?.readings.flatMap(({ vendorText }) => vendorText).every((text) => /[а-я]/.test(text))).toBe(true)
  })

  it("falls back to the table for all vendors, for a status that the catalog has no entry for", async () => {
    expect(await run(["explain", "pingback", "423"])).toEqual({
      status: 0,
      out: `HTTP 423                                                           ConflictError
The catalog of Pingback has no entry for it, so the table for all vendors
decides.

Who         Nobody.
Retry       Refresh the record, then send it again.
Written?    No, nothing was written.
Held up     This record.
Source      RFC 4918 §11.3: locked.
`,
      err: ""
    })
  })

  it("says that it does not know a code, and what is near", async () => {
    expect(await run(["explain", "pingback", "MISING_BODY"])).toEqual({
      status: 1,
      out: `The catalog of Pingback does not know "MISING_BODY".
Near to it:
  MISSING_BODY
Such an answer becomes an UncataloguedError: never a success, and repeated only
where that is safe.
`,
      err: ""
    })
    expect(await run(["explain", "amocrm", "987654"])).toEqual({
      status: 1,
      out: `The catalog of amoCRM / Kommo does not know "987654".
Such an answer becomes an UncataloguedError: never a success, and repeated only
where that is safe.
`,
      err: ""
    })
  })

  it("says where a code is, when the section does not have it", async () => {
    expect(await run(["explain", "amocrm", "205", "--section", "tasks"])).toEqual({
      status: 1,
      out: `amoCRM / Kommo has no 205 in tasks. It has:
  amocrm/contacts/205
See it with \`crm-errors explain amocrm <entry>\`, or leave --section out.
`,
      err: ""
    })
  })
})
