/**
 * From the authoring form to the published one. Pure.
 *
 * @since 0.1.0
 */
import { When } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import type * as z from "zod"
import { canonicalEntry } from "./canonical.ts"
import { compareNatural } from "./internal/order.ts"
import type { CatalogSource } from "./load.ts"
import { schemaVersion } from "./schema/compiled.ts"
import type { AuthoredEntry } from "./schema/entry.ts"
import type { AuthoredOperation } from "./schema/operations.ts"
import type { whenSchema } from "./schema/verdict.ts"

// Spelled out, so that a reader in another language needs no table of windows.
const compileWhen = (when: z.output<typeof whenSchema>): When.When =>
  when._tag === "AtWindow" ? { ...when, latest: when.latest ?? When.windowMillis[when.window] } : when

const compileEntry = (entry: AuthoredEntry): Catalog.Entry => ({
  id: entry.id,
  match: entry.match,
  outcome: entry.outcome,
  ...(entry.ambiguous === undefined ? {} : { ambiguous: entry.ambiguous }),
  ...(entry.reason === undefined ? {} : { reason: entry.reason }),
  ...(entry.verdict === undefined
    ? {}
    : {
        verdict: {
          ...entry.verdict,
          when: compileWhen(entry.verdict.when)
        }
      }),
  confidence: entry.confidence.entry,
  ...(entry.confidence.effect === undefined ? {} : { effectConfidence: entry.confidence.effect })
})

const compileOperation = (operation: AuthoredOperation): Catalog.CatalogOperation => ({
  match: operation.match,
  name: operation.name,
  intent: operation.intent,
  repeat: operation.repeat,
  ...(operation.section === undefined ? {} : { section: operation.section }),
  ...(operation.maxItems === undefined ? {} : { maxItems: operation.maxItems }),
  ...(operation.naturalKey === undefined ? {} : { naturalKey: operation.naturalKey }),
  ...(operation.unmaskedBy === undefined ? {} : { unmaskedBy: operation.unmaskedBy })
})

/** All entries of all sections, in the order of their ids. @category compiling @since 0.1.0 */
export const entriesOf = (source: Pick<CatalogSource, "entries">): ReadonlyArray<AuthoredEntry> =>
  source.entries.flatMap(({ value }) => value.entries).sort((left, right) => compareNatural(left.id, right.id))

/**
 * Compiles a catalog. It is told nothing about lint: `buildCatalog` asks the rules first.
 *
 * @category compiling
 * @since 0.1.0
 */
export const compile = (source: CatalogSource): Catalog.Catalog => {
  const vendor = source.vendor.value
  return {
    schemaVersion,
    vendor: vendor.vendor,
    version: source.packageJson.value.version,
    variants: (vendor.variants ?? []).map(({ id }) => id),
    sections: vendor.sections.map(({ entities, id }) => ({ id, entities })),
    requestIdHeaders: vendor.requestIdHeaders ?? [],
    waits: (vendor.waits ?? []).map(({ sources: _, ...wait }) => wait),
    limits: (vendor.limits ?? []).map(({ sources: _, ...limit }) => limit),
    secrets: vendor.secrets ?? [],
    operations: source.operations.value.operations
      .map(compileOperation)
      .sort((left, right) => compareNatural(left.name, right.name)),
    entries: entriesOf(source).map(canonicalEntry).map(compileEntry)
  }
}
