/**
 * The releases of a catalog on the disk: `releases/<version>.json`.
 *
 * @since 0.1.0
 */
import { promises as fs } from "node:fs"
import * as path from "node:path"
import { type ReadRelease, type Release, readRelease } from "../diff/Release.ts"
import { messageOf, readText, unreadable } from "../internal/readText.ts"
import type { Problem } from "../Problem.ts"
import { version as versionSchema } from "../schema/primitives.ts"
import { compareVersions } from "./compareVersions.ts"

/** The longest release that is read: 50,000 entries with a fixture each are two thirds of it. @category constants @since 0.1.0 */
export const maxReleaseBytes = 64 * 1024 * 1024

/** @category constants @since 0.1.0 */
export const releaseFolder = "releases"

const limits = {
  maxBytes: maxReleaseBytes,
  tooLarge: "Take the file that `npm run version` wrote",
  missing: "Take a version that was released"
}

/**
 * Reads `releases/<version>.json`, or a `catalog.json`. Whatever is in it, the answer is data.
 *
 * @category reading
 * @since 0.1.0
 */
export const readReleaseFile = async (
  absolute: string,
  file: string,
  options: { readonly throughLinks?: boolean } = {}
): Promise<ReadRelease> => {
  const text = await readText(absolute, file, { ...limits, ...options })
  return typeof text === "string" ? readRelease(text, file) : { problems: [text] }
}

/** @category models @since 0.1.0 */
export interface Released {
  /** From the oldest to the newest. */
  readonly versions: ReadonlyArray<string>
  readonly problems: ReadonlyArray<Problem>
}

/**
 * The versions of a catalog that have been released, by the names of the files. A catalog without the folder has none.
 *
 * @category reading
 * @since 0.1.0
 */
export const releasedVersions = async (directory: string): Promise<Released> => {
  let names: ReadonlyArray<string>
  try {
    names = await fs.readdir(path.join(directory, releaseFolder))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { versions: [], problems: [] }
    const what = `the folder cannot be read (${messageOf(error)})`
    return { versions: [], problems: [unreadable(releaseFolder, what, "Make it readable")] }
  }
  const versions: Array<string> = []
  const problems: Array<Problem> = []
  for (const name of names) {
    if (name.startsWith(".")) continue
    const version = name.replace(/\.json$/, "")
    if (name !== version && versionSchema.safeParse(version).success) versions.push(version)
    else {
      const fix = "Rename it or move it away"
      problems.push(unreadable(`${releaseFolder}/${name}`, "only <version>.json files belong here", fix))
    }
  }
  return { versions: versions.sort(compareVersions), problems }
}

const wrong = (file: string, place: string, what: string): Problem => ({
  rule: "release",
  file,
  place,
  what,
  fix: "Take the file back that was released: a release never changes"
})

/**
 * Reads one release of a catalog. A file that tells another version than its name, or another vendor than the
 * catalog's, is refused.
 *
 * @category reading
 * @since 0.1.0
 */
export const readReleased = async (directory: string, version: string, vendor?: string): Promise<ReadRelease> => {
  const file = `${releaseFolder}/${version}.json`
  const read = await readReleaseFile(path.join(directory, file), file)
  if (read.release === undefined) return read
  const { catalog }: Release = read.release
  const problems = [
    ...(catalog.version === version ? [] : [wrong(file, "/version", `the file is of version ${catalog.version}`)]),
    ...(vendor === undefined || catalog.vendor === vendor
      ? []
      : [wrong(file, "/vendor", `the file is of ${catalog.vendor}, and the catalog of ${vendor}`)])
  ]
  return problems.length === 0 ? read : { problems }
}
