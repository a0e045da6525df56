/**
 * Checks and repairs a catalog's folder.
 *
 * @since 0.1.0
 */
import * as path from "node:path"
import { locate } from "./internal/locate.ts"
import { removeLeftOvers } from "./internal/temporary.ts"
import type { Rule } from "./lint/Rule.ts"
import { rules } from "./lint/rules.ts"
import { lint } from "./lint.ts"
import { loadCatalog } from "./load.ts"
import type { Problem } from "./Problem.ts"
import { writeFileAtomically } from "./write.ts"

/** @category models @since 0.1.0 */
export interface Linted {
  readonly problems: ReadonlyArray<Problem>
}

/** @category models @since 0.1.0 */
export interface Fixed extends Linted {
  /** The files that were written anew; `problems` is what is left. */
  readonly fixed: ReadonlyArray<string>
}

/**
 * Reads a catalog and asks every rule. The rules are asked only when every file fits its schema.
 *
 * @category checking
 * @since 0.1.0
 */
export const lintCatalog = async (directory: string, chosen: ReadonlyArray<Rule> = rules): Promise<Linted> => {
  const { problems, source, texts } = await loadCatalog(directory)
  return { problems: locate(source === undefined ? problems : lint(source, chosen), texts) }
}

/**
 * Lets every rule that can repair the files do so, and checks again.
 *
 * @category checking
 * @since 0.1.0
 */
export const fixCatalog = async (directory: string, chosen: ReadonlyArray<Rule> = rules): Promise<Fixed> => {
  const fixed = new Set<string>()
  await removeLeftOvers(["", "entries", "fixtures"].map((folder) => path.join(directory, folder)))
  for (const rule of chosen) {
    if (rule.fix === undefined) continue
    const { source, texts } = await loadCatalog(directory)
    if (source === undefined) break
    for (const [file, text] of rule.fix(source)) {
      if (texts.get(file) === text) continue
      await writeFileAtomically(path.join(directory, file), text)
      fixed.add(file)
    }
  }
  return { fixed: [...fixed], ...(await lintCatalog(directory, chosen)) }
}
