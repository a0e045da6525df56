// The packages of this repository, as npm sees them.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly [key: string]: unknown
}

export interface Workspace {
  /** Relative to the repository, with forward slashes. */
  readonly folder: string
  readonly manifest: Manifest
}

/** The folders of the workspaces: those of `package.json`, which are all of the form `<group>/*`. */
export const workspacesOf = (root: string): ReadonlyArray<Workspace> => {
  const { workspaces } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    workspaces: ReadonlyArray<string>
  }
  return workspaces
    .map((pattern) => pattern.replace(/\/\*$/, ""))
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) =>
      readdirSync(join(root, group))
        .sort()
        .map((name) => `${group}/${name}`)
    )
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest
    }))
}
