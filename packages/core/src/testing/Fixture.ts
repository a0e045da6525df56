/**
 * One answer and the exact outcome that is expected: `catalogs/<vendor>/fixtures/<entry>--<case>.json`.
 *
 * @since 0.1.0
 */
import type { Answer, RequestDescriptor, TransportFact } from "../adapter/Answer.ts"

/**
 * The answer as JSON can hold it: nothing is undefined, absent things may be null.
 *
 * @category models
 * @since 0.1.0
 */
export interface FixtureAnswer {
  /** `null` when no answer came. */
  readonly status: number | null
  readonly headers?: Readonly<Record<string, string>> | null
  readonly body?: string | null
  readonly transport?: TransportFact | null
  /** The body was longer than the cap. */
  readonly tooLarge?: boolean
}

/**
 * What has to come of the answer, in the JSON form of `@crm-errors/core/schema`, with `current` in the place of the
 * catalog's version. `first` is the decision for a
 * first attempt, `repeat` the one for a second attempt: see `firstHistory` and `repeatHistory`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Expected {
  readonly outcome: unknown
  readonly first: unknown
  readonly repeat: unknown
}

/**
 * See `docs/catalog-format.md`. `entry` is null for answers that need none (plain successes, core's defaults).
 *
 * @category models
 * @since 0.1.0
 */
export interface Fixture {
  readonly entry: string | null
  readonly provenance: "recorded" | "reconstructed" | "from-docs"
  readonly source?: string
  readonly corpus?: string
  readonly about?: string
  readonly answer: FixtureAnswer
  readonly request?: RequestDescriptor | null
  readonly expected: Expected
}

/** The fixture's answer as an adapter takes it. */
export const answerOf = ({ answer }: Fixture): Answer => ({
  status: answer.status,
  headers: answer.headers ?? undefined,
  body: answer.body ?? undefined,
  transport: answer.transport ?? undefined,
  tooLarge: answer.tooLarge
})
