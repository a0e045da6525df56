/**
 * All that a new version of a catalog writes.
 *
 * @since 0.1.0
 */
import { type Bump, compareBumps } from "../diff/Bump.ts"
import { diff } from "../diff/diff.ts"
import { makeRelease, printRelease } from "../diff/Release.ts"
import { renderMarkdown } from "../diff/render/markdown.ts"
import type { Normalize } from "../diff/replay.ts"
import { type GeneratedFiles, generate } from "../generate.ts"
import type { CatalogSource } from "../load.ts"
import type { Problem } from "../Problem.ts"
import type { PackageJson } from "../schema/packageJson.ts"
import { firstReleaseMarkdown, withChanges } from "./changelog.ts"
import { loadNewest, unreleased } from "./checkRelease.ts"
import { compareVersions, stepBetween } from "./compareVersions.ts"
import { releaseFolder } from "./releaseFiles.ts"

/** @category models @since 0.1.0 */
export interface Preparing {
  /** With the new version. */
  readonly packageJson: PackageJson
  /** With what the changesets say of the new version; empty when there is none yet. */
  readonly changelog: string
  /** Reads answers as the vendor's adapter does, for a vendor that has one: see `diff`. */
  readonly normalizeFor?: (vendor: string) => Promise<Normalize | undefined>
}

/** @category models @since 0.1.0 */
export interface Prepared {
  /** Texts by path, relative to the catalog's folder; none when the version has been released already. */
  readonly files: GeneratedFiles
  /** With any, there are no files. */
  readonly problems: ReadonlyArray<Problem>
}

const nothing: GeneratedFiles = new Map()

// Under a version that is there already nobody asks for one.
const withoutDemand = (markdown: string): string =>
  markdown.replace(/\n*Requires a \*\*\w+\*\* release: [^\n]*\n$/, "\n")

const tooSmall = (from: string, to: string, required: Bump): Problem | undefined =>
  compareBumps(stepBetween(from, to), required) >= 0
    ? undefined
    : {
        rule: "release",
        file: "package.json",
        place: "/version",
        what: `from ${from} to ${to} is a step of ${stepBetween(from, to)}, and what has changed asks for ${required}`,
        fix: `Take ${from} back, write a changeset that says ${required}, and run npm run version`
      }

/**
 * Compiles the release of a catalog's new version: `releases/<version>.json`, the generated files with the version in
 * them, and the changelog with the list of changes. Writes nothing.
 *
 * @category releasing
 * @since 0.1.0
 */
export const prepareRelease = async (
  directory: string,
  { changelog, normalizeFor, packageJson }: Preparing
): Promise<Prepared> => {
  const { problems, release: old, source } = await loadNewest(directory)
  if (source === undefined) return { files: nothing, problems }
  const { name, version } = packageJson
  if (compareVersions(version, old?.catalog.version ?? unreleased) <= 0) return { files: nothing, problems: [] }
  const bumped: CatalogSource = { ...source, packageJson: { ...source.packageJson, value: packageJson } }
  const next = makeRelease(bumped)
  const normalize = await normalizeFor?.(next.catalog.vendor)
  const found = old === undefined ? undefined : diff(old, next, normalize === undefined ? {} : { normalize })
  if (old !== undefined && found !== undefined) {
    // Whoever changed the version may have gone around the gate.
    const problem = tooSmall(old.catalog.version, version, found.bump)
    if (problem !== undefined) return { files: nothing, problems: [problem] }
  }
  const markdown = found === undefined ? firstReleaseMarkdown(next) : withoutDemand(renderMarkdown(found))
  return {
    files: new Map([
      ...generate(bumped),
      [`${releaseFolder}/${version}.json`, printRelease(next)],
      ["CHANGELOG.md", withChanges(changelog, name, version, markdown)]
    ]),
    problems: []
  }
}
