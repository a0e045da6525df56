import { bodies, requests, someStatuses } from "../answers.ts"
import { difference } from "../difference.ts"
import { observe, plain } from "../observe.ts"
import type { Clause, Options } from "../Suite.ts"
import { brief, violation } from "../violation.ts"

const todo = "Keep no state between two answers, and read no clock."

/** The same answer gives the same outcome, whatever came in between. */
export const determinism = ({ adapter, fixtures }: Options): ReadonlyArray<Clause> => [
  {
    name: "MUST be deterministic",
    run: () => {
      const all = Object.entries(fixtures)
      const before = all.map(([, fixture]) => observe(adapter, fixture))
      const generated = (): ReadonlyArray<readonly [string, unknown]> =>
        bodies.flatMap((body, index) => {
          const status = someStatuses[(index * 7) % someStatuses.length] ?? null
          const request = requests[index % requests.length]
          return [
            [`status ${String(status)}, body ${brief(body)}`, plain(adapter.normalize({ status, body }, request))]
          ]
        })
      const first = generated()
      const second = generated()
      for (const [index, [where, outcome]] of first.entries()) {
        const found = difference(outcome, second[index]?.[1])
        if (found !== undefined) throw violation(`the same answer gave another outcome: ${found}`, where, todo)
      }
      // Backwards, so that whatever one answer leaves behind meets another one.
      for (const [index, [name, fixture]] of [...all.entries()].reverse()) {
        const found = difference(before[index], observe(adapter, fixture))
        if (found !== undefined) throw violation(`the same answer gave another outcome: ${found}`, name, todo)
      }
    }
  }
]
