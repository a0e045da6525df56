import { existsSync, statSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import {
  buildRules,
  formatProblem,
  lint,
  loadCatalog,
  makeRelease,
  type Problem,
  type Release,
  readReleased,
  readReleaseFile,
  releasedVersions
} from "@crm-errors/catalog-schema"
import { counted } from "../terminal.ts"
import { suggestion, UsageError } from "../usage.ts"
import { findVendor } from "../vendors.ts"
import { foldersOf } from "./folders.ts"

const mostShown = 10

const refuse = (named: string, folder: string, problems: ReadonlyArray<Problem>): never => {
  const lines = problems
    .slice(0, mostShown)
    .map((problem) => `  ${formatProblem(folder === "" ? problem : { ...problem, file: `${folder}/${problem.file}` })}`)
  const rest = problems.length - lines.length
  const more = rest > 0 ? [`  and ${counted(rest, "problem")} more.`] : []
  throw new UsageError([`cannot use ${named}:`, ...lines, ...more].join("\n"))
}

/** A catalog as people write it, as if it were released as it is. */
const fromCatalog = async (named: string, path: string): Promise<Release> => {
  const { problems, source } = await loadCatalog(path)
  const found = source === undefined ? problems : lint(source, buildRules)
  return source === undefined || found.length > 0 ? refuse(named, named, found) : makeRelease(source)
}

const fromFile = async (named: string, path: string): Promise<Release> => {
  // Somebody has named the file: a link is as good as the file itself.
  const { problems, release } = await readReleaseFile(path, named, { throughLinks: true })
  return release ?? refuse(named, "", problems)
}

const versionPattern = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/

const released = async (vendor: string, version: string, cwd: string): Promise<Release> => {
  const id = findVendor(vendor)?.id ?? vendor
  const folder = foldersOf([], cwd).find(({ path }) => basename(path) === id)
  if (folder === undefined) throw new UsageError(`there is no catalog of ${id} here: no folder catalogs/${id}.`)
  const { versions } = await releasedVersions(folder.path)
  if (!versions.includes(version)) {
    throw new UsageError(
      versions.length === 0
        ? `${id} has no releases: ${folder.name}/releases is empty. Name a file or a folder.`
        : `${id} has no release ${version}. ${suggestion(version, versions)}`
    )
  }
  const { problems, release } = await readReleased(folder.path, version)
  return release ?? refuse(`${id}@${version}`, folder.name, problems)
}

/**
 * The release that is meant: a file (`releases/<version>.json`, `catalog.json`), the folder of a catalog or of an
 * installed one, or `<vendor>@<version>`; with a vendor a bare version as well. Throws `UsageError`.
 */
export const releaseNamed = async (named: string, cwd: string, vendor?: string): Promise<Release> => {
  const path = resolve(cwd, named)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory()) {
    if (existsSync(join(path, "vendor.json"))) return fromCatalog(named, path)
    const file = join(path, "catalog.json")
    if (existsSync(file)) return fromFile(join(named, "catalog.json").replaceAll("\\", "/"), file)
    throw new UsageError(`${named} is no catalog: it has neither a vendor.json nor a catalog.json.`)
  }
  if (stat !== undefined) return fromFile(named, path)
  const at = named.lastIndexOf("@")
  if (at > 0 && versionPattern.test(named.slice(at + 1))) return released(named.slice(0, at), named.slice(at + 1), cwd)
  if (vendor !== undefined && versionPattern.test(named)) return released(vendor, named, cwd)
  throw new UsageError(
    `there is no ${named}. Name a file such as catalogs/amocrm/releases/0.1.0.json, the folder of a catalog, or a release such as amocrm@0.1.0.`
  )
}
