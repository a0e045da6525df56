import type { Outcome } from "@crm-errors/core"
import { compile } from "../../compile.ts"
import { type Recording, type Redacted, redactRecording } from "../redact/redactRecording.ts"
import { complaintOf, shapeOf } from "./complaint.ts"
import { type Facts, factsOf } from "./Facts.ts"
import type { Given } from "./Given.ts"
import { type Impossible, impossible, type Kit, type Known, type RecordedAnswer } from "./Kit.ts"
import { keptTexts } from "./keptTexts.ts"

/** An answer that an entry can be made of, without its secrets. */
export interface Study {
  readonly _tag: "Study"
  readonly redacted: Redacted
  readonly facts: Facts
  /** What the vendor said; absent when something in it was replaced, because then it is not the vendor's wording. */
  readonly wording: string | undefined
}

const longestBody = 65_536

const unfit = ({ answer }: Recording): string | undefined => {
  const { body, status } = answer
  if (status === null) return "no answer came: that is a fact of the transport, which core knows and no catalog."
  if (status > 599) return `HTTP ${status} is no status of HTTP.`
  return (body ?? "").length > longestBody
    ? `the body has more than ${longestBody} characters. Cut it down to what tells the error.`
    : undefined
}

const nothingFailed = (outcome: Outcome.Outcome): Known | Impossible =>
  outcome._tag === "NoOp" && outcome.entry !== undefined
    ? { _tag: "Known", entry: outcome.entry }
    : impossible(
        `it is read as ${outcome._tag}, not as a failure. If it is one, its shape or its code is not read: that is code, decodeEnvelope.ts of the adapter.`
      )

/** Looks at an answer as the catalog reads it today, and takes out what nobody may publish. */
export const study = (kit: Kit, recorded: RecordedAnswer, given: Given): Study | Known | Impossible => {
  const { adapterOf, source, textOf } = kit
  const why = unfit(recorded)
  if (why !== undefined) return impossible(why)
  const adapter = adapterOf(compile(source))
  const before = adapter.normalize(recorded.answer, recorded.request)
  const complaint = complaintOf(before)
  if (complaint === undefined) return nothingFailed(before)
  if (complaint.entry !== undefined && given.id === undefined) return { _tag: "Known", entry: complaint.entry }
  if (complaint.code?.startsWith("fp:")) {
    return impossible("its code is not written like one, so that it is not shown anywhere. Write the entry by hand.")
  }
  const keep = keptTexts(source, complaint.code)
  const redacted = redactRecording(recorded, { secrets: source.vendor.value.secrets ?? [], keep })
  const after = adapter.normalize(redacted.answer, redacted.request)
  const error = complaintOf(after)
  if (error === undefined || shapeOf(after) !== shapeOf(before)) {
    return impossible(
      "without its secrets the answer is read differently. Replace them by hand, and give the command the result."
    )
  }
  const text = textOf(error)
  return {
    _tag: "Study",
    redacted,
    facts: factsOf(error, redacted, text, adapter),
    wording: text === textOf(complaint) ? text : undefined
  }
}
