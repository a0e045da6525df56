import type { CrmError } from "../CrmError.ts"
import type { Verdict } from "../Verdict.ts"
import type { When } from "../When.ts"
import { toIso } from "./instant.ts"

const seconds = (millis: number): string => (millis < 1_000 ? `${millis} ms` : `${Math.round(millis / 100) / 10} s`)

const refreshNames: Record<string, string> = {
  Credentials: "the credentials",
  Routing: "the account's host",
  Schema: "the account's fields and lists",
  Record: "the record"
}

const actorNames: Record<string, string> = {
  Nobody: "nobody",
  Vendor: "the vendor",
  VendorSupport: "the vendor's support",
  Developer: "a developer",
  Operator: "whoever runs the integration",
  AccountAdmin: "the account's administrator",
  DataOwner: "whoever owns the data"
}

/** Names of actors as a phrase: "the account's administrator or the vendor's support". */
export const describeActors = (verdict: Pick<Verdict, "actor">): string =>
  verdict.actor.map((actor) => actorNames[actor] ?? actor).join(" or ")

const describeTime = (when: When): string | undefined => {
  if (when.at !== undefined) return `not before ${toIso(when.at)}`
  if (when.millis !== undefined) return `not before ${seconds(when.millis)} have passed`
  if (when.window !== undefined) return `when the ${when.window.toLowerCase()} resets`
  return undefined
}

/** What to do next, as a sentence without a full stop. */
export const describeWhen = (verdict: Verdict): string => {
  const { change, when } = verdict
  const again =
    change === "Split"
      ? "send it again in smaller parts"
      : change === "Modified"
        ? "send it again, changed"
        : "send it again"
  const time = describeTime(when)
  switch (when._tag) {
    case "Now":
      return change === "Same" ? "send it again at once" : again
    case "Backoff":
      return `${again} after a growing pause`
    case "After":
    case "AtWindow":
      return time === undefined ? again : `${again}, ${time}`
    case "AfterRefresh":
      return `refresh ${(when.what ?? []).map((what) => refreshNames[what]).join(" and ")}, then ${again}${time === undefined ? "" : `, ${time}`}`
    case "AfterDependency":
      return `${again} once what it refers to is there`
    case "AfterPerson":
      return `nothing will help until ${verdict.actor.length === 0 ? "a person" : describeActors(verdict)} acts`
    case "Never":
      return verdict.actor.length === 0 || verdict.actor.includes("Nobody")
        ? "do not send it again"
        : `do not send it again; it is for ${describeActors(verdict)} to correct`
  }
}

const effects: Record<Verdict["effect"], string> = {
  NotApplied: "Nothing was written.",
  Applied: "The write happened.",
  PartiallyApplied: "A part of it was written.",
  MaybeApplied: "The write may have happened."
}

/** The message of an error: reason, place, what to do, and whether the write happened. Only words of ours. */
export const describe = (error: CrmError): string => {
  const place =
    error.entry ?? (error.httpStatus === undefined ? error.vendor : `${error.vendor}, HTTP ${error.httpStatus}`)
  const fields =
    error.reason._tag === "InvalidRecordError" && error.reason.fields.length > 0
      ? ` in ${error.reason.fields
          .map((field) => field.path ?? field.code ?? "a field")
          .slice(0, 3)
          .join(", ")}`
      : ""
  const { effect, when } = error.verdict
  const repeats = when._tag !== "Never" && when._tag !== "AfterPerson"
  const caution = repeats && effect !== "NotApplied" ? "only if a repeat can do no harm, or after looking: " : ""
  const next = `${caution}${describeWhen(error.verdict)}`
  return `${error.reason._tag}${fields} (${place}): ${next}. ${effects[error.verdict.effect]}`
}
