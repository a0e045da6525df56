import { compile } from "../../compile.ts"
import { noTies } from "../../lint/noTies.ts"
import { lint } from "../../lint.ts"
import type { CatalogSource } from "../../load.ts"
import type { Problem } from "../../Problem.ts"
import type { AuthoredEntry } from "../../schema/entry.ts"
import type { Fixture } from "../../schema/fixture.ts"
import { isReadAs } from "./complaint.ts"
import { bareFixture, fixtureFile } from "./fixtureOf.ts"
import { type Draft, type Impossible, impossible, type Kit } from "./Kit.ts"
import { candidateMatches } from "./matches.ts"
import type { Study } from "./study.ts"
import { withEntry, withFixture } from "./withFiles.ts"

/** Everything about an entry but what it is matched by. */
export interface Wanted {
  readonly entry: Omit<AuthoredEntry, "match">
  readonly section: string
  /** Only the status allows the verdict, so that the entry has to name it. */
  readonly retried: boolean
  /** What the fixture is called after the entry's name. */
  readonly name: string
  /** Where the answer is from. */
  readonly from: string
}

const usesSection = (source: CatalogSource, section: string): boolean => {
  const matches = source.entries.flatMap(({ value }) =>
    value.section === section ? value.entries.flatMap(({ match }) => match) : []
  )
  const byCode = matches.filter(({ code }) => code !== undefined)
  // A section without codes yet does as the others of its vendor do.
  return byCode.length === 0 ? source.entries.length > 2 : byCode.some((match) => match.section !== undefined)
}

// Without their places: an entry more moves those behind it.
const problemsOf = (source: CatalogSource, { rules }: Kit): ReadonlyMap<string, Problem> =>
  new Map(lint(source, rules).map((problem) => [`${problem.rule} ${problem.file} ${problem.what}`, problem]))

const tiesWith = (source: CatalogSource, id: string): boolean =>
  Array.from(noTies.check(source)).some(({ what }) => what.includes(`${id} `))

// Stands there until it is known what comes of the answer.
const nothingExpected: Fixture["expected"] = {
  outcome: { _tag: "Failed" },
  first: { _tag: "Fail" },
  repeat: { _tag: "Fail" }
}

const draftOf = (
  complete: CatalogSource,
  entry: AuthoredEntry,
  fixture: Fixture,
  names: ReadonlyArray<string>,
  replaced: number
): Draft => {
  const all = [...complete.entries, ...complete.fixtures]
  return {
    _tag: "Draft",
    entry,
    fixture,
    files: new Map(names.map((name) => [name, all.find(({ file }) => file === name)?.text ?? ""])),
    replaced
  }
}

/**
 * The entry with the plainest match by which the answer, and no other fixture, is read as it; with its fixture. The
 * catalog is as right with them as it was before.
 */
export const complete = (kit: Kit, { facts, redacted }: Study, wanted: Wanted): Draft | Impossible => {
  const { adapterOf, observe, source } = kit
  const { from, name, retried, section } = wanted
  const { id, ...rest } = wanted.entry
  // What the operation tells is no section of the vendor's codes where there is no code.
  const placed = facts.code === undefined ? facts : { ...facts, section }
  const before = problemsOf(source, kit)
  let problems: ReadonlyArray<Problem> = []
  for (const match of candidateMatches(placed, usesSection(source, section), retried)) {
    const entry: AuthoredEntry = { id, match: [match], ...rest }
    const withIt = withEntry(source, section, entry)
    const adapter = adapterOf(compile(withIt))
    if (tiesWith(withIt, id) || !isReadAs(adapter.normalize(redacted.answer, redacted.request), id)) continue
    const bare = bareFixture(id, redacted, from)
    const fixture: Fixture = { ...bare, expected: observe(adapter, { ...bare, expected: nothingExpected }) }
    const file = fixtureFile(source, id, name)
    const after = withFixture(withIt, file, fixture)
    problems = [...problemsOf(after, kit)].flatMap(([key, problem]) => (before.has(key) ? [] : [problem]))
    if (problems.length === 0)
      return draftOf(after, entry, fixture, [`entries/${section}.json`, file], redacted.replaced)
  }
  return problems.length > 0
    ? { ...impossible("the catalog would not be right with it."), problems }
    : impossible(
        "nothing that can be derived from the answer tells it from the entries that are there. Write the entry by hand, with a constraint that does."
      )
}
