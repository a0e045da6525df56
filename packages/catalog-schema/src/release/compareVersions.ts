/**
 * The order of versions.
 *
 * @since 0.1.0
 */

import type { Bump } from "../diff/Bump.ts"

interface Version {
  readonly numbers: ReadonlyArray<number>
  /** Of a prerelease; empty for a release. */
  readonly labels: ReadonlyArray<string>
}

const parse = (version: string): Version => {
  const dash = version.indexOf("-")
  const [core, label] = dash < 0 ? [version, ""] : [version.slice(0, dash), version.slice(dash + 1)]
  return { numbers: core.split(".").map(Number), labels: label === "" ? [] : label.split(".") }
}

const isNumber = (label: string): boolean => /^\d+$/.test(label)

// Numbers come before words: 1.0.0-1 before 1.0.0-beta.
const compareLabels = (left: string, right: string): number => {
  if (isNumber(left) !== isNumber(right)) return isNumber(left) ? -1 : 1
  if (isNumber(left)) return Number(left) - Number(right)
  return left < right ? -1 : left > right ? 1 : 0
}

const firstDifference = <Part>(
  left: ReadonlyArray<Part>,
  right: ReadonlyArray<Part>,
  compare: (left: Part, right: Part) => number
): number => {
  for (let index = 0; index < left.length && index < right.length; index++) {
    const difference = compare(left[index]!, right[index]!)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/**
 * The order of semantic versions (https://semver.org, rule 11): negative when `left` is the older one.
 *
 * @category ordering
 * @since 0.1.0
 */
export const compareVersions = (left: string, right: string): number => {
  const [one, other] = [parse(left), parse(right)]
  const difference = firstDifference(one.numbers, other.numbers, (a, b) => a - b)
  if (difference !== 0) return difference
  // A release is later than its own prereleases.
  if (one.labels.length === 0 || other.labels.length === 0) return other.labels.length - one.labels.length
  return firstDifference(one.labels, other.labels, compareLabels)
}

/**
 * How large a step it is from one version to a later one.
 *
 * @category ordering
 * @since 0.1.0
 */
export const stepBetween = (from: string, to: string): Bump => {
  const [old, next] = [parse(from), parse(to)]
  if (compareVersions(from, to) >= 0) return "none"
  if (old.numbers[0] !== next.numbers[0]) return "major"
  return old.numbers[1] !== next.numbers[1] ? "minor" : "patch"
}
