/**
 * What changed between two releases of a catalog, as data.
 *
 * @since 0.1.0
 */
import { compareNatural, compareText } from "../internal/order.ts"
import { type Bump, largerBump } from "./Bump.ts"

/**
 * What a change is about, in the order in which changes are listed.
 *
 * @category models
 * @since 0.1.0
 */
export const kinds = [
  /** The format, or what `make` accepts. */
  "Format",
  /** An id that was an entry's and is no longer: with a redirect (`Moved`, `Split`) or without (`Gone`). */
  "Gone",
  "Moved",
  "Split",
  /** An entry says something else. */
  "Behaviour",
  /** Answers come to another entry. */
  "Matching",
  "Added",
  "Operation",
  /** Sections, request ids, waits, limits, secrets. */
  "Vendor",
  /** Nothing that a job notices: confidence, texts and sources, fixtures, order. */
  "Confidence",
  "Text",
  "Fixtures",
  "Order"
] as const

/** @category models @since 0.1.0 */
export type Kind = (typeof kinds)[number]

/**
 * One thing that a job will do differently, and in which situations.
 *
 * @category models
 * @since 0.1.0
 */
export interface Effect {
  /** `jobs stop retrying it`. */
  readonly jobs: string
  /** The situations in which it is so (`unsafe writes, on a repeat`); absent when in all. */
  readonly where?: string
}

/** @category models @since 0.1.0 */
export interface Change {
  readonly kind: Kind
  /** The id of an entry, the name of an operation, or the key of `vendor.json`. */
  readonly subject: string
  readonly bump: Exclude<Bump, "none">
  /** The rule that made the bump: `loosened: would now retry`. */
  readonly rule: string
  /** What is different, without the subject: `was Backoff, now Never`. */
  readonly what: string
  /** What a job will do differently; empty when it notices nothing. */
  readonly effects: ReadonlyArray<Effect>
  /** Names of fixtures that show it. */
  readonly fixtures: ReadonlyArray<string>
}

/** @category models @since 0.1.0 */
export interface Diff {
  readonly vendor: string
  /** Versions. */
  readonly from: string
  readonly to: string
  /** The largest that any change asks for. */
  readonly bump: Bump
  /** By kind, then by subject. */
  readonly changes: ReadonlyArray<Change>
}

/**
 * What a job will do differently, in words: `jobs stop retrying it (batches)`.
 *
 * @category formatting
 * @since 0.1.0
 */
export const formatEffect = ({ jobs, where }: Effect): string => (where === undefined ? jobs : `${jobs} (${where})`)

/**
 * The whole change in one sentence: `amocrm/contacts/219: was Backoff, now Never: jobs stop retrying it`.
 *
 * @category formatting
 * @since 0.1.0
 */
export const formatChange = (change: Change): string => {
  const { effects, subject, what } = change
  const said =
    effects.length > 0 ? effects.map(formatEffect).join("; ") : noticesNothing(change) ? "jobs do the same" : undefined
  return [subject, what, ...(said === undefined ? [] : [said])].join(": ")
}

// It was looked whether a job notices, and it does not.
const noticesNothing = ({ fixtures, kind }: Change): boolean =>
  kind === "Behaviour" || (kind === "Matching" && fixtures.length > 0)

const compareChanges = (left: Change, right: Change): number =>
  kinds.indexOf(left.kind) - kinds.indexOf(right.kind) ||
  compareNatural(left.subject, right.subject) ||
  compareText(left.what, right.what)

/** Orders the changes and adds up their bumps. */
export const makeDiff = (vendor: string, from: string, to: string, changes: ReadonlyArray<Change>): Diff => ({
  vendor,
  from,
  to,
  bump: changes.reduce<Bump>((bump, change) => largerBump(bump, change.bump), "none"),
  changes: [...changes].sort(compareChanges)
})
