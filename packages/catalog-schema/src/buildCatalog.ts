/**
 * Compiles a catalog's folder into the files that are published.
 *
 * @since 0.1.0
 */
import { generate } from "./generate.ts"
import { locate } from "./internal/locate.ts"
import { buildRules } from "./lint/rules.ts"
import { lint } from "./lint.ts"
import { loadCatalog } from "./load.ts"
import type { Problem } from "./Problem.ts"
import { type Written, writeFiles } from "./write.ts"

/** @category models @since 0.1.0 */
export interface Built extends Written {
  /** With any, nothing was written. */
  readonly problems: ReadonlyArray<Problem>
}

/**
 * Reads, checks what a compiled catalog rests on, compiles, generates and writes. With `check` nothing is
 * written: `stale` and `orphaned` then say what is not as it should be.
 *
 * @category building
 * @since 0.1.0
 */
export const buildCatalog = async (directory: string, options: { readonly check?: boolean } = {}): Promise<Built> => {
  const { problems, source, texts } = await loadCatalog(directory)
  const found = source === undefined ? problems : lint(source, buildRules)
  if (source === undefined || found.length > 0) return { problems: locate(found, texts), stale: [], orphaned: [] }
  return { problems: [], ...(await writeFiles(directory, generate(source), options)) }
}
