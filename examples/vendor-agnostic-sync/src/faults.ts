// What goes wrong on the way, at fixed calls and for fixed people, so that every run tells the same story.
import type { Fault, Vendor } from "@crm-errors/simulator"

type Entries = { readonly [vendor in Vendor]: string }

const tooFast: Entries = {
  amocrm: "amocrm/other/429",
  pingback: "pingback/errors/TOO_MANY_REQUESTS",
  "constant-contact": "constant-contact/codes/107"
}

const invalid: Entries = {
  amocrm: "amocrm/validation/InvalidType",
  pingback: "pingback/errors/INVALID_INPUT",
  "constant-contact": "constant-contact/codes/215"
}

/** Records that the vendor will never take. */
const badRecords = [77, 178, 279, 380, 481]

/** Contacts that are in the target before the job begins. */
export const alreadyThere = [11, 12, 13]

const atCall = (call: number, times: number, effect: Fault.Effect, name: string): Fault.Fault => ({
  name,
  when: { call, times, writes: true },
  effect
})

/** How many calls the whole copy takes, about: faults are spread over them. */
const calls: { readonly [vendor in Vendor]: number } = { amocrm: 50, pingback: 500, "constant-contact": 25 }

/** The faults of a target. */
export const faultsOf = (vendor: Vendor, emailOf: (number: number) => string): ReadonlyArray<Fault.Fault> => {
  const at = (part: number) => Math.max(1, Math.round(calls[vendor] * part))
  const faults = [
    atCall(at(0.1), 1, { _tag: "Entry", entry: tooFast[vendor], of: "Request" }, "limit tripped"),
    atCall(at(0.2), 2, { _tag: "Proxy", status: 503 }, "a proxy's HTML page"),
    atCall(at(0.35), 1, { _tag: "Cut", at: "AfterApplied" }, "cut after the write"),
    atCall(at(0.45), 1, { _tag: "Cut", at: "BeforeRead" }, "cut before the write"),
    atCall(at(0.55), 1, { _tag: "Proxy", status: 502, applied: true }, "502 although it was written"),
    atCall(at(0.65), 1, { _tag: "Cut", at: "HalfBody" }, "half an answer"),
    ...badRecords.map(
      (number): Fault.Fault => ({
        name: "bad record",
        when: { record: emailOf(number) },
        effect: { _tag: "Entry", entry: invalid[vendor], of: "Record" }
      })
    )
  ]
  // The vendors with tokens and with pages that say "blocked": only there do these exist.
  if (vendor !== "amocrm") return faults
  return [
    ...faults,
    atCall(at(0.3), 1, { _tag: "Act", act: { _tag: "ExpireToken", account: "main" } }, "expired token"),
    atCall(at(0.9), 1, { _tag: "Act", act: { _tag: "Block", scope: "Account", account: "main" } }, "account blocked")
  ]
}
