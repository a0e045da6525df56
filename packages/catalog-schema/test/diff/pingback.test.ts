/**
 * Pingback's documented step from v1 (subscribers) to v2 (contacts): the types of both errors pages, each API as a
 * release of its own. Bodies are in the documented shape of v1, whose key is `errorCode`.
 */
import type { Operation } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import type { ReleaseFixture } from "../../src/diff/Release.ts"
import type { Retirement } from "../../src/schema/retired.ts"
import { failed, normalizeWith, release, told } from "./support.ts"

type Reading = Pick<Catalog.Entry, "outcome" | "reason" | "verdict">

const owner = { scope: ["Item"], actor: ["DataOwner"] } as const
const developer = { scope: ["Item"], actor: ["Developer", "DataOwner"] } as const
const admin = { scope: ["Item"], actor: ["AccountAdmin"] } as const

const invalid = failed({ _tag: "InvalidRecordError" }, "Never", developer)
const target = failed({ _tag: "NotFoundError", subject: "Target" }, "Never", owner)
const exists = failed({ _tag: "AlreadyExistsError", owner: "Same" }, "Never", owner)
const state = failed({ _tag: "ConflictError", kind: "State" }, "AfterPerson", owner)
const forbidden = failed({ _tag: "AuthenticationError", kind: "InvalidCredentials" }, "AfterPerson", {
  scope: ["Credential"],
  actor: ["Operator", "AccountAdmin"]
})
const tooFast = failed({ _tag: "RateLimitError" }, { _tag: "After", millis: 1_000 }, { scope: ["Account"] })
const reference = (resource: string): Reading =>
  failed({ _tag: "InvalidReferenceError", resource }, { _tag: "AfterRefresh", what: ["Schema"] }, admin)

const inBoth: { readonly [type: string]: Reading } = {
  MISSING_BODY: failed({ _tag: "MalformedRequestError" }, "Never", { actor: ["Developer"] }),
  SEGMENTATION_LIST_NOT_FOUND: reference("List"),
  INVALID_INPUT: invalid,
  INVALID_PARAMS: invalid,
  INTERNAL_SERVER_ERROR: failed({ _tag: "VendorInternalError" }, "Backoff", {
    effect: "MaybeApplied",
    actor: ["Vendor"]
  })
}

const v1Types: { readonly [type: string]: Reading } = {
  ...inBoth,
  SUBSCRIBER_ALREADY_EXISTS: exists,
  SUBSCRIBER_NOT_FOUND: target,
  SUBSCRIBER_NOT_ENABLED: state,
  SUBSCRIBER_EMAIL_IS_NECESSARY: invalid
}

const v2Types: { readonly [type: string]: Reading } = {
  ...inBoth,
  FORBIDDEN: forbidden,
  CONTACT_NOT_FOUND: target,
  DEAL_NOT_FOUND: target,
  PIPELINE_NOT_FOUND: reference("Pipeline"),
  STAGE_NOT_FOUND: reference("Stage"),
  CONTACT_ALREADY_EXISTS: exists,
  CONTACT_ASSOCIATED_WITH_A_DEAL: state,
  TOO_MANY_REQUESTS: tooFast
}

const byStatus: ReadonlyArray<Catalog.Entry> = [
  { id: "pingback/http/403", match: [{ status: [403] }], confidence: "documented", ...forbidden },
  { id: "pingback/http/429", match: [{ status: [429] }], confidence: "documented", ...tooFast }
]

const entriesOf = (types: { readonly [type: string]: Reading }): ReadonlyArray<Catalog.Entry> => [
  ...Object.entries(types).map(
    ([type, reading]): Catalog.Entry => ({
      id: `pingback/errors/${type}`,
      match: [{ code: [type] }],
      confidence: "documented",
      ...reading
    })
  ),
  ...byStatus
]

const statuses: { readonly [type: string]: number } = {
  MISSING_BODY: 400,
  FORBIDDEN: 403,
  SUBSCRIBER_NOT_ENABLED: 400,
  SUBSCRIBER_ALREADY_EXISTS: 409,
  CONTACT_ALREADY_EXISTS: 409,
  CONTACT_ASSOCIATED_WITH_A_DEAL: 409,
  INVALID_INPUT: 422,
  INVALID_PARAMS: 422,
  SUBSCRIBER_EMAIL_IS_NECESSARY: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500
}

const fixturesOf = (
  types: { readonly [type: string]: Reading },
  intents: { readonly [type: string]: Operation.Intent }
): ReadonlyArray<ReleaseFixture> => [
  ...Object.keys(types).map(
    (type): ReleaseFixture => ({
      name: `pingback-errors-${type}--documented`,
      entry: `pingback/errors/${type}`,
      answer: {
        status: statuses[type] ?? 404,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ error: "text", errorCode: type, requestId: "id" })
      },
      request: { intent: intents[type] ?? "Update", size: 1 }
    })
  ),
  ...[403, 429].map(
    (status): ReleaseFixture => ({
      name: `pingback-http-${status}--gateway`,
      entry: `pingback/http/${status}`,
      answer: { status, headers: { "content-type": "application/json" }, body: '{"message":"Forbidden"}' },
      request: { intent: "Update", size: 1 }
    })
  )
]

const operation = (
  name: string,
  method: string,
  path: string,
  intent: Operation.Intent,
  rest: Partial<Catalog.CatalogOperation> = {}
): Catalog.CatalogOperation => ({
  match: [{ method, path }],
  name,
  intent,
  repeat: intent === "Read" ? "Safe" : "Idempotent",
  ...rest
})

const v1 = release(
  {
    vendor: "pingback",
    version: "1.0.0",
    operations: [
      operation("subscribers.create", "POST", "/v1/subscriber", "Create", {
        repeat: "Keyed",
        naturalKey: ["email"],
        unmaskedBy: ["SUBSCRIBER_ALREADY_EXISTS"]
      }),
      operation("subscribers.get", "GET", "/v1/subscriber/{email}", "Read"),
      operation("subscribers.update", "PUT", "/v1/subscriber/{email}", "Update")
    ],
    entries: entriesOf(v1Types)
  },
  { fixtures: fixturesOf(v1Types, { SUBSCRIBER_ALREADY_EXISTS: "Create", SUBSCRIBER_NOT_FOUND: "Delete" }) }
)

const moved = (type: string, to: string): Retirement => ({
  id: `pingback/errors/${type}`,
  kind: "moved",
  to: [`pingback/errors/${to}`],
  since: "2.0.0",
  why: "subscribers are contacts"
})

const gone = (type: string): Retirement => ({
  id: `pingback/errors/${type}`,
  kind: "gone",
  since: "2.0.0",
  why: "not on v2's errors page"
})

const v2 = release(
  {
    vendor: "pingback",
    version: "2.0.0",
    operations: [
      operation("contacts.create", "POST", "/v2/contacts", "Create", {
        repeat: "Keyed",
        naturalKey: ["email"],
        unmaskedBy: ["CONTACT_ALREADY_EXISTS"]
      }),
      operation("contacts.get", "GET", "/v2/contacts/{email}", "Read"),
      operation("contacts.update", "PUT", "/v2/contacts/{email}", "Update"),
      operation("deals.create", "POST", "/v2/deals", "Create", { repeat: "Unsafe" })
    ],
    entries: entriesOf(v2Types)
  },
  {
    fixtures: fixturesOf(v2Types, {
      CONTACT_ALREADY_EXISTS: "Create",
      CONTACT_NOT_FOUND: "Delete",
      DEAL_NOT_FOUND: "Delete",
      CONTACT_ASSOCIATED_WITH_A_DEAL: "Create",
      PIPELINE_NOT_FOUND: "Create",
      STAGE_NOT_FOUND: "Create"
    }),
    retired: [
      moved("SUBSCRIBER_ALREADY_EXISTS", "CONTACT_ALREADY_EXISTS"),
      moved("SUBSCRIBER_NOT_FOUND", "CONTACT_NOT_FOUND"),
      gone("SUBSCRIBER_NOT_ENABLED"),
      gone("SUBSCRIBER_EMAIL_IS_NECESSARY")
    ]
  }
)

const normalize = normalizeWith((body) => {
  const { errorCode } = body as { readonly errorCode?: string }
  return errorCode === undefined ? { _tag: "Unrecognised" } : { _tag: "Complaint", signal: { code: errorCode } }
})

const toDeveloper = "jobs that tell someone tell a developer instead of whoever owns the data"
const toOwner = "jobs that tell someone tell whoever owns the data instead of a developer"
const toAdmin = "jobs that tell someone tell the account's administrator instead of a developer"
const wider = "jobs take the request for affected too"
const narrower = "jobs no longer take the request for affected"
const seen = (reason: string): string => `jobs that catch it by its reason see ${reason}`
const says = (beginning: string, ...effects: ReadonlyArray<string>): string =>
  effects.length === 0 ? beginning : `${beginning}: ${effects.join("; ")}`

it("says what a job would notice when it goes from v1 to v2, and nothing else", () => {
  const { bump, changes } = diff(v1, v2, { normalize })
  expect(bump).toBe("major")
  expect(told(changes)).toEqual([
    says(
      "major (removed without a redirect) pingback/errors/SUBSCRIBER_EMAIL_IS_NECESSARY: gone (not on v2's errors page)",
      seen("UncataloguedError"),
      wider,
      "jobs that tell someone tell a developer instead of a developer or whoever owns the data"
    ),
    says(
      "major (removed without a redirect) pingback/errors/SUBSCRIBER_NOT_ENABLED: gone (not on v2's errors page)",
      "jobs now give up on it instead of stopping the record until whoever owns the data acts",
      seen("UncataloguedError")
    ),
    // A v2 release does not know v1's codes: who still calls v1 stays with the catalog of v1.
    says(
      "minor (moved with a redirect) pingback/errors/SUBSCRIBER_ALREADY_EXISTS: moved to pingback/errors/CONTACT_ALREADY_EXISTS; matches code CONTACT_ALREADY_EXISTS instead of code SUBSCRIBER_ALREADY_EXISTS",
      "jobs now give up on it instead of leaving the record out as perhaps done",
      seen("UncataloguedError"),
      wider,
      toDeveloper
    ),
    says(
      "minor (moved with a redirect) pingback/errors/SUBSCRIBER_NOT_FOUND: moved to pingback/errors/CONTACT_NOT_FOUND; matches code CONTACT_NOT_FOUND instead of code SUBSCRIBER_NOT_FOUND",
      "jobs stop counting it as done",
      seen("UncataloguedError"),
      wider,
      toDeveloper
    ),
    says(
      "minor (matching changed) pingback/errors/CONTACT_ALREADY_EXISTS: its answers came to no entry before",
      "jobs now leave the record out as perhaps done instead of giving up on it",
      seen("AlreadyExistsError"),
      narrower,
      toOwner
    ),
    says(
      "minor (matching changed) pingback/errors/CONTACT_NOT_FOUND: its answers came to no entry before",
      "jobs now count it as done instead of giving up on it",
      seen("NotFoundError"),
      narrower,
      toOwner
    ),
    says(
      "minor (entry added) pingback/errors/CONTACT_ASSOCIATED_WITH_A_DEAL: new (ConflictError (State), AfterPerson)",
      "jobs now stop the record until whoever owns the data acts instead of giving up on it",
      seen("ConflictError")
    ),
    says(
      "minor (entry added) pingback/errors/DEAL_NOT_FOUND: new (NotFoundError (Target), Never)",
      "jobs now count it as done instead of giving up on it",
      seen("NotFoundError"),
      narrower,
      toOwner
    ),
    says(
      "minor (entry added) pingback/errors/FORBIDDEN: new (AuthenticationError (InvalidCredentials), AfterPerson)",
      "jobs now stop the credential until whoever runs the integration or the account's administrator acts instead of giving up on it",
      seen("AuthenticationError")
    ),
    ...["PIPELINE", "STAGE"].map((type) =>
      says(
        `minor (entry added) pingback/errors/${type}_NOT_FOUND: new (InvalidReferenceError (${type === "STAGE" ? "Stage" : "Pipeline"}), AfterRefresh Schema)`,
        "jobs now refresh the account's fields and lists and retry it instead of giving up on it",
        seen("InvalidReferenceError"),
        narrower,
        toAdmin
      )
    ),
    // The status said as much before.
    "minor (entry added) pingback/errors/TOO_MANY_REQUESTS: new (RateLimitError, After 1 s)",
    says(
      "major (loosened: would now repeat a write, would now count as done) contacts.create: new (POST /v2/contacts)",
      "jobs now repeat it after an attempt that may have written",
      "jobs now take code CONTACT_ALREADY_EXISTS on a repeat for done"
    ),
    "minor (operation added) contacts.get: new (GET /v2/contacts/{email})",
    "minor (operation added) contacts.update: new (PUT /v2/contacts/{email})",
    "minor (operation added) deals.create: new (POST /v2/deals)",
    says(
      "minor (operation removed) subscribers.create: removed: its requests are taken for an unknown Create; repeat was Keyed, now Unsafe; no longer unmasked by code SUBSCRIBER_ALREADY_EXISTS; naturalKey was email, now none",
      "jobs no longer repeat it after an attempt that may have written",
      "jobs no longer take code SUBSCRIBER_ALREADY_EXISTS on a repeat for done",
      "jobs have no key to look for the record by"
    ),
    "minor (operation removed) subscribers.get: removed: its requests are taken for an unknown Read",
    "minor (operation removed) subscribers.update: removed: its requests are taken for an unknown Update",
    "patch (fixtures) fixtures: 8 added, 4 removed"
  ])
})
