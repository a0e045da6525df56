import { describe, expect, it } from "vitest"
import { Arrivals } from "../../src/pace/Arrivals.ts"

describe("what another run may have sent", () => {
  it("counts as a whole window until its last moment", () => {
    const arrivals = new Arrivals({ requests: 7, window: 1000 })
    arrivals.assume(500)
    expect([arrivals.next(600), arrivals.next(1499), arrivals.next(1700)]).toEqual([1500, 1500, 1700])
  })

  it("counts for nothing where we have seen for ourselves", () => {
    const arrivals = new Arrivals({ requests: 2, window: 1000 })
    arrivals.returned(arrivals.leave(0), 0)
    arrivals.assume(500)
    expect(arrivals.next(600)).toBe(600)
  })
})
