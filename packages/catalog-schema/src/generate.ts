/**
 * The files of a published catalog, as texts. Pure: the same source gives the same bytes.
 *
 * @since 0.1.0
 */
import type { Catalog } from "@crm-errors/core/adapter"
import { compile, entriesOf } from "./compile.ts"
import { fixturesFile, publishedFixtures } from "./generate/fixturesFile.ts"
import { marker, module } from "./generate/header.ts"
import { dictionary, isTable, literal, rows } from "./generate/literal.ts"
import { pack } from "./generate/pack.ts"
import { packageJsonFile } from "./generate/packageJsonFile.ts"
import { typesFile } from "./generate/typesFile.ts"
import { unpackFile } from "./generate/unpackFile.ts"
import { compareLanguage } from "./internal/order.ts"
import type { CatalogSource } from "./load.ts"
import type { AuthoredEntry } from "./schema/entry.ts"

/** Texts by path, relative to the catalog's folder, with forward slashes. @category models @since 0.1.0 */
export type GeneratedFiles = ReadonlyMap<string, string>

/** `catalog.json`, `fixtures.json`: a list of objects has one row for each, so that a review sees those that changed. */
const jsonFile = (data: object): string => {
  const lines = Object.entries(data).map(([key, value]) =>
    isTable(value)
      ? `  ${JSON.stringify(key)}: [\n${value.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`
      : `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`
  )
  return `{\n${lines.join(",\n")}\n}\n`
}

const idsType = (ids: ReadonlyArray<string>): string =>
  ids.length === 0 ? " never" : ids.map((id) => `\n  | ${JSON.stringify(id)}`).join("")

const catalogFile = (catalog: Catalog.Catalog): string => {
  const { behaviours, head, matches, operations, sections } = pack(catalog)
  return module(
    `The behaviour of ${catalog.vendor}, as data.`,
    `import type { Catalog } from "./types.ts"
import { unpack } from "./unpack.ts"

/** The ids of all entries: what logs, alerts and overrides name. @category models @since 0.1.0 */
export type EntryId =${idsType(catalog.entries.map(({ id }) => id))}

/** @category catalogs @since 0.1.0 */
export const catalog: Catalog = /* @__PURE__ */ unpack(
  ${literal(head)},
  ${rows(behaviours, "  ")},
  ${rows(sections, "  ")},
  ${rows(matches, "  ")},
  ${rows(operations, "  ")}
)
`
  )
}

const explainFile = (vendor: string, language: string, entries: ReadonlyArray<AuthoredEntry>): string =>
  module(
    `What the entries of ${vendor} mean and what to do about them, in the language \`${language}\`, by id.`,
    `import type { Text } from "../types.ts"

/** @category texts @since 0.1.0 */
export const texts: { readonly [id: string]: Text } = ${dictionary(
      entries.flatMap(({ id, texts }) => {
        const text = texts[language]
        return text === undefined ? [] : [[id, { ...text, vendor: text.vendor ?? [] }] as const]
      })
    )}
`
  )

const sourcesFile = (vendor: string, entries: ReadonlyArray<AuthoredEntry>): string =>
  module(
    `Where the entries of ${vendor} are from, and how sure they are, by id.`,
    `import type { Origin } from "./types.ts"

/** @category sources @since 0.1.0 */
export const sources: { readonly [id: string]: Origin } = ${dictionary(
      entries.map(({ confidence, id, note, sources }) => [
        id,
        { sources, ...(note === undefined ? {} : { note }), confidence }
      ])
    )}
`
  )

const indexFile = (): string =>
  module(
    "The compiled catalog. Texts are in `/explain/<language>`, sources in `/sources`, fixtures in `/fixtures`: a job needs none of them.",
    `export { catalog, type EntryId } from "./catalog.ts"
export type {
  Actor,
  BodyForm,
  Catalog,
  CatalogOperation,
  Change,
  Confidence,
  Effect,
  Entry,
  Fixture,
  HeaderConstraint,
  Intent,
  Limit,
  Match,
  Origin,
  PointerConstraint,
  ReasonData,
  ReasonTag,
  Refresh,
  Repeat,
  Scope,
  Section,
  Source,
  Text,
  Verdict,
  WaitHint,
  When,
  Window
} from "./types.ts"
`
  )

/** The languages in which a catalog has texts, English first. @category generating @since 0.1.0 */
export const languagesOf = (entries: ReadonlyArray<AuthoredEntry>): ReadonlyArray<string> =>
  [...new Set(["en", ...entries.flatMap(({ texts }) => Object.keys(texts))])].sort(compareLanguage)

/**
 * Generates the files of a catalog.
 *
 * @category generating
 * @since 0.1.0
 */
export const generate = (source: CatalogSource): GeneratedFiles => {
  const catalog = compile(source)
  const entries = entriesOf(source)
  const languages = languagesOf(entries)
  const fixtures = publishedFixtures(source)
  return new Map([
    ["catalog.json", jsonFile(catalog)],
    ["fixtures.json", jsonFile({ schemaVersion: catalog.schemaVersion, vendor: catalog.vendor, fixtures })],
    ["package.json", packageJsonFile(source.packageJson.value, languages)],
    ["src/catalog.ts", catalogFile(catalog)],
    ...languages.map(
      (language) => [`src/explain/${language}.ts`, explainFile(catalog.vendor, language, entries)] as const
    ),
    ["src/fixtures.ts", fixturesFile(catalog.vendor, fixtures)],
    ["src/index.ts", indexFile()],
    ["src/sources.ts", sourcesFile(catalog.vendor, entries)],
    ["src/types.ts", typesFile()],
    ["src/unpack.ts", unpackFile()]
  ])
}

/** Was this file written by {@link generate}? @category guards @since 0.1.0 */
export const isGenerated = (text: string): boolean => text.startsWith(marker)
