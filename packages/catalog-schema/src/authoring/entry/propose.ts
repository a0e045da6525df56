import { httpDefault } from "@crm-errors/core/adapter"
import type { AuthoredEntry } from "../../schema/entry.ts"
import { reasonSchema } from "../../schema/reason.ts"
import { verdictSchema } from "../../schema/verdict.ts"
import { type Given, type Invalid, invalid, isInvalid, type Question } from "./Given.ts"
import { type AuthoredReason, readReason, reasonForms } from "./reasonOption.ts"
import { type Usual, usualVerdict } from "./usualVerdict.ts"
import { readEffect, readWhen, retries, whenForms } from "./whenOption.ts"

/** A reason and a verdict, as far as they are known. */
export interface Proposal {
  readonly reason?: AuthoredReason
  readonly verdict?: NonNullable<AuthoredEntry["verdict"]>
  /** The verdict is a retry, which the status has to bear out. */
  readonly retried: boolean
  readonly questions: ReadonlyArray<Question>
}

const statusSaysNothing = (status: number): Question => ({
  option: "reason",
  why: `What happened? HTTP ${status} does not say.`,
  choices: reasonForms
})

const timeIsUnknown = (status: number): Question => {
  const may = retries(httpDefault(status).verdict.when)
  return {
    option: "when",
    why: `Would the same request work later, without a change? ${
      may
        ? `HTTP ${status} alone is retried with growing pauses (Backoff), so this may be too.`
        : `HTTP ${status} alone is not retried, and nothing documents that it would help.`
    }`,
    choices: whenForms.filter((form) => may || !retries({ _tag: form.split(":")[0] ?? "" }))
  }
}

const reasonOf = (status: number, { reason }: Given): AuthoredReason | Invalid | undefined => {
  if (reason !== undefined) return readReason(reason)
  const proposed = reasonSchema.safeParse(httpDefault(status).reason)
  return proposed.success ? proposed.data : undefined
}

// The row of the status, when it says the same: else what the reason mostly comes to.
const usualOf = (status: number, reason: AuthoredReason): Usual => {
  const row = httpDefault(status)
  const same = reasonSchema.safeParse(row.reason)
  if (!same.success || JSON.stringify(same.data) !== JSON.stringify(reason)) return usualVerdict(reason)
  const { when, ...rest } = verdictSchema.parse(row.verdict)
  return retries(when) ? rest : { ...rest, when }
}

/** What the HTTP status alone comes to, and what a person said instead of it. */
export const propose = (status: number, given: Given): Proposal | Invalid => {
  const reason = reasonOf(status, given)
  if (reason === undefined) {
    return { retried: false, questions: [statusSaysNothing(status)] }
  }
  if (isInvalid(reason)) return reason
  const usual = usualOf(status, reason)
  const when = given.when === undefined ? usual.when : readWhen(given.when)
  if (when === undefined) return { reason, retried: false, questions: [timeIsUnknown(status)] }
  if (isInvalid(when)) return when
  const retried = retries(when)
  if (retried && !retries(httpDefault(status).verdict.when)) {
    return invalid(
      "when",
      `an entry that nobody documented is not retried, and HTTP ${status} alone would not be either. Choose Never, AfterPerson, AfterDependency, AfterRefresh or AtWindow; or, with a source that says that a repeat helps, write the entry by hand.`
    )
  }
  const effect = given.effect === undefined ? httpDefault(status).verdict.effect : readEffect(given.effect)
  if (typeof effect !== "string") return effect
  const { actor, change, scope } = usual
  return { reason, verdict: { when, effect, change, scope, actor }, retried, questions: [] }
}
