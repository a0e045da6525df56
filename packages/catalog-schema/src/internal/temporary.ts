/**
 * The temporary files that stand beside a file until they take its name. A process that is killed leaves its own
 * behind: they carry its number, so that the next one knows that nobody is writing them any more.
 */
import { randomUUID } from "node:crypto"
import { promises as fs } from "node:fs"
import * as path from "node:path"

/** A new one beside this file. */
export const temporaryBeside = (file: string): string =>
  path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${randomUUID()}.tmp`)

const pattern = /^\..+\.(\d+)\.[0-9a-f-]{36}\.tmp$/

const isRunning = (pid: number): boolean => {
  try {
    // Sends nothing: it only asks.
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one that runs.
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** Is this the name of one that no process will rename any more? */
const isLeftOver = (name: string): boolean => {
  const pid = pattern.exec(name)?.[1]
  return pid !== undefined && !isRunning(Number(pid))
}

/** Is this the name of a temporary file of ours? */
export const isTemporary = (file: string): boolean => pattern.test(path.posix.basename(file))

/** Removes what killed processes left in these folders. A folder that is not there has none. */
export const removeLeftOvers = async (folders: Iterable<string>): Promise<void> => {
  for (const folder of new Set(folders)) {
    const names = await fs.readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return []
      throw error
    })
    for (const name of names) if (isLeftOver(name)) await fs.rm(path.join(folder, name), { force: true })
  }
}
