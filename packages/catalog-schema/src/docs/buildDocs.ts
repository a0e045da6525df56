/**
 * Writes the pages about catalogs.
 *
 * @since 0.1.0
 */
import { locate } from "../internal/locate.ts"
import { buildRules } from "../lint/rules.ts"
import { lint } from "../lint.ts"
import { type CatalogSource, loadCatalog } from "../load.ts"
import type { Problem } from "../Problem.ts"
import { type Written, writeFiles } from "../write.ts"
import { generateDocs } from "./generateDocs.ts"
import { isGeneratedPage } from "./pageMarker.ts"

/** What is wrong with one of several catalogs. @category models @since 0.1.0 */
export interface CatalogProblem extends Problem {
  /** The catalog's folder, as it was given. */
  readonly directory: string
}

/** @category models @since 0.1.0 */
export interface BuiltDocs extends Written {
  /** With any, nothing was written. */
  readonly problems: ReadonlyArray<CatalogProblem>
}

/** @category models @since 0.1.0 */
export interface DocsOptions {
  /** Writes nothing, and only tells what is not as it should be. */
  readonly check?: boolean
  /** The catalogs are all that there are: the page that leads to them is written too, and pages of others are orphans. */
  readonly all?: boolean
}

const isPage = (file: string): boolean => file.endsWith(".md") && !file.includes("/")

/**
 * Reads the catalogs in `directories` and writes their pages into `target`. What is in the way of one page keeps
 * all of them from being written.
 *
 * @category building
 * @since 0.1.0
 */
export const buildDocs = async (
  directories: ReadonlyArray<string>,
  target: string,
  options: DocsOptions = {}
): Promise<BuiltDocs> => {
  const sources: Array<CatalogSource> = []
  const problems: Array<CatalogProblem> = []
  for (const directory of directories) {
    const { problems: unread, source, texts } = await loadCatalog(directory)
    const found = source === undefined ? unread : lint(source, buildRules)
    problems.push(...locate(found, texts).map((problem) => ({ ...problem, directory })))
    if (source !== undefined) sources.push(source)
  }
  if (problems.length > 0) return { problems, stale: [], orphaned: [] }
  const { all = false, check = false } = options
  const written = await writeFiles(target, generateDocs(sources, { index: all }), {
    check,
    orphans: { folder: "", among: all ? isPage : () => false, ours: isGeneratedPage }
  })
  return { problems, ...written }
}
