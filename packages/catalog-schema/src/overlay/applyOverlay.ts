/**
 * Merges an overlay over a compiled catalog.
 *
 * @since 0.1.0
 */
import type { Catalog } from "@crm-errors/core/adapter"
import { compile } from "../compile.ts"
import { checkCompiled } from "../diff/checkCompiled.ts"
import { schemaProblems } from "../internal/schemaProblems.ts"
import { failedHasVerdict } from "../lint/failedHasVerdict.ts"
import { inferredIsNotLoosened } from "../lint/inferredIsNotLoosened.ts"
import { noTies } from "../lint/noTies.ts"
import type { Rule } from "../lint/Rule.ts"
import { referencesExist } from "../lint/referencesExist.ts"
import { uniqueNames } from "../lint/uniqueNames.ts"
import type { Problem } from "../Problem.ts"
import { type CompiledCatalog, compiledCatalogSchema } from "../schema/compiled.ts"
import type { AuthoredEntry } from "../schema/entry.ts"
import type { Retirement } from "../schema/retired.ts"
import { verdictSchema } from "../schema/verdict.ts"
import { authoredEntry, authoredSource, catalogFile } from "./authored.ts"
import type { Overlay, Override } from "./schema.ts"

/** @category models @since 0.1.0 */
export interface ApplyOptions {
  /** The name that problems give the overlay; `overlay.json` unless said. */
  readonly file?: string
  /** The catalog's retired ids, so that an override of one is told where it led. */
  readonly retired?: ReadonlyArray<Retirement>
}

/** @category models @since 0.1.0 */
export interface Applied {
  /** Only when there are no problems. Pass it to an adapter: `make({ catalog })`. */
  readonly catalog?: Catalog.Catalog
  readonly problems: ReadonlyArray<Problem>
}

/** The rules of catalogs that an overlay can break. Sources and texts are asked of nobody but ourselves. */
const rules: ReadonlyArray<Rule> = [uniqueNames, referencesExist, noTies, failedHasVerdict, inferredIsNotLoosened]

type AuthoredVerdict = NonNullable<AuthoredEntry["verdict"]>

type Merged = Omit<AuthoredEntry, "verdict"> & { readonly verdict?: Partial<AuthoredVerdict> }

const mergeVerdict = (
  base: AuthoredVerdict | undefined,
  said: Override["verdict"]
): Partial<AuthoredVerdict> | undefined => {
  if (said === undefined) return base
  const { inFlight, ...rest } = { ...base, ...said }
  // Whoever says another effect does not mean the old one to be in flight still.
  const flying = said.effect === undefined || said.effect === base?.effect ? inFlight : said.inFlight
  return { ...rest, ...(flying === undefined ? {} : { inFlight: flying }) }
}

const merge = (entry: AuthoredEntry, override: Override): Merged => {
  const { ambiguous, reason, verdict, ...base } = entry
  const outcome = override.outcome ?? entry.outcome
  // What an outcome cannot have is inherited from none that had it; what the overlay itself says is checked.
  const failed = outcome === "Failed" && entry.outcome === "Failed"
  const mergedReason = override.reason ?? (failed ? reason : undefined)
  const mergedVerdict = mergeVerdict(failed ? verdict : undefined, override.verdict)
  const mergedAmbiguous = override.ambiguous ?? (override.outcome === undefined ? ambiguous : undefined)
  const effect = override.confidence?.effect ?? base.confidence.effect
  return {
    ...base,
    outcome,
    confidence: {
      entry: override.confidence?.entry ?? base.confidence.entry,
      ...(outcome !== "Failed" || effect === undefined ? {} : { effect })
    },
    ...(mergedAmbiguous === undefined ? {} : { ambiguous: mergedAmbiguous }),
    ...(mergedReason === undefined ? {} : { reason: mergedReason }),
    ...(mergedVerdict === undefined ? {} : { verdict: mergedVerdict })
  }
}

const where = (retired: Retirement | undefined): string =>
  retired === undefined
    ? "Correct the id, or add an entry of your own under add"
    : retired.to === undefined || retired.to.length === 0
      ? `It is gone (${retired.why}): remove the override`
      : `It is now ${retired.to.join(" and ")}: override that`

interface Overridden {
  readonly entries: ReadonlyArray<AuthoredEntry>
  readonly problems: ReadonlyArray<Problem>
}

const override = (overlay: Overlay, catalog: CompiledCatalog, options: ApplyOptions, file: string): Overridden => {
  const byId = new Map(catalog.entries.map((entry) => [entry.id, entry]))
  const retired = new Map(options.retired?.map((retirement) => [retirement.id, retirement]))
  const problems: Array<Problem> = []
  const entries = (overlay.entries ?? []).flatMap((said, index): ReadonlyArray<AuthoredEntry> => {
    const entry = byId.get(said.id)
    const place = `/entries/${index}`
    if (entry === undefined) {
      const what = `there is no entry ${said.id} in the catalog of ${catalog.vendor} ${catalog.version}`
      problems.push({ rule: "overlay-id", file, place: `${place}/id`, what, fix: where(retired.get(said.id)) })
      return []
    }
    const { verdict, ...merged } = merge(authoredEntry(entry), said)
    if (verdict === undefined) return [merged]
    const checked = verdictSchema.safeParse(verdict)
    if (checked.success) return [{ ...merged, verdict: checked.data }]
    const found = schemaProblems(file, verdict, checked.error)
    problems.push(...found.map((problem) => ({ ...problem, place: `${place}/verdict${problem.place}` })))
    return []
  })
  return { entries, problems }
}

const additions = (overlay: Overlay, file: string): Overridden => {
  const beginning = `${overlay.vendor}/overlay/`
  const entries = (overlay.add ?? []).map(
    ({ sources, texts, why: _, ...entry }): AuthoredEntry => ({ ...entry, texts: texts ?? {}, sources: sources ?? [] })
  )
  const problems = entries.flatMap(
    ({ id }, index): ReadonlyArray<Problem> =>
      id.startsWith(beginning)
        ? []
        : [
            {
              rule: "overlay-id",
              file,
              place: `/add/${index}/id`,
              what: `${id} is not an id of an overlay`,
              expected: `an id that begins with ${beginning}, which no release of ours ever has`,
              fix: "Rename it"
            }
          ]
  )
  return { entries, problems }
}

/** From the place in the list that the rules saw to the place in the file. */
const placeIn = (place: string, overrides: number): string => {
  const [, , index = "0", ...rest] = place.split("/")
  const number = Number(index)
  const tail = rest.map((part) => `/${part}`).join("")
  return number < overrides ? `/entries/${number}${tail}` : `/add/${number - overrides}${tail}`
}

const onceIn = (
  list: "entries" | "add",
  ids: ReadonlyArray<{ readonly id: string }>,
  said: { readonly twice: string; readonly fix: string },
  file: string
): ReadonlyArray<Problem> => {
  const seen = new Set<string>()
  return ids.flatMap(({ id }, index): ReadonlyArray<Problem> => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    const place = `/${list}/${index}/id`
    return [{ rule: "overlay-id", file, place, what: `${id} is ${said.twice} twice`, fix: said.fix }]
  })
}

const once = ({ add = [], entries = [] }: Overlay, file: string): ReadonlyArray<Problem> => [
  ...onceIn("entries", entries, { twice: "overridden", fix: "Make it one override" }, file),
  ...onceIn("add", add, { twice: "added", fix: "Rename or remove one of the two" }, file)
]

/**
 * Merges an overlay over a compiled catalog, or says why not. Entries that were changed or added carry
 * `overlay: true`, which `evidence.overlay` shows of every answer that comes to them.
 *
 * **Details**
 *
 * The rules are those of our own catalogs: no ties, no references to what is not there, a reason and a verdict
 * with `Failed` only, and nothing inferred that makes a job retry. `diff` of the two catalogs says what the overlay makes jobs do
 * differently.
 *
 * @example
 * ```ts
 * import { applyOverlay, readOverlay } from "@crm-errors/catalog-schema"
 * import type { Catalog } from "@crm-errors/core/adapter"
 *
 * declare const text: string
 * declare const catalog: Catalog.Catalog
 * const { overlay, problems } = readOverlay(text, "overlay.json")
 * const applied = overlay === undefined ? { problems } : applyOverlay(overlay, catalog)
 * ```
 *
 * @category merging
 * @since 0.1.0
 */
export const applyOverlay = (overlay: Overlay, catalog: Catalog.Catalog, options: ApplyOptions = {}): Applied => {
  const file = options.file ?? "overlay.json"
  // A pinned release is a catalog with one key more.
  const { release: _, ...bare } = catalog as Catalog.Catalog & { readonly release?: unknown }
  const checked = compiledCatalogSchema.safeParse(bare)
  if (!checked.success) return { problems: schemaProblems(catalogFile, bare, checked.error) }
  const compiled = checked.data
  const wrong = checkCompiled(catalogFile, compiled)
  if (wrong.length > 0) return { problems: wrong }
  if (overlay.vendor !== compiled.vendor) {
    const what = `the overlay is for ${overlay.vendor} and the catalog is of ${compiled.vendor}`
    return {
      problems: [
        { rule: "overlay-vendor", file, place: "/vendor", what, fix: "Correct the vendor or take the other catalog" }
      ]
    }
  }
  const overridden = override(overlay, compiled, options, file)
  const added = additions(overlay, file)
  const early = [...once(overlay, file), ...overridden.problems, ...added.problems]
  // The rules would speak of half an overlay.
  if (early.length > 0) return { problems: early }

  const overlaid = [...overridden.entries, ...added.entries]
  const source = authoredSource(compiled, file, overlaid)
  const problems = rules.flatMap((rule) =>
    [...rule.check(source)]
      .filter((finding) => finding.file === file)
      .map(
        (finding): Problem => ({
          rule: rule.name,
          ...finding,
          place: placeIn(finding.place, overridden.entries.length)
        })
      )
  )
  if (problems.length > 0) return { problems }

  const own = compile({ ...source, entries: source.entries.slice(1) }).entries
  const byId = new Map(own.map((entry) => [entry.id, { ...entry, overlay: true as const }]))
  const ids = new Set(compiled.entries.map(({ id }) => id))
  return {
    catalog: {
      ...bare,
      entries: [
        ...bare.entries.map((entry) => byId.get(entry.id) ?? entry),
        ...[...byId.values()].filter(({ id }) => !ids.has(id))
      ]
    },
    problems: []
  }
}
