import type { AuthoredEntry } from "../../schema/entry.ts"
import { effectSchema, refreshSchema, whenSchema, windowSchema } from "../../schema/verdict.ts"
import { type Invalid, invalid } from "./Given.ts"

type AuthoredVerdict = NonNullable<AuthoredEntry["verdict"]>

/** `when` as an entry writes it. */
export type AuthoredWhen = AuthoredVerdict["when"]

const forms: { readonly [T in AuthoredWhen["_tag"]]: string } = {
  Now: "Now",
  Backoff: "Backoff",
  After: "After:<milliseconds>",
  AtWindow: `AtWindow:${windowSchema.options.join(" | ")}`,
  AfterRefresh: `AfterRefresh:${refreshSchema.options.join(" | ")} (or several, with commas)`,
  AfterDependency: "AfterDependency",
  AfterPerson: "AfterPerson",
  Never: "Never"
}

/** Every `when` that an entry can give, as it is typed. */
export const whenForms: ReadonlyArray<string> = Object.values(forms)

/** Would the same request be sent again, after no more than some time? */
export const retries = (when: { readonly _tag: string }): boolean =>
  when._tag === "Now" || when._tag === "Backoff" || when._tag === "After"

/** Reads `AfterRefresh:Credentials`. */
export const readWhen = (text: string): AuthoredWhen | Invalid => {
  const [name = "", rest = ""] = text.trim().split(/\s*:\s*/, 2)
  const tag = (Object.keys(forms) as ReadonlyArray<AuthoredWhen["_tag"]>).find(
    (one) => one.toLowerCase() === name.toLowerCase()
  )
  if (tag === undefined) {
    return invalid("when", `${JSON.stringify(name)} is not known. Write one of ${Object.keys(forms).join(", ")}.`)
  }
  const read = whenSchema.safeParse({
    _tag: tag,
    ...(tag === "After" ? { millis: Number(rest) } : {}),
    ...(tag === "AtWindow" ? { window: rest } : {}),
    ...(tag === "AfterRefresh" ? { what: rest.split(/\s*,\s*/) } : {})
  })
  return read.success ? read.data : invalid("when", `${JSON.stringify(text)} is incomplete. Write ${forms[tag]}.`)
}

/** Reads `NotApplied`. */
export const readEffect = (text: string): AuthoredVerdict["effect"] | Invalid => {
  const found = effectSchema.options.find((one) => one.toLowerCase() === text.trim().toLowerCase())
  return (
    found ?? invalid("effect", `${JSON.stringify(text)} is not known. Write one of ${effectSchema.options.join(", ")}.`)
  )
}
