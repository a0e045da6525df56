/**
 * A compiled catalog in the authoring form, as far as the rules need it: so that an overlay is checked by the
 * same rules as the catalogs themselves.
 */
import type { CatalogSource, SourceFile } from "../load.ts"
import type { CompiledCatalog, CompiledEntry } from "../schema/compiled.ts"
import type { AuthoredEntry } from "../schema/entry.ts"

/** The file that the catalog's own entries are said to be in. */
export const catalogFile = "catalog.json"

const fileOf = <Value>(file: string, value: Value): SourceFile<Value> => ({ file, text: "", value })

export const authoredEntry = ({
  confidence,
  effectConfidence,
  overlay: _,
  ...entry
}: CompiledEntry): AuthoredEntry => ({
  ...entry,
  confidence: { entry: confidence, ...(effectConfidence === undefined ? {} : { effect: effectConfidence }) },
  texts: {},
  sources: []
})

/** The catalog's entries but the overridden ones, and after them those of the overlay, in a file of their own. */
export const authoredSource = (
  catalog: CompiledCatalog,
  file: string,
  overlaid: ReadonlyArray<AuthoredEntry>
): CatalogSource => {
  const ids = new Set(overlaid.map(({ id }) => id))
  const kept = catalog.entries.filter(({ id }) => !ids.has(id)).map(authoredEntry)
  return {
    packageJson: fileOf("package.json", { name: catalog.vendor, version: catalog.version }),
    vendor: fileOf("vendor.json", {
      vendor: catalog.vendor,
      names: [catalog.vendor],
      variants: catalog.variants.map((id) => ({ id, title: id })),
      documentation: [],
      sections: catalog.sections.map(({ entities, id }) => ({ id, title: id, entities }))
    }),
    operations: fileOf("operations.json", {
      operations: catalog.operations.map(({ name }) => authoredOperation(name))
    }),
    entries: [
      fileOf(catalogFile, { section: "catalog", entries: kept }),
      fileOf(file, { section: "overlay", entries: [...overlaid] })
    ],
    retired: fileOf("retired.json", { retired: [] }),
    fixtures: []
  }
}

// The rules for entries ask whether an operation of this name exists, and nothing else of it.
const authoredOperation = (name: string): CatalogSource["operations"]["value"]["operations"][number] => ({
  match: [],
  name,
  intent: "Create",
  repeat: "Unsafe",
  confidence: "documented",
  sources: []
})
