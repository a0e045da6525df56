/**
 * Puts generated files into a catalog's folder, or only says what would change.
 *
 * @since 0.1.0
 */
import { randomUUID } from "node:crypto"
import { promises as fs } from "node:fs"
import * as path from "node:path"
import { type GeneratedFiles, isGenerated } from "./generate.ts"
import { compareText } from "./internal/order.ts"

/** @category models @since 0.1.0 */
export interface Written {
  /** Files that were written, or with `check` would have been. */
  readonly stale: ReadonlyArray<string>
  /** Files in `src` that nothing generates any more. Those of ours are removed, except with `check`. */
  readonly orphaned: ReadonlyArray<string>
}

const read = async (file: string): Promise<string | undefined> => {
  try {
    return await fs.readFile(file, "utf8")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw error
  }
}

/**
 * Writes one file so that a reader sees the old text or the new one and never a part: into a temporary file
 * beside it, which then takes its name.
 *
 * @category writing
 * @since 0.1.0
 */
export const writeFileAtomically = async (file: string, text: string): Promise<void> => {
  const folder = path.dirname(file)
  await fs.mkdir(folder, { recursive: true })
  const temporary = path.join(folder, `.${path.basename(file)}.${randomUUID()}.tmp`)
  try {
    await fs.writeFile(temporary, text, { flag: "wx" })
    await fs.rename(temporary, file)
  } catch (error) {
    await fs.rm(temporary, { force: true })
    throw error
  }
}

const filesUnder = async (directory: string, folder: string): Promise<ReadonlyArray<string>> => {
  const absolute = path.join(directory, folder)
  const children = await fs.readdir(absolute, { withFileTypes: true, recursive: true }).catch((error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return []
    throw error
  })
  return children
    .filter((child) => child.isFile())
    .map((child) => path.relative(directory, path.join(child.parentPath, child.name)).split(path.sep).join("/"))
    .sort(compareText)
}

/**
 * Writes the files whose bytes differ. An orphan that somebody else wrote is reported and left where it is.
 *
 * @category writing
 * @since 0.1.0
 */
export const writeFiles = async (
  directory: string,
  files: GeneratedFiles,
  options: { readonly check?: boolean } = {}
): Promise<Written> => {
  const stale: Array<string> = []
  const orphaned: Array<string> = []
  for (const [file, text] of files) {
    const absolute = path.join(directory, file)
    if ((await read(absolute)) === text) continue
    stale.push(file)
    if (!options.check) await writeFileAtomically(absolute, text)
  }
  for (const file of await filesUnder(directory, "src")) {
    if (files.has(file)) continue
    orphaned.push(file)
    const absolute = path.join(directory, file)
    if (!options.check && isGenerated((await read(absolute)) ?? "")) await fs.rm(absolute)
  }
  return { stale: stale.sort(compareText), orphaned }
}
