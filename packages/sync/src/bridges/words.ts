import type { CrmError, Decision } from "@crm-errors/core"

const beginning = (decision: Decision.Single): string => {
  switch (decision._tag) {
    case "Skip":
      return "Left out"
    case "Pause":
      return `Stopped until a person acts (${decision.actor.join(", ")}): ${decision.instruction}`
    case "Split":
      return decision.maxItems === undefined
        ? "Too large: send it in smaller parts"
        : `Too large: send it in parts of at most ${decision.maxItems}`
    case "Verify":
      return "Look whether the write happened before it is sent again; the option `probe` would have"
    case "Fail":
      return decision.because === "OutcomeUnknown"
        ? "Given up, because nobody can tell whether the write happened and a repeat might write twice"
        : `Given up (${decision.because})`
    default:
      return decision._tag
  }
}

const silent =
  "An earlier attempt ended without an answer. Say with the options `operation` and `probe` what may be repeated and how to look; what is certainly not written can be sent as new work"

/** Why nothing that a queue can do helps, for the person who reads its list of failures. Only words of ours. */
export const describeStop = (decision: Decision.Single, error: CrmError | undefined): string =>
  `${beginning(decision)}. ${error === undefined ? `${silent}.` : error.message}`

/** What is kept between attempts was written by something else. */
export const unreadable = (where: string): string =>
  `What is kept of earlier attempts in ${where} cannot be read: another release wrote it, or something else did. It is not repeated, because it may have been written.`
