/**
 * The schemas as JSON Schema, so that an editor completes a catalog's files while one writes them. What only a
 * program can check (exactly one of these keys, references, ties) is left to `crm-errors catalog lint`.
 *
 * @since 0.1.0
 */
import * as z from "zod"
import { releaseFileSchema } from "./diff/Release.ts"
import { overlaySchema } from "./overlay/schema.ts"
import { compiledCatalogSchema } from "./schema/compiled.ts"
import { entriesFileSchema } from "./schema/entry.ts"
import { fixtureSchema } from "./schema/fixture.ts"
import { operationsFileSchema } from "./schema/operations.ts"
import { retiredFileSchema } from "./schema/retired.ts"
import { vendorSchema } from "./schema/vendor.ts"

const schemas: { readonly [name: string]: readonly [schema: z.ZodType, about: string] } = {
  catalog: [compiledCatalogSchema, "A compiled catalog: catalog.json"],
  entries: [entriesFileSchema, "A section of a catalog: entries/<section>.json"],
  fixture: [fixtureSchema, "An answer and what it has to come to: fixtures/<entry>--<case>.json"],
  operations: [operationsFileSchema, "A vendor's operations: operations.json"],
  overlay: [overlaySchema, "A user's own changes to a catalog, merged over it"],
  release: [releaseFileSchema, "A release of a catalog: releases/<version>.json"],
  retired: [retiredFileSchema, "Ids that are no longer in use: retired.json"],
  vendor: [vendorSchema, "What is true of a vendor as a whole: vendor.json"]
}

/**
 * The texts of `schema/*.schema.json`, by file.
 *
 * @category generating
 * @since 0.1.0
 */
export const jsonSchemas = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(schemas).map(([name, [schema, title]]) => [
      `${name}.schema.json`,
      `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: "input", reused: "ref" }) }, null, 2)}\n`
    ])
  )
