import type { Retirement } from "../schema/retired.ts"
import { entryIds, type Finding, type Rule } from "./Rule.ts"

const targets: {
  readonly [Kind in Retirement["kind"]]: { readonly fits: (count: number) => boolean; readonly expected: string }
} = {
  moved: { fits: (count) => count === 1, expected: "exactly one id in to" },
  split: { fits: (count) => count > 1, expected: "several ids in to" },
  gone: { fits: (count) => count === 0, expected: "no to" }
}

/** @category rules @since 0.1.0 */
export const retiredIds: Rule = {
  name: "retired-ids",
  about: "A retired id is not in use, is retired once, and leads straight to ids that are.",
  *check(source): Iterable<Finding> {
    const live = entryIds(source)
    const { file, value } = source.retired
    const retired = new Set<string>()
    for (const { id } of value.retired) retired.add(id)
    const seen = new Set<string>()
    for (const [index, { id, kind, to = [] }] of value.retired.entries()) {
      const place = `/retired/${index}`
      if (live.has(id)) {
        yield {
          file,
          place: `${place}/id`,
          what: `${id} is retired and an entry has it`,
          fix: "Rename the entry or un-retire the id"
        }
      }
      if (seen.has(id)) {
        yield { file, place: `${place}/id`, what: `${id} is retired twice`, fix: "Keep one of the two" }
      }
      seen.add(id)
      if (!targets[kind].fits(to.length)) {
        yield {
          file,
          place,
          what: `${id} is ${kind} and leads to ${to.length} ids`,
          expected: targets[kind].expected,
          fix: "Correct kind or to"
        }
      }
      for (const [number, target] of to.entries()) {
        if (live.has(target)) continue
        yield {
          file,
          place: `${place}/to/${number}`,
          what: retired.has(target)
            ? `${id} leads to ${target}, which is retired itself`
            : `${id} leads to ${target}, which no entry has`,
          fix: retired.has(target) ? "Lead straight to where that one leads" : "Correct the id"
        }
      }
    }
  }
}
