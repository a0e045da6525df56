/**
 * What an adapter makes of a fixture, in the same form as the fixture's `expected`.
 *
 * @since 0.1.0
 */
import type { Adapter } from "../adapter/make.ts"
import * as Decision from "../Decision.ts"
import { decide } from "../decide.ts"
import type { History } from "../History.ts"
import * as Operation from "../Operation.ts"
import type { Outcome } from "../Outcome.ts"
import * as Policy from "../Policy.ts"
import { answerOf, type Fixture } from "./Fixture.ts"
import { firstHistory, receivedAt, repeatHistory } from "./moments.ts"

/**
 * Plain JSON, to be compared with `expected` of the fixture.
 *
 * @category models
 * @since 0.1.0
 */
export interface Observed {
  readonly outcome: unknown
  readonly first: unknown
  readonly repeat: unknown
}

/** The outcome of a fixture's answer. */
export const outcomeOf = (adapter: Adapter, fixture: Fixture): Outcome =>
  adapter.normalize(answerOf(fixture), fixture.request ?? undefined)

/** What the adapter takes the fixture's request for; nothing known is an unsafe create. */
export const operationOf = (adapter: Adapter, fixture: Fixture): Operation.Operation =>
  adapter.operation(fixture.request ?? {}) ?? Operation.unknown

/**
 * Runs an adapter over a fixture: the outcome, the decision for a first attempt and the one for a repeat, all
 * received at `receivedAt` with the standard policy, all as plain JSON. In the place of the catalog's version there
 * is `current`: what is expected holds for every release.
 *
 * **Gotchas**
 *
 * What comes out is what the adapter does, not what it should do: check it against the vendor's page before
 * you paste it into `expected`.
 *
 * @example
 * ```ts
 * import { observe } from "@crm-errors/core/testing"
 * import type { Fixture } from "@crm-errors/core/testing"
 * import type { Adapter } from "@crm-errors/core/adapter"
 *
 * declare const adapter: Adapter
 * declare const fixture: Fixture
 * console.log(JSON.stringify(observe(adapter, fixture), null, 2))
 * ```
 *
 * @category fixtures
 * @since 0.1.0
 */
export const observe = (adapter: Adapter, fixture: Fixture): Observed => {
  const outcome = outcomeOf(adapter, fixture)
  const operation = operationOf(adapter, fixture)
  const decided = (history: History): unknown =>
    plain(Decision.toJson(decide(outcome, operation, history, Policy.standard, receivedAt)))
  return { outcome: ofAnyRelease(plain(outcome)), first: decided(firstHistory), repeat: decided(repeatHistory) }
}

/**
 * Stands for `evidence.catalog` in fixtures: what is expected holds for every release until it is changed.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const anyRelease = "current"

/**
 * Puts {@link anyRelease} in the place of the catalog's version, everywhere in an outcome's JSON.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const ofAnyRelease = (outcome: unknown): unknown =>
  JSON.parse(JSON.stringify(outcome), (key, value) =>
    key === "catalog" && typeof value === "string" ? anyRelease : value
  )

/** What is left of a value when it has been through JSON. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
