import { describe, expect, it } from "vitest"
import { Amocrm } from "../src/index.ts"

const page = "<html><head><title>403 Forbidden</title></head><body>nginx</body></html>"
const blocked = { status: 403, headers: { "content-type": "text/html" }, body: page }
const limited = {
  status: 429,
  headers: { "content-type": "application/problem+json" },
  body: JSON.stringify({ title: "Too Many Requests", type: "https://httpstatus.es/429", status: 429, retry_after: 300 })
}
const read = { method: "GET", path: "/api/v4/leads" }

const reading = (variant: string | undefined, answer: typeof blocked): unknown => {
  const outcome = Amocrm.make(variant === undefined ? {} : { variant }).normalize(answer, read)
  return outcome._tag === "Failed"
    ? {
        entry: outcome.error.entry,
        alternatives: outcome.error.evidence.alternatives,
        reason: outcome.error.reason._tag,
        when: outcome.error.verdict.when,
        scope: outcome.error.verdict.scope
      }
    : outcome
}

describe("403 as a page: who is blocked", () => {
  const common = { reason: "AccessBlockedError", when: { _tag: "AfterPerson" }, alternatives: undefined }

  it("amoCRM blocks the account", () => {
    expect(reading("amocrm", blocked)).toEqual({
      ...common,
      entry: "amocrm/http/blocked-account",
      scope: ["Account"]
    })
  })

  it("Kommo blocks the IP address", () => {
    expect(reading("kommo", blocked)).toEqual({ ...common, entry: "amocrm/http/blocked-ip", scope: ["EgressIp"] })
  })

  it("without a brand both are stopped", () => {
    expect(reading(undefined, blocked)).toEqual({
      ...common,
      entry: "amocrm/http/blocked-account",
      alternatives: ["amocrm/http/blocked-ip"],
      scope: ["Account", "EgressIp"]
    })
  })

  it("the request's brand is heard as well", () => {
    const outcome = Amocrm.normalize(blocked, { ...read, variant: "kommo" })
    expect(outcome._tag === "Failed" && outcome.error.verdict.scope).toEqual(["EgressIp"])
  })
})

describe("429: who has to wait", () => {
  const common = { reason: "RateLimitError", when: { _tag: "After", millis: 300_000 }, alternatives: undefined }

  it("the account at amoCRM, the IP address at Kommo, and both when nobody says", () => {
    expect([reading("amocrm", limited), reading("kommo", limited), reading(undefined, limited)]).toEqual([
      { ...common, entry: "amocrm/other/429", scope: ["Account"] },
      { ...common, entry: "amocrm/other/429-kommo", scope: ["EgressIp"] },
      {
        ...common,
        entry: "amocrm/other/429",
        alternatives: ["amocrm/other/429-kommo"],
        scope: ["Account", "EgressIp"]
      }
    ])
  })
})

describe("an adapter of one's own", () => {
  it("is refused for a brand that there is not", () => {
    expect(() => Amocrm.make({ variant: "salesforce" })).toThrow(
      'make({ variant }): "salesforce" is not a variant of amocrm. Use one of: amocrm, kommo.'
    )
  })
})
