import { existsSync, readdirSync, statSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { UsageError } from "../usage.ts"

/** A catalog's folder. */
export interface Folder {
  readonly path: string
  /** As a person here would write it, with forward slashes. */
  readonly name: string
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

const isCatalog = (path: string): boolean => existsSync(join(path, "vendor.json"))

const catalogsIn = (path: string): ReadonlyArray<string> =>
  readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .filter((child) => isFolder(child) && isCatalog(child))

// `catalogs` here or in a folder above, so that the command works from anywhere in a repository.
const nearby = (cwd: string): ReadonlyArray<string> => {
  if (isCatalog(cwd)) return [cwd]
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = isFolder(join(folder, "catalogs")) ? catalogsIn(join(folder, "catalogs")) : []
    if (found.length > 0) return found
    if (dirname(folder) === folder) break
  }
  throw new UsageError(
    "found no catalog: there is no folder catalogs with a vendor.json below it, here or above. Name the folder of a catalog."
  )
}

/** The catalogs that are meant: those named, or those in a folder named, or those nearby. */
export const foldersOf = (given: ReadonlyArray<string>, cwd: string): ReadonlyArray<Folder> => {
  const paths =
    given.length === 0
      ? nearby(cwd)
      : given.flatMap((name) => {
          const path = resolve(cwd, name)
          if (!isFolder(path))
            throw new UsageError(`there is no folder ${name}. Name the folder of a catalog, such as catalogs/amocrm.`)
          const inside = isCatalog(path) ? [] : catalogsIn(path)
          return inside.length > 0 ? inside : [path]
        })
  return [...new Set(paths)].map((path) => ({ path, name: (relative(cwd, path) || ".").replaceAll("\\", "/") }))
}
