// Adapters that break one clause each: the suite has to say so, and say it of that clause.
import { CrmError, Outcome } from "@crm-errors/core"
import {
  type Adapter,
  type Answer,
  type Catalog,
  Envelope,
  make,
  type RequestDescriptor
} from "@crm-errors/core/adapter"
import { type Clause, conformance, type Fixture } from "@crm-errors/core/testing"
import { describe, expect, it } from "vitest"
import { acme, catalog, decodeEnvelope } from "../support/acme.ts"
import { fixtures } from "../support/fixtures.ts"

type Normalize = Adapter["normalize"]

const withNormalize = (change: (normalize: Normalize) => Normalize): Adapter => {
  const normalize = change(acme.normalize)
  return {
    ...acme,
    normalize,
    fromThrown: (thrown, request) =>
      normalize({ status: null, transport: { phase: "sent", code: String(thrown === null) } }, request)
  }
}

const changing = (change: (outcome: Outcome.Outcome, answer: Answer) => Outcome.Outcome): Adapter =>
  withNormalize((normalize) => (answer, request) => change(normalize(answer, request), answer))

const changingErrors = (change: (error: CrmError, answer: Answer) => CrmError): Adapter =>
  changing((outcome, answer) =>
    outcome._tag === "Failed" ? new Outcome.Failed({ ...outcome, error: change(outcome.error, answer) }) : outcome
  )

const message = async ({ run }: Clause): Promise<string | undefined> => {
  try {
    await run()
    return undefined
  } catch (thrown) {
    return (thrown as Error).message
  }
}

const violations = async (
  adapter: Adapter,
  wanted: (name: string) => boolean,
  all: Readonly<Record<string, Fixture>> = fixtures
): Promise<ReadonlyArray<readonly [string, string]>> => {
  const found: Array<readonly [string, string]> = []
  for (const clause of conformance({ adapter, fixtures: all }).filter(({ name }) => wanted(name))) {
    const text = await message(clause)
    if (text !== undefined) found.push([clause.name, text])
  }
  return found
}

const names = (found: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> => found.map(([name]) => name)

let calls = 0

const broken: ReadonlyArray<readonly [clause: string, says: string, adapter: Adapter]> = [
  [
    "MUST be total over any status and any body",
    "threw",
    withNormalize((normalize) => (answer, request) => {
      if (answer.body === "[null]") throw new Error("boom")
      return normalize(answer, request)
    })
  ],
  [
    "MUST be total over any status and any body",
    "not an outcome of the model",
    changingErrors(
      (error, { status }) => new CrmError({ ...error, httpStatus: status === 418 ? Number.NaN : error.httpStatus })
    )
  ],
  [
    "MUST be total over any transport fact and anything thrown",
    "Success although the transport failed",
    changing((outcome, { transport }) => (transport?.phase === "response" ? new Outcome.Success({}) : outcome))
  ],
  [
    "MUST be total over every fixture, cut off or with any place of its body replaced",
    "threw",
    withNormalize((normalize) => (answer, request) => {
      if (answer.body?.includes('"code":[null]')) throw new Error("boom")
      return normalize(answer, request)
    })
  ],
  [
    "MUST be deterministic",
    "the same answer gave another outcome",
    changingErrors((error) => new CrmError({ ...error, operation: String(calls++) }))
  ],
  [
    "MUST classify an empty body",
    "Success",
    changing((outcome, { body, status }) => (body === "" && status === 503 ? new Outcome.Success({}) : outcome))
  ],
  [
    "MUST keep the request id",
    "requestId is undefined",
    changingErrors(({ requestId: _, ...error }) => new CrmError(error))
  ],
  [
    "MUST replace a request id that is none by a fingerprint",
    "requestId is jane.doe@example.com",
    changingErrors((error, { headers }) => {
      const id = (headers as Record<string, string> | undefined)?.["x-request-id"]
      return id === undefined ? error : new CrmError({ ...error, requestId: id })
    })
  ],
  [
    "MUST keep retryAfter only when the vendor or the catalog said so",
    "a wait that nobody gave",
    changingErrors(
      (error) => new CrmError({ ...error, verdict: { ...error.verdict, when: { _tag: "After", millis: 1 } } })
    )
  ],
  [
    "MUST keep retryAfter only when the vendor or the catalog said so",
    "nonsense counts as a wait",
    changingErrors((error, { headers }) => {
      const hint = Number.parseFloat((headers as Record<string, string> | undefined)?.["retry-after"] ?? "")
      return Number.isNaN(hint)
        ? error
        : new CrmError({
            ...error,
            verdict: { ...error.verdict, when: { _tag: "After", millis: hint } },
            evidence: { ...error.evidence, wait: "header:retry-after" }
          })
    })
  ],
  [
    "MUST take Retry-After before every other hint",
    "waits",
    changingErrors((error) =>
      error.reason.family === "throttle"
        ? new CrmError({
            ...error,
            verdict: { ...error.verdict, when: { _tag: "After", millis: 1 } },
            evidence: { ...error.evidence, wait: "body:/retryIn" }
          })
        : error
    )
  ],
  [
    "MUST NOT take an unknown code for a success",
    "NoOp",
    changing((outcome) =>
      outcome._tag === "Failed" && outcome.error.reason._tag === "UncataloguedError" ? new Outcome.NoOp({}) : outcome
    )
  ],
  [
    "MUST yield UncataloguedError with a fingerprint for an unknown code",
    "found UncataloguedError without a fingerprint",
    changingErrors((error) => {
      const { fingerprint: _, ...evidence } = error.evidence
      return new CrmError({ ...error, evidence })
    })
  ],
  [
    "MUST never show vendor text",
    "JSON.stringify shows",
    changingErrors((error, { body }) => new CrmError({ ...error, entry: `acme/${(body ?? "").slice(-40)}` }))
  ],
  [
    "MUST keep the cause, redacted",
    "the cause is lost",
    { ...acme, fromThrown: () => acme.normalize({ status: null }) }
  ],
  [
    "MUST round-trip through /schema",
    "decoding gives another outcome",
    changing((outcome) => {
      const other = outcome._tag === "Success" ? new Outcome.Success({}) : outcome
      return outcome._tag === "Success" ? Object.assign(other, { later: 1 }) : other
    })
  ],
  [
    "MUST NOT read past the cap",
    "read",
    {
      ...acme,
      fromResponse: async (response, request) =>
        acme.normalize({ status: response.status, body: await response.text() }, request)
    }
  ],
  [
    "MUST NOT read a body that is announced to be longer than the cap",
    "the body is left open",
    {
      ...acme,
      fromResponse: async (response, request) => acme.normalize({ status: response.status, tooLarge: true }, request)
    }
  ]
]

describe("the suite finds what is broken", () => {
  it.each(broken)("%s (%s)", async (clause, says, adapter) => {
    const found = await violations(adapter, (name) => name === clause)
    expect(names(found)).toEqual([clause])
    const text = found[0]?.[1]
    expect(text?.startsWith(says)).toBe(true)
    // What, where, and what to do.
    expect(text).toMatch(/^.+ \(.+\)\. .+\.$/s)
  })
})

const fixtureNamed = (name: string): Fixture => {
  const fixture = fixtures[name]
  if (fixture === undefined) throw new Error(`no fixture ${name}`)
  return fixture
}

const aboutFixtures = (name: string): boolean => /^MUST (?:match each|give the|have a) fixture/.test(name)

const onlyFixtureClauses = (name: string): ReadonlyArray<string> => [
  `MUST match each fixture to exactly its entry: ${name}`,
  `MUST give the fixture's whole outcome and its decisions on a first attempt and on a repeat: ${name}`
]

describe("the fixtures are held to every word", () => {
  const name = "acme-all-429--no-hint"
  const good = fixtureNamed(name)
  const withFixture = (fixture: Fixture): Readonly<Record<string, Fixture>> => ({ ...fixtures, [name]: fixture })

  it.each<readonly [string, Fixture, ReadonlyArray<string>]>([
    ["another entry", { ...good, entry: "acme/all/quota" }, [onlyFixtureClauses(name)[0]!]],
    ["an entry that is not there", { ...good, entry: "acme/all/no-such" }, [onlyFixtureClauses(name)[0]!]],
    ["an entry where none is expected", { ...good, entry: null }, [onlyFixtureClauses(name)[0]!]],
    [
      "another outcome",
      { ...good, expected: { ...good.expected, outcome: { _tag: "Success" } } },
      [onlyFixtureClauses(name)[1]!]
    ],
    [
      "another decision on a first attempt",
      {
        ...good,
        expected: { ...good.expected, first: { _tag: "Retry", at: "2026-11-21T12:00:01.001Z", because: "Verdict" } }
      },
      [onlyFixtureClauses(name)[1]!]
    ],
    [
      "another decision on a repeat",
      { ...good, expected: { ...good.expected, repeat: good.expected.first } },
      [onlyFixtureClauses(name)[1]!]
    ],
    [
      "one key more",
      { ...good, expected: { ...good.expected, first: { ...(good.expected.first as object), more: 1 } } },
      [onlyFixtureClauses(name)[1]!]
    ]
  ])("%s", async (_, fixture, expected) => {
    expect(names(await violations(acme, aboutFixtures, withFixture(fixture)))).toEqual(expected)
  })

  it("says where", async () => {
    const found = await violations(
      acme,
      aboutFixtures,
      withFixture({ ...good, expected: { ...good.expected, repeat: good.expected.first } })
    )
    expect(found).toEqual([
      [
        onlyFixtureClauses(name)[1],
        'repeat differs at /at: expected "2026-11-21T12:00:01.000Z", found "2026-11-21T12:00:02.000Z" (acme-all-429--no-hint). ' +
          "Check the vendor's page: correct the entry or `decodeEnvelope`, or, when the page says so, the fixture."
      ]
    ])
  })

  it("misses the fixture of an entry", async () => {
    const { [name]: _, "acme-all-429--hint-in-the-body": __, ...rest } = fixtures
    expect(await violations(acme, aboutFixtures, rest)).toEqual([
      [
        "MUST have a fixture for each entry",
        "1 entries without a fixture: acme/all/429 (fixtures). Add one answer for each."
      ]
    ])
  })

  it("finds a tie that no fixture admits", async () => {
    const twin: Catalog.Entry = { ...catalog.entries.find(({ id }) => id === "acme/all/429")!, id: "acme/all/430" }
    const tied = make("acme", { ...catalog, entries: [...catalog.entries, twin] }, decodeEnvelope)
    const clause = onlyFixtureClauses(name)[0]
    const found = await violations(tied, (title) => title === clause)
    expect(found[0]).toEqual([
      clause,
      "acme/all/429 ties with acme/all/430 (acme-all-429--no-hint). Add a constraint to one of the entries."
    ])
  })
})

describe("answerWithCode", () => {
  const answerWithCode = (code: string): { readonly answer: Answer; readonly request?: RequestDescriptor } => ({
    answer: { status: 400, body: JSON.stringify({ code, text: "?" }) }
  })
  const run = async (adapter: Adapter): Promise<ReadonlyArray<string | undefined>> =>
    Promise.all(
      conformance({ adapter, fixtures, answerWithCode })
        .filter(({ name }) => name.includes("unknown code"))
        .map(message)
    )

  it("is asked with words and numbers", async () => {
    expect(await run(acme)).toEqual([undefined, undefined])
  })

  it("finds an adapter that reads no codes", async () => {
    const deaf = make("acme", catalog, (body, context) => {
      const envelope = decodeEnvelope(body, context)
      return envelope._tag === "Complaint" ? Envelope.unrecognised : envelope
    })
    expect(await run(deaf)).toEqual([
      undefined,
      'found MalformedRequestError without a fingerprint (answerWithCode("NO_SUCH_CODE_OF_ANY_VENDOR")). Put the vendor\'s code into `signal.code`; no entry may match every code.'
    ])
  })
})
