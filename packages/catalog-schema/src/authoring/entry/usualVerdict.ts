import type { AuthoredEntry } from "../../schema/entry.ts"
import type { AuthoredReason } from "./reasonOption.ts"

type AuthoredVerdict = NonNullable<AuthoredEntry["verdict"]>

/** A verdict before it is known whether the write happened. Without `when`, only a person knows whether to wait and for how long. */
export type Usual = Pick<AuthoredVerdict, "change" | "scope" | "actor"> & { readonly when?: AuthoredVerdict["when"] }

const usual = (
  when: AuthoredVerdict["when"] | undefined,
  scope: AuthoredVerdict["scope"][number],
  actor: AuthoredVerdict["actor"][number],
  change: AuthoredVerdict["change"] = "Same"
): Usual => ({ ...(when === undefined ? {} : { when }), change, scope: [scope], actor: [actor] })

const person = { _tag: "AfterPerson" } as const
const never = { _tag: "Never" } as const
const refresh = (what: "Credentials" | "Routing" | "Record") => ({ _tag: "AfterRefresh" as const, what: [what] })

/** What a reason mostly comes to: the table of reasons of the design. Never a retry: that takes somebody who knows. */
export const usualVerdict = (reason: AuthoredReason): Usual => {
  switch (reason._tag) {
    case "AuthenticationError":
      return reason.kind === "TokenExpired" || reason.kind === "InvalidCredentials" || reason.kind === "Unspecified"
        ? usual(refresh("Credentials"), "Credential", "Operator")
        : usual(person, "Credential", "Operator")
    case "PermissionError":
      return usual(person, "Credential", "AccountAdmin")
    case "AccessBlockedError":
      return usual(person, "Account", "Operator")
    case "SubscriptionRequiredError":
    case "FeatureDisabledError":
    case "CapacityExceededError":
      return usual(person, "Account", "AccountAdmin")
    case "RateLimitError":
      return usual(undefined, "Account", "Nobody")
    case "QuotaExhaustedError":
      return usual({ _tag: "AtWindow", window: reason.window }, "Account", "Nobody")
    case "UnavailableError":
    case "VendorInternalError":
    case "TimeoutError":
    case "UnexpectedResponseError":
      return usual(undefined, "Request", "Vendor")
    case "ConflictError":
      return reason.kind === "State"
        ? usual(person, "Item", "DataOwner")
        : usual(refresh("Record"), "Item", "Nobody", reason.kind === "Stale" ? "Modified" : "Same")
    case "AlreadyExistsError":
    case "NotFoundError":
    case "InvalidRecordError":
      return usual(never, "Item", "DataOwner")
    case "InvalidReferenceError":
      return usual({ _tag: "AfterDependency" }, "Item", "DataOwner")
    case "MisdirectedError":
      return usual(refresh("Routing"), "Account", "Nobody")
    case "BatchTooLargeError":
      return usual(undefined, "Request", "Developer", "Split")
    case "MalformedRequestError":
      return usual(never, "Request", "Developer")
    case "UnsupportedOperationError":
      return usual(never, "Operation", "Developer")
  }
}
