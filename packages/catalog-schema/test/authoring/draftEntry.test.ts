import {
  draftEntry,
  entriesFileSchema,
  fixtureSchema,
  type Given,
  type PlainAnswer,
  type RecordedAnswer
} from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { acmeKit } from "./acme.ts"

const json = (value: object): string => JSON.stringify(value)

const answered = (answer: PlainAnswer, request?: RecordedAnswer["request"]): RecordedAnswer => ({
  answer,
  ...(request === undefined ? {} : { request }),
  on: "2026-11-20"
})

const words: Given = { summary: "The list is full.", remedy: "Delete somebody." }

const full = answered(
  {
    status: 422,
    headers: { "x-acme-key": "hunter2" },
    body: json({ code: "LIST_FULL", message: "The list is full", by: "jane@acme.io" })
  },
  { method: "POST", path: "/contacts?x-acme-key=hunter2", entity: null, size: 0 }
)

describe("draftEntry", () => {
  it("derives everything but what only a person knows", async () => {
    const draft = draftEntry(await acmeKit(), full, { ...words, reason: "CapacityExceededError:Contacts" })
    const verdict = {
      when: { _tag: "AfterPerson" },
      effect: "NotApplied",
      change: "Same",
      scope: ["Account"],
      actor: ["AccountAdmin"]
    }
    const pause = {
      _tag: "Pause",
      scopes: ["Account"],
      actor: ["AccountAdmin"],
      instruction: "nothing will help until the account's administrator acts",
      because: "Verdict"
    }
    const entry = {
      id: "acme/people/LIST_FULL",
      match: [{ code: ["LIST_FULL"], section: ["people"] }],
      outcome: "Failed",
      reason: { _tag: "CapacityExceededError", resource: "Contacts" },
      verdict,
      confidence: { entry: "inferred", effect: "inferred" },
      texts: { en: { summary: "The list is full.", remedy: "Delete somebody.", vendor: ["The list is full"] } },
      sources: [{ document: "a recorded answer", checked: "2026-11-20", language: "en", quote: "The list is full" }]
    }
    const fixture = {
      entry: "acme/people/LIST_FULL",
      provenance: "recorded",
      source: "a recorded answer, 2026-11-20",
      answer: {
        status: 422,
        headers: { "x-acme-key": "secret1" },
        body: '{"code":"LIST_FULL","message":"The list is full","by":"person1@example.com"}'
      },
      request: { method: "POST", path: "/contacts?x-acme-key=secret1" },
      expected: {
        outcome: {
          _tag: "Failed",
          error: {
            _tag: "CrmError",
            vendor: "acme",
            operation: "contacts.create",
            code: "LIST_FULL",
            entry: "acme/people/LIST_FULL",
            reason: { _tag: "CapacityExceededError", resource: "Contacts" },
            verdict,
            evidence: {
              by: "Code",
              matched: ["code", "section"],
              body: "Json",
              catalog: "current",
              confidence: "inferred",
              effectConfidence: "inferred"
            },
            httpStatus: 422
          }
        },
        first: pause,
        repeat: pause
      }
    }
    const { files, ...rest } = draft as Extract<typeof draft, { readonly _tag: "Draft" }>
    expect(rest).toEqual({ _tag: "Draft", entry, fixture, replaced: 2 })
    expect([...files.keys()]).toEqual(["entries/people.json", "fixtures/acme-people-LIST_FULL--recorded.json"])
    const [entries = "", fixtures = ""] = files.values()
    expect(entriesFileSchema.parse(JSON.parse(entries)).entries.map(({ id }) => id)).toEqual([
      "acme/people/LIST_FULL",
      "acme/people/TAKEN"
    ])
    expect(fixtureSchema.parse(JSON.parse(fixtures))).toEqual(fixture)
  })

  it("asks for what is missing, and proposes what the status comes to", async () => {
    expect(draftEntry(await acmeKit(), full, {})).toEqual({
      _tag: "Asking",
      questions: [
        { option: "summary", why: "What does it mean? One plain sentence in English." },
        { option: "remedy", why: "What does a person do about it? One or two plain sentences." }
      ],
      proposed: "InvalidRecordError"
    })
  })

  it("asks for the section where nothing tells it", async () => {
    const { request: _, ...nowhere } = full
    const kit = await acmeKit()
    const without = { ...kit, source: { ...kit.source, entries: kit.source.entries.slice(0, 1) } }
    expect(draftEntry(without, nowhere, words)).toEqual({
      _tag: "Asking",
      questions: [
        {
          option: "section",
          why: "To which group of the vendor's codes does it belong?",
          choices: ["people", "deals", "http"]
        }
      ],
      proposed: "InvalidRecordError"
    })
  })

  it("makes a new file for a section that has none", async () => {
    const { request: _, ...nowhere } = full
    const draft = draftEntry(await acmeKit(), nowhere, { ...words, section: "deals", case: "bulk" })
    const { entry, files } = draft as Extract<typeof draft, { readonly _tag: "Draft" }>
    expect({ id: entry.id, match: entry.match, files: [...files.keys()] }).toEqual({
      id: "acme/deals/LIST_FULL",
      match: [{ code: ["LIST_FULL"] }],
      files: ["entries/deals.json", "fixtures/acme-deals-LIST_FULL--bulk.json"]
    })
  })

  it("names the status where only the status allows the verdict", async () => {
    const busy = answered({ status: 503, body: json({ code: "BUSY" }) }, { method: "POST", path: "/contacts" })
    const draft = draftEntry(await acmeKit(), busy, { ...words, when: "Backoff" })
    const { entry } = draft as Extract<typeof draft, { readonly _tag: "Draft" }>
    expect(entry).toEqual({
      id: "acme/people/BUSY",
      match: [{ code: ["BUSY"], section: ["people"], status: [503] }],
      outcome: "Failed",
      reason: { _tag: "UnavailableError" },
      verdict: {
        when: { _tag: "Backoff" },
        effect: "MaybeApplied",
        change: "Same",
        scope: ["Vendor"],
        actor: ["Vendor"]
      },
      confidence: { entry: "inferred", effect: "inferred" },
      texts: { en: words },
      sources: [{ document: "a recorded answer", checked: "2026-11-20", about: "the code BUSY with HTTP 503" }]
    })
  })

  it("does nothing where an entry has it already", async () => {
    const taken = answered({ status: 409, body: json({ code: "TAKEN" }) })
    expect(draftEntry(await acmeKit(), taken, words)).toEqual({ _tag: "Known", entry: "acme/people/TAKEN" })
  })

  it("gives an entry of its own as many constraints as it takes", async () => {
    const plan = answered({ status: 403, body: json({ message: "Your plan has no API" }) })
    const draft = draftEntry(await acmeKit(), plan, {
      ...words,
      id: "http/403-plan",
      reason: "SubscriptionRequired:Account"
    })
    const { entry } = draft as Extract<typeof draft, { readonly _tag: "Draft" }>
    expect({ id: entry.id, match: entry.match }).toEqual({
      id: "acme/http/403-plan",
      match: [{ status: [403], body: ["Json"] }]
    })
  })

  it("takes the vendor's own wording in its language, and a source that says the same", async () => {
    const russian = answered({ status: 400, body: json({ code: "FULL", message: "Список полон" }) })
    const draft = draftEntry(await acmeKit(), russian, {
      ...words,
      source: "https://acme.example/errors",
      quote: "FULL: the list is full"
    })
    const { entry, fixture } = draft as Extract<typeof draft, { readonly _tag: "Draft" }>
    expect({ texts: entry.texts, sources: entry.sources, source: fixture.source }).toEqual({
      texts: { en: words, ru: { vendor: ["Список полон"] } },
      sources: [
        { url: "https://acme.example/errors", checked: "2026-11-22", quote: "FULL: the list is full" },
        { document: "a recorded answer", checked: "2026-11-20", language: "ru", quote: "Список полон" }
      ],
      source: "https://acme.example/errors"
    })
  })

  it("does not quote what is not the vendor's wording any more", async () => {
    const personal = answered({
      status: 400,
      body: json({ code: "FULL", message: "The list of jane@acme.io is full" })
    })
    const draft = draftEntry(await acmeKit(), personal, words)
    const { entry } = draft as Extract<typeof draft, { readonly _tag: "Draft" }>
    expect({ texts: entry.texts, sources: entry.sources }).toEqual({
      texts: { en: words },
      sources: [{ document: "a recorded answer", checked: "2026-11-20", about: "the code FULL with HTTP 400" }]
    })
  })

  it("finds the complaint about one record of a batch", async () => {
    const batch = answered({ status: 200, body: json({ errors: [null, { code: "TAKEN" }, { code: "LIST_FULL" }] }) })
    const draft = draftEntry(await acmeKit(), batch, {
      ...words,
      reason: "CapacityExceeded:Contacts",
      effect: "NotApplied"
    })
    const { entry, fixture } = draft as Extract<typeof draft, { readonly _tag: "Draft" }>
    expect({ id: entry.id, decisions: fixture.expected.first }).toEqual({
      id: "acme/people/LIST_FULL",
      decisions: {
        _tag: "Items",
        items: [
          { _tag: "Done", because: "GoalMet" },
          { _tag: "Skip", because: "GoalPerhapsMet" },
          {
            _tag: "Pause",
            scopes: ["Account"],
            actor: ["AccountAdmin"],
            instruction: "nothing will help until the account's administrator acts",
            because: "Verdict"
          }
        ],
        rest: {
          _tag: "Pause",
          scopes: ["Account"],
          actor: ["AccountAdmin"],
          instruction: "nothing will help until the account's administrator acts",
          because: "Verdict"
        }
      }
    })
  })
})

describe("draftEntry refuses", () => {
  const impossible: ReadonlyArray<readonly [what: string, answer: PlainAnswer, why: string]> = [
    [
      "a success",
      { status: 200, body: "{}" },
      "it is read as Success, not as a failure. If it is one, its shape or its code is not read: that is code, decodeEnvelope.ts of the adapter."
    ],
    [
      "no answer",
      { status: null, transport: { phase: "sent" } },
      "no answer came: that is a fact of the transport, which core knows and no catalog."
    ],
    ["a status that is none", { status: 900, body: "{}" }, "HTTP 900 is no status of HTTP."],
    [
      "a body that nobody reads",
      { status: 400, body: json({ message: "x".repeat(70_000) }) },
      "the body has more than 65536 characters. Cut it down to what tells the error."
    ],
    [
      "a code that is not shown",
      { status: 400, body: json({ code: "it went wrong" }) },
      "its code is not written like one, so that it is not shown anywhere. Write the entry by hand."
    ]
  ]
  it.each(impossible)("%s", async (_, answer, why) => {
    expect(draftEntry(await acmeKit(), answered(answer), words)).toEqual({ _tag: "Impossible", why })
  })

  const unusable: ReadonlyArray<readonly [given: Given, option: string, message: string]> = [
    [
      { section: "poeple" },
      "section",
      'there is no section "poeple". Known: people, deals, http. Add a new one to vendor.json first.'
    ],
    [{ id: "TAKEN" }, "id", "acme/people/TAKEN is there already. Choose another name, such as acme/people/TAKEN-2."],
    [{ id: "OLD" }, "id", "acme/people/OLD is no longer in use, and ids are never used again. Choose another name."],
    [{ id: "a b" }, "id", '"a b" is no id of acme. Write acme/people/<name>, or the name alone.'],
    [{ id: "other/people/x" }, "id", '"other/people/x" is no id of acme. Write acme/people/<name>, or the name alone.'],
    [{ lang: "Russian" }, "lang", '"Russian" is no language. Write it as en, ru or pt-BR.'],
    [{ case: "a/b" }, "case", '"a/b" is no name of a case. Write words with hyphens, such as batch-of-two.']
  ]
  it.each(unusable)("%j", async (given, option, message) => {
    expect(draftEntry(await acmeKit(), full, { ...words, ...given })).toEqual({ _tag: "Invalid", option, message })
  })

  it("an entry that would take another's answers", async () => {
    const kit = await acmeKit()
    const taken = answered({ status: 409, body: json({ code: "TAKEN" }) }, { method: "POST", path: "/contacts" })
    const strict = {
      ...kit,
      rules: [
        {
          name: "no-second",
          about: "",
          check: ({ entries }) =>
            entries.flatMap(({ file, value }) =>
              value.entries
                .filter(({ id }) => id.endsWith("-again"))
                .map(() => ({ file, place: "", what: "it is there twice", fix: "Remove it" }))
            )
        }
      ]
    } satisfies typeof kit
    expect(draftEntry(strict, taken, { ...words, id: "TAKEN-again" })).toEqual({
      _tag: "Impossible",
      why: "the catalog would not be right with it.",
      problems: [
        { rule: "no-second", file: "entries/people.json", place: "", what: "it is there twice", fix: "Remove it" }
      ]
    })
  })
})
