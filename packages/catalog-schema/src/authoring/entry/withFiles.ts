import { canonicalFiles } from "../../canonical.ts"
import type { CatalogSource, SourceFile } from "../../load.ts"
import { type AuthoredEntry, entrySchema } from "../../schema/entry.ts"
import { type Fixture, fixtureSchema } from "../../schema/fixture.ts"

// A file's text follows from its value here: what is not written yet has no other.
const canonical = (source: CatalogSource, changed: ReadonlySet<string>): CatalogSource => {
  const texts = canonicalFiles(source)
  const fresh = <Value>(file: SourceFile<Value>): SourceFile<Value> =>
    changed.has(file.file) ? { ...file, text: texts.get(file.file) ?? file.text } : file
  return { ...source, entries: source.entries.map(fresh), fixtures: source.fixtures.map(fresh) }
}

/** The catalog with one entry more, in the file of its section. */
export const withEntry = (source: CatalogSource, section: string, added: AuthoredEntry): CatalogSource => {
  // Through the schema, as it comes back when the file is read: with its keys in the schema's order.
  const entry = entrySchema.parse(added)
  const file = `entries/${section}.json`
  const there = source.entries.some((one) => one.file === file)
  const entries = there
    ? source.entries.map((one) =>
        one.file === file ? { ...one, value: { ...one.value, entries: [...one.value.entries, entry] } } : one
      )
    : [...source.entries, { file, text: "", value: { section, entries: [entry] } }]
  return canonical({ ...source, entries }, new Set([file]))
}

/** The catalog with one fixture more. */
export const withFixture = (source: CatalogSource, file: string, value: Fixture): CatalogSource =>
  canonical(
    { ...source, fixtures: [...source.fixtures, { file, text: "", value: fixtureSchema.parse(value) }] },
    new Set([file])
  )
