import { transportFactOf } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { acme } from "../support/acme.ts"
import { errorOf } from "../support/errorOf.ts"

const coded = (code: string, more: object = {}): Error => Object.assign(new Error("x"), { code, ...more })

describe("how far the request came", () => {
  it.each<readonly [string, unknown, unknown]>([
    ["refused", coded("ECONNREFUSED"), { phase: "connect", code: "ECONNREFUSED" }],
    ["no such host", coded("ENOTFOUND"), { phase: "connect", code: "ENOTFOUND" }],
    ["a certificate that is not trusted", coded("CERT_HAS_EXPIRED"), { phase: "connect", code: "CERT_HAS_EXPIRED" }],
    ["no connection in time", coded("ETIMEDOUT", { syscall: "connect" }), { phase: "connect", code: "ETIMEDOUT" }],
    ["no answer in time", coded("ETIMEDOUT", { syscall: "read" }), { phase: "sent", code: "ETIMEDOUT" }],
    [
      "our own deadline",
      Object.assign(new Error("x"), { name: "TimeoutError" }),
      { phase: "sent", code: "TimeoutError" }
    ],
    ["reset", coded("ECONNRESET"), { phase: "sent" }],
    [
      "what fetch throws",
      new TypeError("fetch failed", { cause: coded("ECONNREFUSED") }),
      { phase: "connect", code: "ECONNREFUSED" }
    ],
    [
      "several addresses, all of them refused",
      new TypeError("fetch failed", { cause: new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]) }),
      { phase: "connect", code: "ECONNREFUSED" }
    ],
    ["a code that is a number", { code: 7 }, { phase: "sent" }],
    ["nothing", undefined, { phase: "sent" }],
    ["a text", "ECONNREFUSED", { phase: "sent" }]
  ])("%s", (_, thrown, expected) => {
    expect(transportFactOf(thrown)).toEqual(expected)
  })

  it("a chain of causes without an end", () => {
    const circle: { cause?: unknown } = {}
    circle.cause = circle
    expect(transportFactOf(circle)).toEqual({ phase: "sent" })
  })
})

describe("what it means for a write", () => {
  it.each<readonly [string, unknown, unknown]>([
    ["never left", coded("ECONNREFUSED"), ["NetworkError", "NotApplied", undefined]],
    ["left, and nothing came back", coded("ECONNRESET"), ["NetworkError", "MaybeApplied", true]],
    ["left, and nothing came back in time", coded("UND_ERR_HEADERS_TIMEOUT"), ["TimeoutError", "MaybeApplied", true]]
  ])("%s", (_, thrown, expected) => {
    const { reason, verdict } = errorOf(acme.fromThrown(thrown, { intent: "Create" }))
    expect([reason._tag, verdict.effect, verdict.inFlight]).toEqual(expected)
  })

  it("an answer that was cut off is no longer on its way", () => {
    const { verdict } = errorOf(acme.normalize({ status: 200, transport: { phase: "response" } }, { intent: "Create" }))
    expect(verdict).toEqual({
      when: { _tag: "Backoff" },
      effect: "MaybeApplied",
      change: "Same",
      scope: ["Request"],
      actor: ["Nobody"]
    })
  })
})
