import { fixtureStem } from "../../lint/fixtureNames.ts"
import type { CatalogSource } from "../../load.ts"
import type { Fixture } from "../../schema/fixture.ts"
import type { Redacted } from "../redact/redactRecording.ts"

const present = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined && field !== null)) as Value

/** A fixture before it is known what has to come of it. */
export const bareFixture = (
  entry: string,
  { answer, request }: Redacted,
  source: string
): Omit<Fixture, "expected"> => {
  const known = request === undefined ? {} : present(request)
  // No request carries no records.
  const { size, ...rest } = known
  const kept = size === undefined || size === null || size < 1 ? rest : { ...rest, size }
  return {
    entry,
    provenance: "recorded",
    source,
    answer,
    ...(Object.keys(kept).length === 0 ? {} : { request: kept as NonNullable<Fixture["request"]> })
  }
}

/** The name of a fixture's file that no other has. */
export const fixtureFile = (source: CatalogSource, entry: string, name: string): string => {
  const taken = new Set(source.fixtures.map(({ file }) => file))
  for (let number = 1; ; number++) {
    const file = `fixtures/${fixtureStem(entry)}--${name}${number === 1 ? "" : `-${number}`}.json`
    if (!taken.has(file)) return file
  }
}
