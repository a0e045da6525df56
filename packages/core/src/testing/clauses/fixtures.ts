import type { Entry } from "../../adapter/Catalog.ts"
import type { Outcome } from "../../Outcome.ts"
import { difference } from "../difference.ts"
import type { Fixture } from "../Fixture.ts"
import { observe, outcomeOf } from "../observe.ts"
import type { Clause, Options } from "../Suite.ts"
import { violation } from "../violation.ts"

interface Place {
  readonly entry?: string
  readonly alternatives?: ReadonlyArray<string>
}

// The entries that an outcome names, one for each complaint. Success and Empty name none.
const placesOf = (outcome: Outcome): ReadonlyArray<Place> => {
  const ofError = (error: Extract<Outcome, { readonly _tag: "Failed" }>["error"]): Place => ({
    ...(error.entry === undefined ? {} : { entry: error.entry }),
    ...(error.evidence.alternatives === undefined ? {} : { alternatives: error.evidence.alternatives })
  })
  switch (outcome._tag) {
    case "Failed":
      return [ofError(outcome.error)]
    case "NoOp":
      return outcome.entry === undefined ? [] : [{ entry: outcome.entry }]
    case "Mixed":
      return outcome.items.flatMap((item) =>
        item.error !== undefined ? [ofError(item.error)] : item.entry !== undefined ? [{ entry: item.entry }] : []
      )
    default:
      return []
  }
}

const todo =
  "Make `match` of the entry fit this answer and no other, or move the fixture to the entry that it belongs to."

const assertEntry = (name: string, fixture: Fixture, outcome: Outcome, entries: ReadonlyMap<string, Entry>): void => {
  const places = placesOf(outcome)
  const found = places.map((place) => place.entry ?? "none").join(", ") || "none"
  if (fixture.entry === null) {
    if (places.some((place) => place.entry !== undefined))
      throw violation(`expected no entry, found ${found}`, name, todo)
    return
  }
  const entry = entries.get(fixture.entry)
  if (entry === undefined) {
    throw violation(
      `no entry ${fixture.entry} in the catalog`,
      name,
      "Correct `entry` of the fixture, or build the catalog again."
    )
  }
  if (entry.outcome === "Success" || entry.outcome === "Empty") {
    if (outcome._tag !== entry.outcome && outcome._tag !== "Mixed") {
      throw violation(`expected ${entry.outcome} by ${entry.id}, found ${outcome._tag} by ${found}`, name, todo)
    }
    return
  }
  if (!places.some((place) => place.entry === entry.id)) {
    throw violation(`expected ${entry.id}, found ${found}`, name, todo)
  }
}

const allowsAlternatives = (expected: unknown): boolean => JSON.stringify(expected).includes('"alternatives"')

const assertNoTie = (name: string, fixture: Fixture, outcome: Outcome): void => {
  // Where the answer does not tell readings apart, the fixture says so in its expected evidence.
  if (allowsAlternatives(fixture.expected.outcome)) return
  for (const { alternatives, entry } of placesOf(outcome)) {
    if (alternatives !== undefined) {
      throw violation(
        `${String(entry)} ties with ${alternatives.join(", ")}`,
        name,
        "Add a constraint to one of the entries."
      )
    }
  }
}

/** The fixtures are the contract: one clause for each, so that a report names it. */
export const fixtureClauses = ({ adapter, fixtures }: Options): ReadonlyArray<Clause> => {
  const entries = new Map(adapter.catalog.entries.map((entry) => [entry.id, entry]))
  return [
    {
      name: "MUST have a fixture for each entry",
      run: () => {
        const covered = new Set(Object.values(fixtures).map((fixture) => fixture.entry))
        const missing = [...entries.keys()].filter((id) => !covered.has(id))
        if (missing.length > 0) {
          const some = `${missing.slice(0, 20).join(", ")}${missing.length > 20 ? ", …" : ""}`
          throw violation(
            `${missing.length} entries without a fixture: ${some}`,
            "fixtures",
            "Add one answer for each."
          )
        }
      }
    },
    ...Object.entries(fixtures).flatMap(
      ([name, fixture]): ReadonlyArray<Clause> => [
        {
          name: `MUST match each fixture to exactly its entry: ${name}`,
          run: () => {
            const outcome = outcomeOf(adapter, fixture)
            assertEntry(name, fixture, outcome, entries)
            assertNoTie(name, fixture, outcome)
          }
        },
        {
          name: `MUST give the fixture's whole outcome and its decisions on a first attempt and on a repeat: ${name}`,
          run: () => {
            const observed = observe(adapter, fixture)
            for (const part of ["outcome", "first", "repeat"] as const) {
              const found = difference(fixture.expected[part], observed[part])
              if (found !== undefined) {
                throw violation(
                  `${part} differs ${found}`,
                  name,
                  "Check the vendor's page: correct the entry or `decodeEnvelope`, or, when the page says so, the fixture."
                )
              }
            }
          }
        }
      ]
    )
  ]
}
