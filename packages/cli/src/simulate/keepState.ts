import { randomUUID } from "node:crypto"
import { mkdir, rename, rm, writeFile } from "node:fs/promises"
import { basename, dirname, join } from "node:path"

/** Writes the state so that the file holds the old one or the new one, and never a part. */
export const keepState = async (file: string, snapshot: unknown): Promise<void> => {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `.${basename(file)}.${randomUUID()}.tmp`)
  try {
    await writeFile(temporary, `${JSON.stringify(snapshot)}\n`, { flag: "wx" })
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
