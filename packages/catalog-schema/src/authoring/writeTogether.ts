/**
 * Writes several files, all of them or none.
 *
 * @since 0.1.0
 */
import { promises as fs } from "node:fs"
import * as path from "node:path"
import type { GeneratedFiles } from "../generate.ts"
import { removeLeftOvers, temporaryBeside } from "../internal/temporary.ts"
import { writeFileAtomically } from "../write.ts"

const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await fs.readFile(file, "utf8")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw error
  }
}

/** What was done so far, the latest last, as the ways to undo it. */
type Undo = Array<() => Promise<void>>

const makeFolder = async (folder: string, undo: Undo): Promise<void> => {
  const created = await fs.mkdir(folder, { recursive: true })
  // Nothing was there before, so nothing of anybody's can be in it.
  if (created !== undefined) undo.push(() => fs.rm(created, { recursive: true, force: true }))
}

/**
 * Puts files into a folder. Each is written beside its place first, and takes its name only when all of them could
 * be written; when one cannot, what was there before is there again. Rejects with what stood in the way.
 *
 * @category writing
 * @since 0.1.0
 */
export const writeTogether = async (directory: string, files: GeneratedFiles): Promise<void> => {
  const undo: Undo = []
  await removeLeftOvers([...files.keys()].map((name) => path.dirname(path.join(directory, name))))
  try {
    const staged: Array<readonly [temporary: string, file: string]> = []
    for (const [name, text] of files) {
      const file = path.join(directory, name)
      await makeFolder(path.dirname(file), undo)
      const temporary = temporaryBeside(file)
      undo.push(() => fs.rm(temporary, { force: true }))
      await fs.writeFile(temporary, text, { flag: "wx" })
      staged.push([temporary, file])
    }
    for (const [temporary, file] of staged) {
      const before = await readIfThere(file)
      await fs.rename(temporary, file)
      undo.push(() => (before === undefined ? fs.rm(file, { force: true }) : writeFileAtomically(file, before)))
    }
  } catch (error) {
    for (const step of undo.reverse()) await step()
    throw error
  }
}
