/**
 * Checks a catalog that was read. Pure.
 *
 * @since 0.1.0
 */
import type { Rule } from "./lint/Rule.ts"
import { rules } from "./lint/rules.ts"
import type { CatalogSource } from "./load.ts"
import type { Problem } from "./Problem.ts"

/**
 * What the rules find, without lines.
 *
 * @category checking
 * @since 0.1.0
 */
export const lint = (source: CatalogSource, chosen: ReadonlyArray<Rule> = rules): ReadonlyArray<Problem> =>
  chosen.flatMap((rule) => Array.from(rule.check(source), (finding) => ({ rule: rule.name, ...finding })))
