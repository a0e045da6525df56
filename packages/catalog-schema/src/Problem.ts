/**
 * What is wrong with a catalog, as data: what people wrote never makes this package throw.
 *
 * @since 0.1.0
 */

/** @category models @since 0.1.0 */
export interface Problem {
  /** Which rule found it; `read` and `schema` before the rules. */
  readonly rule: string
  /** Relative to the catalog's folder, with forward slashes. */
  readonly file: string
  /** The place in the file, as a JSON pointer; `""` is the whole file. */
  readonly place: string
  /** Of `place`, counted from 1, where it is known. */
  readonly line?: number
  readonly column?: number
  readonly what: string
  readonly expected?: string
  /** What to do about it. */
  readonly fix: string
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/**
 * By file, place in the file and rule, so that two runs over the same files print the same.
 *
 * @category ordering
 * @since 0.1.0
 */
export const compareProblems = (left: Problem, right: Problem): number =>
  byText(left.file, right.file) ||
  (left.line ?? 0) - (right.line ?? 0) ||
  (left.column ?? 0) - (right.column ?? 0) ||
  byText(left.rule, right.rule) ||
  byText(left.place, right.place) ||
  byText(left.what, right.what)

/**
 * One line for a terminal: `entries/auth.json:12:5 unique-ids …`.
 *
 * @category formatting
 * @since 0.1.0
 */
export const formatProblem = (problem: Problem): string => {
  const position = problem.line === undefined ? "" : `:${problem.line}:${problem.column ?? 1}`
  const place = problem.place === "" ? "" : ` at ${problem.place}`
  const expected = problem.expected === undefined ? "" : ` Expected: ${problem.expected}.`
  return `${problem.file}${position} ${problem.rule}${place}: ${problem.what}.${expected} ${problem.fix}.`
}
