/**
 * The difference between two releases of a catalog, in what jobs will do.
 *
 * @since 0.1.0
 */
import { attribute } from "./attribute.ts"
import { type Diff, makeDiff } from "./Change.ts"
import { finish } from "./Draft.ts"
import { entryDrafts, idsOf } from "./entries.ts"
import { operationDrafts } from "./operations.ts"
import { patchDrafts } from "./patches.ts"
import type { Release } from "./Release.ts"
import { type Normalize, replay } from "./replay.ts"
import { vendorDrafts } from "./vendor.ts"

/** @category models @since 0.1.0 */
export interface DiffOptions {
  /**
   * Reads an answer under a catalog, as the vendor's adapter does. With it, the fixtures of both releases are
   * run under both; without it, nothing is known of answers that come to another entry than before.
   */
  readonly normalize?: Normalize
}

/**
 * What a job does differently when it goes from one release to the other, and the bump that this asks for.
 *
 * **Details**
 *
 * Found out by running core's `decide` on each entry's outcome: for every intent and kind of repeat, for single
 * records and batches, with a probe and without, on a first attempt, on a repeat, and when the attempts are used
 * up. The time it takes grows with the number of entries and fixtures.
 *
 * **Gotchas**
 *
 * Throws when the releases are of two vendors.
 *
 * @example
 * ```ts
 * import { diff, formatChange, type Release } from "@crm-errors/catalog-schema"
 *
 * declare const old: Release
 * declare const next: Release
 * const { bump, changes } = diff(old, next)
 * console.log(bump, changes.map(formatChange))
 * // => "minor", ["amocrm/contacts/219: was Backoff, now Never: jobs stop retrying it"]
 * ```
 *
 * @category comparing
 * @since 0.1.0
 */
export const diff = (old: Release, next: Release, { normalize }: DiffOptions = {}): Diff => {
  if (old.catalog.vendor !== next.catalog.vendor) {
    throw new Error(
      `diff: one release is of ${old.catalog.vendor}, the other of ${next.catalog.vendor}. Compare releases of one vendor.`
    )
  }
  const ids = idsOf(old, next)
  const drafts = [
    ...vendorDrafts(old.catalog, next.catalog),
    ...entryDrafts(old, next, ids),
    ...operationDrafts(old.catalog, next.catalog),
    ...patchDrafts(old, next)
  ]
  if (normalize !== undefined) attribute(drafts, replay(old, next, ids, normalize), ids)
  return makeDiff(old.catalog.vendor, old.catalog.version, next.catalog.version, drafts.map(finish))
}
