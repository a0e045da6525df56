/**
 * The shared retryability semantics: not a boolean but five dimensions, which are data in the catalogs.
 *
 * Verdicts of several readings, items or attempts are combined with {@link join}, which is associative,
 * commutative and idempotent in every dimension; `undefined` is its neutral element.
 *
 * @since 0.1.0
 */
import * as When from "./When.ts"

/**
 * Did the write happen? `MaybeApplied` with `inFlight` on the verdict means that it may still happen.
 *
 * @category models
 * @since 0.1.0
 */
export type Effect = "NotApplied" | "Applied" | "PartiallyApplied" | "MaybeApplied"

/**
 * What has to be different in the next attempt.
 *
 * @category models
 * @since 0.1.0
 */
export type Change = "Same" | "Split" | "Modified"

/**
 * What else is doomed as long as this is not resolved.
 *
 * @category models
 * @since 0.1.0
 */
export type Scope = "Item" | "Request" | "Operation" | "Credential" | "Account" | "EgressIp" | "Vendor"

/**
 * Whose turn it is.
 *
 * @category models
 * @since 0.1.0
 */
export type Actor = "Nobody" | "Vendor" | "VendorSupport" | "Developer" | "Operator" | "AccountAdmin" | "DataOwner"

/**
 * The five dimensions. `scope` and `actor` are sets, kept sorted in the order of their types.
 *
 * @category models
 * @since 0.1.0
 */
export interface Verdict {
  readonly when: When.When
  readonly effect: Effect
  /** Only with `MaybeApplied`: the write may still land, so looking at once proves nothing. */
  readonly inFlight?: true
  readonly change: Change
  readonly scope: ReadonlyArray<Scope>
  readonly actor: ReadonlyArray<Actor>
}

const scopeOrder: ReadonlyArray<Scope> = ["Item", "Request", "Operation", "Credential", "Account", "EgressIp", "Vendor"]
const actorOrder: ReadonlyArray<Actor> = [
  "Nobody",
  "Vendor",
  "VendorSupport",
  "Developer",
  "Operator",
  "AccountAdmin",
  "DataOwner"
]
const changeOrder: ReadonlyArray<Change> = ["Same", "Split", "Modified"]

/**
 * `NotApplied ⊔ Applied = PartiallyApplied`; `MaybeApplied` absorbs everything.
 *
 * @category combining
 * @since 0.1.0
 */
export const joinEffect = (left: Effect, right: Effect): Effect => {
  if (left === right) return left
  if (left === "MaybeApplied" || right === "MaybeApplied") return "MaybeApplied"
  return "PartiallyApplied"
}

/**
 * The strongest change wins: `Modified` over `Split` over `Same`.
 *
 * @category combining
 * @since 0.1.0
 */
export const joinChange = (left: Change, right: Change): Change =>
  changeOrder.indexOf(left) >= changeOrder.indexOf(right) ? left : right

/**
 * The union; `Vendor` absorbs, because nothing of that vendor works.
 *
 * @category combining
 * @since 0.1.0
 */
export const joinScope = (left: ReadonlyArray<Scope>, right: ReadonlyArray<Scope>): ReadonlyArray<Scope> =>
  left.includes("Vendor") || right.includes("Vendor")
    ? ["Vendor"]
    : scopeOrder.filter((scope) => left.includes(scope) || right.includes(scope))

/**
 * The union; `Nobody` is neutral and stays only when there is nobody else.
 *
 * @category combining
 * @since 0.1.0
 */
export const joinActor = (left: ReadonlyArray<Actor>, right: ReadonlyArray<Actor>): ReadonlyArray<Actor> => {
  const union = actorOrder.filter((actor) => actor !== "Nobody" && (left.includes(actor) || right.includes(actor)))
  return union.length > 0 || (left.length === 0 && right.length === 0) ? union : ["Nobody"]
}

/**
 * Combines two verdicts, dimension by dimension. `undefined` is neutral: nothing is known yet.
 *
 * @category combining
 * @since 0.1.0
 */
export function join(left: Verdict, right: Verdict | undefined): Verdict
export function join(left: Verdict | undefined, right: Verdict): Verdict
export function join(left: Verdict | undefined, right: Verdict | undefined): Verdict | undefined
export function join(left: Verdict | undefined, right: Verdict | undefined): Verdict | undefined {
  if (left === undefined) return right
  if (right === undefined) return left
  const effect = joinEffect(left.effect, right.effect)
  return {
    when: When.join(left.when, right.when),
    effect,
    ...(effect === "MaybeApplied" && (left.inFlight || right.inFlight) ? { inFlight: true } : {}),
    change: joinChange(left.change, right.change),
    scope: joinScope(left.scope, right.scope),
    actor: joinActor(left.actor, right.actor)
  }
}

/**
 * Combines any number of verdicts; `undefined` for none.
 *
 * @category combining
 * @since 0.1.0
 */
export const joinAll = (verdicts: Iterable<Verdict>): Verdict | undefined => {
  let joined: Verdict | undefined
  for (const verdict of verdicts) joined = join(joined, verdict)
  return joined
}
