import type { AuthoredEntry } from "../schema/entry.ts"

/** One alternative of an entry. */
export type Alternative = AuthoredEntry["match"][number]

type Pointer = NonNullable<Alternative["pointer"]>[number]
type Header = NonNullable<Alternative["header"]>[number]

const disjoint = (left: ReadonlyArray<unknown> | undefined, right: ReadonlyArray<unknown> | undefined): boolean =>
  left !== undefined && right !== undefined && !left.some((value) => right.includes(value))

/** The values that a test lets through, when it lists them. */
const valuesOf = (test: Pointer | Header): ReadonlyArray<unknown> | undefined =>
  test.oneOf ?? (test.equals === undefined ? undefined : [test.equals])

/** Can no single value pass both tests? */
const testsExclude = (left: Pointer, right: Pointer): boolean => {
  if (left.exists === false || right.exists === false) return left.exists !== right.exists
  const leftValues = valuesOf(left)
  const rightValues = valuesOf(right)
  if (disjoint(leftValues, rightValues)) return true
  const lacks = (values: ReadonlyArray<unknown> | undefined, part: string | undefined): boolean =>
    values !== undefined &&
    part !== undefined &&
    !values.some((value) => typeof value === "string" && value.includes(part))
  return lacks(leftValues, right.includes) || lacks(rightValues, left.includes)
}

/** Does the outer place hold a plain value, in which the inner place cannot be? */
const outerExcludesInner = (outer: Pointer, inner: Pointer): boolean =>
  inner.path.startsWith(`${outer.path}/`) &&
  inner.exists !== false &&
  (valuesOf(outer) !== undefined || outer.includes !== undefined || outer.exists === false)

const pointersExclude = (left: Pointer, right: Pointer): boolean =>
  left.path === right.path
    ? testsExclude(left, right)
    : outerExcludesInner(left, right) || outerExcludesInner(right, left)

const pairs = <Left, Right>(
  left: ReadonlyArray<Left> | undefined,
  right: ReadonlyArray<Right> | undefined,
  exclude: (left: Left, right: Right) => boolean
): boolean => (left ?? []).some((one) => (right ?? []).some((other) => exclude(one, other)))

const listKeys = ["code", "section", "status", "body", "operation", "intent", "variant"] as const

/** Is there no answer that both alternatives fit? Says so only where it can be seen from the constraints. */
export const exclusive = (left: Alternative, right: Alternative): boolean =>
  listKeys.some((key) => disjoint(left[key], right[key])) ||
  pairs(
    left.header,
    right.header,
    (one, other) => one.name === other.name && disjoint(valuesOf(one), valuesOf(other))
  ) ||
  pairs(left.pointer, right.pointer, pointersExclude)

/** How many constraints count when all of them hold: as an adapter counts them. */
export const weight = (alternative: Alternative): number =>
  listKeys.filter((key) => alternative[key] !== undefined).length +
  (alternative.header?.length ?? 0) +
  (alternative.pointer?.length ?? 0)

/** Entries are asked in groups, one after the other; only those of one group can tie. */
export const groupOf = (alternative: Alternative): "code" | "pointer" | "rest" =>
  alternative.code !== undefined ? "code" : alternative.pointer !== undefined ? "pointer" : "rest"
