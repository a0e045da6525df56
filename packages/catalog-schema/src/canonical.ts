/**
 * The one form in which a catalog's files are written, so that a review shows meaning and never layout.
 *
 * - Keys in the order of the schema; lists that are sets (codes, statuses, scopes, …) sorted and without repeats.
 * - Entries and retired ids sorted by id, operations by name, with numbers as a person counts them: 9 before 10.
 * - Two spaces; what fits into 160 columns is on one line, except the file and its records themselves.
 *
 * @since 0.1.0
 */
import { Verdict } from "@crm-errors/core"
import { compareLanguage, compareNatural, compareText } from "./internal/order.ts"
import { print } from "./internal/print.ts"
import type { CatalogSource } from "./load.ts"
import type { AuthoredEntry } from "./schema/entry.ts"
import { bodyFormSchema, intentSchema } from "./schema/match.ts"
import { refreshSchema } from "./schema/verdict.ts"

type AuthoredMatch = AuthoredEntry["match"][number]
type AuthoredVerdict = NonNullable<AuthoredEntry["verdict"]>

const sorted = <Value>(values: ReadonlyArray<Value>, compare: (left: Value, right: Value) => number): Array<Value> =>
  [...new Set(values)].sort(compare)

/** In the order of the schema. */
const listed = <Value>(order: ReadonlyArray<Value>, values: ReadonlyArray<Value>): Array<Value> =>
  order.filter((value) => values.includes(value))

// Each field is replaced where it stands: an object keeps its keys in the order in which the schema read them.
const canonicalMatch = (match: AuthoredMatch): AuthoredMatch => ({
  ...match,
  ...(match.code && { code: sorted(match.code, compareNatural) }),
  ...(match.section && { section: sorted(match.section, compareText) }),
  ...(match.status && { status: sorted(match.status, (left, right) => left - right) }),
  ...(match.body && { body: listed(bodyFormSchema.options, match.body) }),
  ...(match.operation && { operation: sorted(match.operation, compareNatural) }),
  ...(match.intent && { intent: listed(intentSchema.options, match.intent) }),
  ...(match.variant && { variant: sorted(match.variant, compareText) })
})

const canonicalVerdict = (verdict: AuthoredVerdict): AuthoredVerdict => ({
  ...verdict,
  when:
    verdict.when._tag === "AfterRefresh"
      ? { ...verdict.when, what: listed(refreshSchema.options, verdict.when.what) }
      : verdict.when,
  scope: [...Verdict.joinScope(verdict.scope, [])],
  actor: [...Verdict.joinActor(verdict.actor, [])]
})

/**
 * An entry with its sets sorted, its scopes and actors as core's joins would leave them. The compiler reads
 * entries through this, so that `lint --fix` never changes what is published.
 *
 * @category formatting
 * @since 0.1.0
 */
export const canonicalEntry = (entry: AuthoredEntry): AuthoredEntry => ({
  ...entry,
  match: entry.match.map(canonicalMatch),
  ...(entry.verdict && { verdict: canonicalVerdict(entry.verdict) }),
  texts: Object.fromEntries(Object.entries(entry.texts).sort(([left], [right]) => compareLanguage(left, right)))
})

/**
 * The canonical text of every file of a catalog, by file. `package.json` is npm's.
 *
 * @category formatting
 * @since 0.1.0
 */
export const canonicalFiles = (source: CatalogSource): ReadonlyMap<string, string> => {
  const { entries, fixtures, operations, retired, vendor } = source
  return new Map([
    [vendor.file, print(vendor.value)],
    [
      operations.file,
      print(
        {
          ...operations.value,
          operations: [...operations.value.operations].sort((left, right) => compareNatural(left.name, right.name))
        },
        "operations"
      )
    ],
    ...entries.map(
      ({ file, value }) =>
        [
          file,
          print(
            {
              ...value,
              entries: value.entries.map(canonicalEntry).sort((left, right) => compareNatural(left.id, right.id))
            },
            "entries"
          )
        ] as const
    ),
    [
      retired.file,
      print(
        {
          ...retired.value,
          retired: [...retired.value.retired].sort((left, right) => compareNatural(left.id, right.id))
        },
        "retired"
      )
    ],
    ...fixtures.map(({ file, value }) => [file, print(value)] as const)
  ])
}
