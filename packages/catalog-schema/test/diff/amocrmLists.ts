/**
 * amoCRM's lists of codes, as in the vendor's documentation: the older English one (77 rows) and today's Russian
 * one (40 rows). Each row is a section, a code and its reading; what is read of a code is the same in both.
 */
import type { Catalog } from "@crm-errors/core/adapter"
import { failed } from "./support.ts"

type Reading = Pick<Catalog.Entry, "outcome" | "reason" | "verdict">

const malformed = failed({ _tag: "MalformedRequestError" }, "Never", { actor: ["Developer"] })
const method = failed({ _tag: "UnsupportedOperationError" }, "Never", { scope: ["Operation"], actor: ["Developer"] })
const required = failed({ _tag: "InvalidRecordError" }, "Never", { scope: ["Item"], actor: ["Developer"] })
const rights = failed({ _tag: "PermissionError", kind: "Rights" }, "AfterPerson", {
  scope: ["Credential"],
  actor: ["AccountAdmin"]
})
const internal = failed({ _tag: "VendorInternalError" }, "Backoff", { effect: "MaybeApplied", actor: ["Vendor"] })
const notDone = failed({ _tag: "VendorInternalError" }, "Backoff", { scope: ["Item"], actor: ["Vendor"] })
const field = failed(
  { _tag: "InvalidReferenceError", resource: "CustomField" },
  { _tag: "AfterRefresh", what: ["Schema"] },
  { scope: ["Item"], actor: ["AccountAdmin"] }
)
const parent = failed({ _tag: "InvalidReferenceError", resource: "Parent" }, "AfterDependency", {
  scope: ["Item"],
  actor: ["DataOwner"]
})
const someParents = failed({ _tag: "InvalidReferenceError", resource: "Parent" }, "AfterDependency", {
  effect: "PartiallyApplied",
  scope: ["Item"],
  actor: ["DataOwner"]
})
const missing = failed({ _tag: "NotFoundError", subject: "Target" }, "Never", { scope: ["Item"], actor: ["DataOwner"] })
const noAccount = failed({ _tag: "NotFoundError", subject: "Account" }, "AfterPerson", {
  scope: ["Account"],
  actor: ["Operator"]
})
const login = failed(
  { _tag: "AuthenticationError", kind: "InvalidCredentials" },
  { _tag: "AfterRefresh", what: ["Credentials"] },
  { scope: ["Credential"], actor: ["AccountAdmin"] }
)
const person = (kind: string): Reading =>
  failed({ _tag: "AuthenticationError", kind }, "AfterPerson", { scope: ["Credential"], actor: ["AccountAdmin"] })
const address = failed({ _tag: "PermissionError", kind: "IpAddress" }, "AfterPerson", {
  scope: ["EgressIp"],
  actor: ["AccountAdmin"]
})
const otherServer = failed(
  { _tag: "MisdirectedError" },
  { _tag: "AfterRefresh", what: ["Routing"] },
  { scope: ["Account"] }
)
const capacity = (resource: string): Reading =>
  failed({ _tag: "CapacityExceededError", resource }, "AfterPerson", { scope: ["Account"], actor: ["AccountAdmin"] })
const links = failed({ _tag: "CapacityExceededError", resource: "Links" }, "Never", {
  scope: ["Item"],
  actor: ["DataOwner"]
})
const search = failed({ _tag: "UnavailableError" }, "Backoff", { scope: ["Operation"], actor: ["Vendor"] })
const paid = (kind: string, scope: "Operation" | "Account"): Reading =>
  failed({ _tag: "SubscriptionRequiredError", kind }, "AfterPerson", { scope: [scope], actor: ["AccountAdmin"] })
const feature = failed({ _tag: "FeatureDisabledError" }, "AfterPerson", {
  scope: ["Operation"],
  actor: ["AccountAdmin"]
})
const structure = failed({ _tag: "InvalidRecordError" }, "Never", { actor: ["Developer"] })
const blocked = failed({ _tag: "AccessBlockedError" }, "AfterPerson", { scope: ["Account"], actor: ["VendorSupport"] })
const tooFast = failed({ _tag: "RateLimitError" }, { _tag: "After", millis: 1_000 }, { scope: ["Account"] })

/** By section, then by code. */
type List = { readonly [section: string]: { readonly [code: string]: Reading } }

/** `Error Codes`, English: 77 rows. */
export const english: List = {
  auth: {
    101: noAccount,
    110: login,
    111: person("ChallengeRequired"),
    112: person("PrincipalDisabled"),
    113: address,
    401: otherServer
  },
  account: { 101: noAccount, 102: malformed, 103: malformed, 104: method },
  contacts: {
    201: malformed,
    202: rights,
    203: internal,
    204: field,
    205: capacity("Contacts"),
    206: malformed,
    207: method,
    208: malformed,
    209: required,
    210: internal,
    211: field,
    212: notDone,
    219: search
  },
  leads: { 213: malformed, 214: malformed, 215: method, 216: malformed, 217: required, 240: field },
  events: {
    218: malformed,
    221: required,
    222: malformed,
    223: method,
    224: malformed,
    225: missing,
    226: parent,
    244: rights
  },
  tasks: {
    227: malformed,
    228: malformed,
    229: method,
    230: malformed,
    231: missing,
    232: required,
    233: someParents,
    234: someParents,
    235: required,
    236: someParents,
    237: someParents,
    238: required,
    244: rights
  },
  directories: {
    222: malformed,
    244: rights,
    281: notDone,
    282: missing,
    283: malformed,
    284: malformed,
    285: required,
    405: method
  },
  directory_elements: {
    203: internal,
    204: field,
    222: malformed,
    244: rights,
    280: { outcome: "Success" },
    282: missing,
    283: malformed,
    284: malformed,
    285: required,
    405: method
  },
  customers: { 288: rights, 402: paid("Feature", "Operation"), 425: feature, 426: feature },
  other: {
    400: structure,
    402: paid("Account", "Account"),
    403: blocked,
    429: tooFast,
    2002: { outcome: "Empty" }
  }
}

const {
  auth,
  contacts,
  customers,
  directories,
  directory_elements: elements,
  events,
  other,
  tasks
} = english as {
  readonly [section: string]: { readonly [code: string]: Reading }
}

const only = (list: { readonly [code: string]: Reading } | undefined, codes: ReadonlyArray<number>): List[string] =>
  Object.fromEntries(codes.map((code) => [code, list?.[code] ?? { outcome: "Failed" }]))

/** `Справочник ошибок и ответов API`, Russian: 40 rows. */
export const russian: List = {
  auth: only(auth, [101, 110, 111, 112, 113]),
  contacts: { ...only(contacts, [202, 203, 205, 212, 219]), 330: links },
  leads: { 330: links },
  events: only(events, [225, 244]),
  tasks: only(tasks, [231, 233, 234, 235, 236, 237, 244]),
  directories: only(directories, [244, 281, 282]),
  directory_elements: only(elements, [203, 204, 244, 280, 282]),
  customers: only(customers, [288, 402, 425, 426]),
  other: {
    ...only(other, [400, 402, 403, 429, 2002]),
    405: method,
    422: failed({ _tag: "InvalidRecordError" }, "Never", { actor: ["DataOwner"] })
  }
}

/** The statuses that the lists give; the others come with 400. */
export const statuses: { readonly [place: string]: number } = {
  "auth/101": 401,
  "auth/110": 401,
  "auth/111": 401,
  "auth/112": 401,
  "auth/113": 403,
  "auth/401": 401,
  "directories/405": 405,
  "directory_elements/405": 405,
  "directory_elements/280": 200,
  "other/402": 402,
  "other/403": 403,
  "other/405": 405,
  "other/422": 422,
  "other/429": 429
}
