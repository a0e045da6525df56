/**
 * Answers for injecting: which of a catalog's fixtures shows an entry best to a certain request.
 *
 * @since 0.1.0
 */
import type { Adapter, Catalog, RequestDescriptor } from "@crm-errors/core/adapter"
import type { WireAnswer } from "../Api.ts"

/**
 * A fixture as the catalogs publish it (`@crm-errors/catalog-<vendor>/fixtures`).
 *
 * @category models
 * @since 0.1.0
 */
export interface PublishedFixture {
  readonly entry: string | null
  readonly case: string
  readonly answer: {
    readonly status: number | null
    readonly headers?: { readonly [name: string]: string | ReadonlyArray<string> }
    readonly body?: string | null
    readonly tooLarge?: boolean
    readonly transport?: { readonly phase: string; readonly code?: string } | null
  }
  readonly request: RequestDescriptor | null
  /** What the answer comes to: the outcome's tag tells whether it speaks of records. */
  readonly expected: { readonly outcome: unknown }
}

/**
 * What is known of the request that a fixture has to suit. All of it is optional.
 *
 * @category models
 * @since 0.1.0
 */
export interface Near {
  /** Its name in the catalog, as in `Received.operation`. The section follows from it. */
  readonly operation?: string | undefined
  /** The resource (`contacts`), for a request of no known operation. */
  readonly entity?: string | undefined
  readonly variant?: string | undefined
  /** How many records the request carries: one, or more. */
  readonly size?: number | undefined
}

const sectionOf = (catalog: Catalog.Catalog, entity: string | null | undefined): string | undefined =>
  catalog.sections.find(({ entities, id }) => id === entity || (entity != null && entities.includes(entity)))?.id

const sameSize = (left: number | null | undefined, right: number | null | undefined): boolean =>
  left != null && right != null && left > 1 === right > 1

/** The larger, the nearer. Each criterion outweighs all that come after it. */
const nearness = (adapter: Adapter, near: Near, wanted: string | undefined, fixture: PublishedFixture): number => {
  const { catalog } = adapter
  const request = fixture.request ?? {}
  const operation = adapter.operation(request)
  const section = operation?.section ?? sectionOf(catalog, request.entity)
  // A fixture of no variant holds for all of them; one of another variant may mean something else here.
  const variant = request.variant == null ? 1 : request.variant === near.variant ? 2 : 0
  return (
    (near.operation !== undefined && operation?.name === near.operation ? 16 : 0) +
    (wanted !== undefined && section === wanted ? 8 : 0) +
    variant * 2 +
    (sameSize(near.size, request.size) ? 1 : 0)
  )
}

/** Is it an answer that came whole, so that it can be sent? */
const isAnswer = ({ answer }: PublishedFixture): boolean =>
  answer.status !== null && answer.tooLarge !== true && (answer.transport === undefined || answer.transport === null)

/**
 * The fixtures of an entry, the nearest to the request first: of the same operation, then of the same section, then of
 * the same variant, then of as many records (one, or more), then as they stand in the catalog.
 *
 * @category selecting
 * @since 0.1.0
 */
export const answersOf = <Fixture extends PublishedFixture>(
  fixtures: ReadonlyArray<Fixture>,
  adapter: Adapter,
  entry: string,
  near: Near = {}
): ReadonlyArray<Fixture> => {
  const known = adapter.catalog.operations.find(({ name }) => name === near.operation)
  const wanted = known?.section ?? sectionOf(adapter.catalog, near.entity)
  return fixtures
    .filter((fixture) => fixture.entry === entry && isAnswer(fixture))
    .map((fixture) => ({ fixture, nearness: nearness(adapter, near, wanted, fixture) }))
    .sort((left, right) => right.nearness - left.nearness)
    .map(({ fixture }) => fixture)
}

/**
 * Does the fixture's answer speak of the whole request, and not of single records?
 *
 * @category guards
 * @since 0.1.0
 */
export const isOfRequest = ({ expected: { outcome } }: PublishedFixture): boolean => {
  const { _tag: tag, items } = outcome as { readonly _tag?: unknown; readonly items?: unknown }
  return tag !== "Mixed" && items === undefined
}

/**
 * The answer of a fixture as it goes over the wire: names of headers in lower case, several values in one line.
 *
 * @category converting
 * @since 0.1.0
 */
export const wireAnswerOf = ({ answer }: PublishedFixture): WireAnswer => ({
  status: answer.status ?? 200,
  headers: Object.fromEntries(
    Object.entries(answer.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === "string" ? value : value.join(", ")
    ])
  ),
  body: answer.body ?? ""
})
