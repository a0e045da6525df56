import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { UsageError } from "../usage.ts"

const isRoot = (folder: string): boolean =>
  existsSync(join(folder, "catalogs")) && existsSync(join(folder, "packages", "core", "package.json"))

/** The repository that `cwd` is in. Throws `UsageError` when it is in none. */
export const rootOf = (cwd: string): string => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (isRoot(folder)) return folder
    if (dirname(folder) === folder) break
  }
  throw new UsageError(
    "this is no clone of the repository: there is no folder with catalogs and packages/core here or above. Run the command inside one."
  )
}
