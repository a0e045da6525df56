import type { CrmError } from "../CrmError.ts"

// Attribute names of low cardinality. `error.type` is OpenTelemetry's name for what a failure is counted by.
export const observe = (error: CrmError): Readonly<Record<string, string>> => ({
  "error.type": error.reason._tag,
  "crm.vendor": error.vendor,
  "crm.error.family": error.reason.family,
  "crm.error.entry": error.entry ?? "none",
  "crm.error.when": error.verdict.when._tag,
  "crm.error.effect": error.verdict.effect
})

// A person has to act, or somebody's code is wrong: Error. It passes by itself: Warn. Expected in any sync: Info.
export const severity = (error: CrmError): "Info" | "Warn" | "Error" => {
  if (error.verdict.when._tag === "AfterPerson") return "Error"
  switch (error.reason.family) {
    case "throttle":
    case "outage":
      return "Warn"
    case "state":
    case "input":
      return "Info"
    default:
      return "Error"
  }
}
