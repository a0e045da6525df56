import { compareNatural, compareText } from "../internal/order.ts"
import type { CatalogSource } from "../load.ts"
import { module } from "./header.ts"
import { rows } from "./literal.ts"

/** One answer as it is published: without where it is from, which is for people who write catalogs. */
export interface PublishedFixture {
  readonly entry: string | null
  readonly case: string
  readonly provenance: string
  readonly answer: object
  readonly request: object | null
  readonly expected: object
}

/** What follows the first `--` in the name of the file. */
const caseOf = (file: string): string => {
  const [, ...rest] = file.slice("fixtures/".length, -".json".length).split("--")
  return rest.join("--")
}

/** The fixtures of a catalog, by entry and case; those of no entry first. */
export const publishedFixtures = ({ fixtures }: CatalogSource): ReadonlyArray<PublishedFixture> =>
  fixtures
    .map(({ file, value: { answer, entry, expected, provenance, request = null } }) => ({
      entry,
      case: caseOf(file),
      provenance,
      answer,
      request,
      expected
    }))
    .sort((left, right) => compareNatural(left.entry ?? "", right.entry ?? "") || compareText(left.case, right.case))

/** `src/fixtures.ts`: a module of its own, because a job that runs needs none of it. */
export const fixturesFile = (vendor: string, fixtures: ReadonlyArray<PublishedFixture>): string =>
  module(
    `Answers of ${vendor}, each with what it comes to: to inject them, and to hold a reader of the catalog to it.`,
    `import type { Fixture } from "./types.ts"

/** @category fixtures @since 0.1.0 */
export const fixtures: ReadonlyArray<Fixture> = ${rows(fixtures, "")}
`
  )
