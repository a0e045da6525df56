// Whole decisions, written by hand from the rules of the design.
import { decide } from "@crm-errors/core"
import { describe, expect, it } from "vitest"
import { failed, failUnknown, second, throttled, unavailable } from "../support/decideTable.ts"

describe("without the rest of the arguments", () => {
  it("takes the operation for an unsafe create, on a first attempt, received at the epoch", () => {
    expect(decide(failed(throttled))).toEqual({ _tag: "Retry", at: second, because: "Verdict" })
    expect(decide(failed(unavailable))).toEqual(failUnknown)
  })
})
