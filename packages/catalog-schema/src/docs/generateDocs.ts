/**
 * The pages about catalogs, as texts. Pure: the same catalogs give the same bytes.
 *
 * @since 0.1.0
 */
import type { GeneratedFiles } from "../generate.ts"
import type { CatalogSource } from "../load.ts"
import { indexPage } from "./indexPage.ts"
import { vendorPage } from "./vendorPage.ts"

/**
 * A page for each catalog, by file: `<vendor>.md`. With `index` also `README.md`, which leads to all of them.
 *
 * @category generating
 * @since 0.1.0
 */
export const generateDocs = (
  sources: ReadonlyArray<CatalogSource>,
  options: { readonly index?: boolean } = {}
): GeneratedFiles =>
  new Map([
    ...sources.map((source) => [`${source.vendor.value.vendor}.md`, vendorPage(source)] as const),
    ...(options.index ? [["README.md", indexPage(sources)] as const] : [])
  ])
