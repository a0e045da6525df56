import { Verdict, When } from "@crm-errors/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as any from "./support/arbitraries.ts"

const laws = <A>(name: string, arbitrary: fc.Arbitrary<A>, join: (left: A, right: A) => A): void => {
  describe(name, () => {
    it("is associative", () => {
      fc.assert(
        fc.property(arbitrary, arbitrary, arbitrary, (a, b, c) => {
          expect(join(join(a, b), c)).toEqual(join(a, join(b, c)))
        }),
        { numRuns: 1_000 }
      )
    })
    it("is commutative", () => {
      fc.assert(
        fc.property(arbitrary, arbitrary, (a, b) => {
          expect(join(a, b)).toEqual(join(b, a))
        }),
        { numRuns: 1_000 }
      )
    })
    it("is idempotent", () => {
      fc.assert(
        fc.property(arbitrary, (a) => {
          expect(join(a, a)).toEqual(a)
        }),
        { numRuns: 1_000 }
      )
    })
  })
}

const neutral = <A>(name: string, arbitrary: fc.Arbitrary<A>, join: (left: A, right: A) => A, element: A): void => {
  it(`${JSON.stringify(element)} is neutral for ${name}`, () => {
    fc.assert(
      fc.property(arbitrary, (a) => {
        expect([join(element, a), join(a, element)]).toEqual([a, a])
      })
    )
  })
}

const absorbing = <A>(name: string, arbitrary: fc.Arbitrary<A>, join: (left: A, right: A) => A, element: A): void => {
  it(`${JSON.stringify(element)} absorbs for ${name}`, () => {
    fc.assert(
      fc.property(arbitrary, (a) => {
        expect([join(element, a), join(a, element)]).toEqual([element, element])
      })
    )
  })
}

laws("When.join", any.when, When.join)
laws("Verdict.joinEffect", any.effect, Verdict.joinEffect)
laws("Verdict.joinChange", any.change, Verdict.joinChange)
laws("Verdict.joinScope", any.scope, Verdict.joinScope)
laws("Verdict.joinActor", any.actor, Verdict.joinActor)
laws("Verdict.join", any.verdict, (left: Verdict.Verdict, right: Verdict.Verdict) => Verdict.join(left, right))

describe("neutral and absorbing elements", () => {
  neutral("When.join", any.when, When.join, When.now)
  absorbing("When.join", any.when, When.join, When.never)
  absorbing<Verdict.Effect>("Verdict.joinEffect", any.effect, Verdict.joinEffect, "MaybeApplied")
  neutral<Verdict.Change>("Verdict.joinChange", any.change, Verdict.joinChange, "Same")
  absorbing<Verdict.Change>("Verdict.joinChange", any.change, Verdict.joinChange, "Modified")
  neutral<ReadonlyArray<Verdict.Scope>>("Verdict.joinScope", any.scope, Verdict.joinScope, [])
  absorbing<ReadonlyArray<Verdict.Scope>>("Verdict.joinScope", any.scope, Verdict.joinScope, ["Vendor"])
  neutral<ReadonlyArray<Verdict.Actor>>("Verdict.joinActor", any.actor, Verdict.joinActor, [])

  it("Nobody is neutral for actors beside anybody", () => {
    const somebody = any.actor.filter((actor) => actor.length > 0)
    fc.assert(
      fc.property(somebody, (actor) => {
        expect(Verdict.joinActor(["Nobody"], actor)).toEqual(actor)
      })
    )
  })

  it("undefined is neutral for verdicts", () => {
    fc.assert(
      fc.property(any.verdict, (verdict) => {
        expect([Verdict.join(undefined, verdict), Verdict.join(verdict, undefined)]).toEqual([verdict, verdict])
      })
    )
    expect(Verdict.join(undefined, undefined)).toBeUndefined()
    expect(Verdict.joinAll([])).toBeUndefined()
  })

  it("joins all verdicts as it joins two", () => {
    fc.assert(
      fc.property(any.verdict, any.verdict, any.verdict, (a, b, c) => {
        expect(Verdict.joinAll([a, b, c])).toEqual(Verdict.join(Verdict.join(a, b), c))
      })
    )
  })
})

describe("joins, one by one", () => {
  it("writes what is partly written", () => {
    const all: ReadonlyArray<Verdict.Effect> = ["NotApplied", "Applied", "PartiallyApplied", "MaybeApplied"]
    expect(all.map((left) => all.map((right) => Verdict.joinEffect(left, right)))).toEqual([
      ["NotApplied", "PartiallyApplied", "PartiallyApplied", "MaybeApplied"],
      ["PartiallyApplied", "Applied", "PartiallyApplied", "MaybeApplied"],
      ["PartiallyApplied", "PartiallyApplied", "PartiallyApplied", "MaybeApplied"],
      ["MaybeApplied", "MaybeApplied", "MaybeApplied", "MaybeApplied"]
    ])
  })

  it("keeps the parts of a when, the strongest first", () => {
    const { after, afterDependency, afterPerson, afterRefresh, atWindow, backoff, join, never, now } = When
    expect(join(now, backoff)).toEqual({ _tag: "Backoff" })
    expect(join(backoff, after({ millis: 5 }))).toEqual({ _tag: "After", millis: 5 })
    expect(join(after({ millis: 5 }), after({ at: 9 }))).toEqual({ _tag: "After", millis: 5, at: 9 })
    expect(join(after({ millis: 5, at: 1 }), after({ millis: 3, at: 9 }))).toEqual({ _tag: "After", millis: 5, at: 9 })
    expect(join(after({ at: 9 }), atWindow("Day"))).toEqual({
      _tag: "AtWindow",
      at: 9,
      window: "Day",
      latest: 86_400_000
    })
    expect(join(afterRefresh("Schema"), afterRefresh("Credentials"))).toEqual({
      _tag: "AfterRefresh",
      what: ["Credentials", "Schema"]
    })
    expect(join(afterRefresh("Credentials"), backoff)).toEqual({
      _tag: "AfterRefresh",
      what: ["Credentials"],
      backoff: true
    })
    expect(join(afterRefresh("Credentials"), after({ at: 9 }))).toEqual({
      _tag: "AfterRefresh",
      at: 9,
      what: ["Credentials"]
    })
    expect(join(afterDependency, afterRefresh("Record"))).toEqual({ _tag: "AfterDependency", what: ["Record"] })
    expect(join(afterPerson, afterDependency)).toEqual({ _tag: "AfterPerson", dependency: true })
    expect(join(never, afterPerson)).toEqual({ _tag: "Never" })
  })

  it("forgets no window, and lets a longer one not shorten the wait of a shorter one", () => {
    const hour: When.When = { _tag: "AtWindow", window: "Hour" }
    expect(When.join(When.atWindow("Day", 60_000), hour)).toEqual({
      _tag: "AtWindow",
      window: "Day",
      windows: ["Hour", "Day"],
      latest: 3_600_000
    })
    expect(When.join(hour, { _tag: "AtWindow", window: "Day" })).toEqual({
      _tag: "AtWindow",
      window: "Day",
      windows: ["Hour", "Day"]
    })
  })

  it("says that a write may still land as long as it may have been written", () => {
    const verdict: Verdict.Verdict = {
      when: When.now,
      effect: "MaybeApplied",
      inFlight: true,
      change: "Same",
      scope: ["Item"],
      actor: ["Nobody"]
    }
    const other: Verdict.Verdict = {
      when: When.backoff,
      effect: "Applied",
      change: "Split",
      scope: ["Account", "EgressIp"],
      actor: ["Vendor"]
    }
    expect(Verdict.join(verdict, other)).toEqual({
      when: { _tag: "Backoff" },
      effect: "MaybeApplied",
      inFlight: true,
      change: "Split",
      scope: ["Item", "Account", "EgressIp"],
      actor: ["Vendor"]
    })
  })
})
