// Whole decisions, written by hand from the rules of the design.
import { decide, Policy, When } from "@crm-errors/core"
import { describe, expect, it } from "vitest"
import {
  attempts,
  failed,
  hour,
  minute,
  none,
  noParent,
  now,
  quota,
  retry,
  second,
  table,
  throttled,
  unknown,
  upsert,
  upserts
} from "../support/decideTable.ts"

describe("rule 4: when", () => {
  table([
    ["a rate limit without a time", failed(throttled), upserts, none, retry(second)],
    [
      "the second time the pause is doubled",
      failed(throttled),
      upserts,
      attempts(1, { family: "throttle" }),
      retry(2 * second)
    ],
    ["the fifth", failed(throttled), upserts, attempts(4, { family: "throttle" }), retry(16 * second)],
    ["the pause has a limit", failed(throttled), upserts, attempts(40, { family: "throttle" }), retry(minute)],
    [
      "a fraction of a millisecond is waited out",
      failed(throttled),
      upserts,
      { attempts: [], sample: 0.0001 },
      retry(second + 1)
    ],
    [
      "spread by chance, up to half as long again",
      failed(throttled),
      upserts,
      { attempts: [], sample: 1 },
      retry(1_500)
    ],
    [
      "the vendor's delay",
      failed({ ...throttled, when: When.after({ millis: 42 * second }) }),
      upserts,
      none,
      retry(42 * second)
    ],
    [
      "the vendor's date",
      failed({ ...throttled, when: When.after({ at: now + 90 * second }) }),
      upserts,
      none,
      retry(90 * second)
    ],
    [
      "the later of both",
      failed({ ...throttled, when: When.after({ millis: 5 * second, at: now + 90 * second }) }),
      upserts,
      none,
      retry(90 * second)
    ],
    [
      "a vendor's delay that is shorter than our own pause",
      failed({ ...throttled, when: When.after({ millis: 1 }) }),
      upserts,
      attempts(3),
      retry(8 * second)
    ],
    [
      "a date that has passed",
      failed({ ...throttled, when: When.after({ at: now - hour }) }),
      upserts,
      none,
      retry(second)
    ],
    [
      "exactly as long as the patience",
      failed({ ...throttled, when: When.after({ millis: 5 * minute }) }),
      upserts,
      none,
      retry(5 * minute)
    ],
    [
      "longer than the patience is parked",
      failed({ ...throttled, when: When.after({ millis: 5 * minute + 1 }) }),
      upserts,
      none,
      { _tag: "Park", until: now + 5 * minute + 1, scopes: ["Account"], because: "Patience" }
    ],
    [
      "a quota is parked until its window resets at the latest",
      failed(quota),
      upserts,
      none,
      { _tag: "Park", until: now + 24 * hour, scopes: ["Account"], because: "Patience" }
    ],
    [
      "a window whose reset the vendor names",
      failed({ ...quota, when: When.join(When.atWindow("Day", 0), When.after({ at: now + 12 * hour })) }),
      upserts,
      none,
      { _tag: "Park", until: now + 12 * hour, scopes: ["Account"], because: "Patience" }
    ],
    ["a window of a second", failed({ ...quota, when: When.atWindow("Second") }), upserts, none, retry(second)],
    [
      "a long wait is parked whatever the reason, from the first attempt on",
      failed({ ...unknown, when: When.after({ millis: hour }) }),
      upsert,
      none,
      { _tag: "Park", until: now + hour, scopes: ["Request"], because: "Patience" }
    ],
    [
      "a dependency far off",
      failed({ ...noParent, when: When.join(When.afterDependency, When.after({ millis: hour })) }),
      upsert,
      none,
      { _tag: "Park", until: now + hour, scopes: ["Item"], because: "Patience" }
    ]
  ])

  it("asks the caller when a window resets", () => {
    const policy: Policy.Policy = {
      ...Policy.standard,
      resetOf: (window, from) => (window === "Day" ? from + 2 * minute : undefined)
    }
    expect(decide(failed(quota), upserts, none, policy, now)).toEqual(retry(2 * minute))
    const both = failed({ ...quota, when: When.join(When.atWindow("Day"), When.atWindow("Minute")) })
    // When the minute resets is not known: it is waited for as long as the catalog says.
    expect(decide(both, upserts, none, policy, now)).toEqual({
      _tag: "Park",
      until: now + 24 * hour,
      scopes: ["Account"],
      because: "Patience"
    })
  })

  it("a policy that makes no sense waits until the farthest instant, and not for nothing", () => {
    const policy: Policy.Policy = {
      ...Policy.standard,
      backoff: Number.POSITIVE_INFINITY,
      maxBackoff: Number.POSITIVE_INFINITY,
      jitter: Number.NaN
    }
    expect(decide(failed(throttled), upserts, none, policy, now)).toEqual({
      _tag: "Park",
      until: 8.64e15,
      scopes: ["Account"],
      because: "Patience"
    })
  })
})
