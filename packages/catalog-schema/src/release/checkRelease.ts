/**
 * The gate: does the bump that has been declared for a catalog fit what will change for its users?
 *
 * @since 0.1.0
 */
import { type Bump, compareBumps, largerBump } from "../diff/Bump.ts"
import type { Diff } from "../diff/Change.ts"
import { diff } from "../diff/diff.ts"
import { makeRelease, type Release } from "../diff/Release.ts"
import type { Normalize } from "../diff/replay.ts"
import { locate } from "../internal/locate.ts"
import { buildRules } from "../lint/rules.ts"
import { lint } from "../lint.ts"
import { type CatalogSource, loadCatalog } from "../load.ts"
import type { Problem } from "../Problem.ts"
import { type Changesets, changesetFolder, type Declared } from "./Changeset.ts"
import { compareVersions } from "./compareVersions.ts"
import { readReleased, releasedVersions } from "./releaseFiles.ts"

/**
 * What a person has to write so that the gate opens.
 *
 * @category models
 * @since 0.1.0
 */
export interface ToWrite {
  /** Relative to the repository, with forward slashes. */
  readonly file: string
  /** The line that has to be replaced, counted from 1; absent when the file has to be added. */
  readonly line?: number
  /** That line, or the whole file. */
  readonly text: string
}

/** @category models @since 0.1.0 */
export interface ReleaseCheck {
  /** The catalog's name on npm; absent when it could not be read. */
  readonly package?: string
  /** Of `package.json`. */
  readonly version?: string
  /** The newest version that has been released; absent when none has. */
  readonly released?: string
  readonly declared: Bump
  readonly required: Bump
  /** Against the newest release; absent when there is none. */
  readonly diff?: Diff
  /** Absent when what is declared is enough. */
  readonly write?: ToWrite
  /** What is wrong with the files; with any, nothing was compared. */
  readonly problems: ReadonlyArray<Problem>
}

/** What the gate is told beside the catalog. @category models @since 0.1.0 */
export interface ReleaseCheckOptions {
  readonly changesets: Changesets
  /** Reads answers as the vendor's adapter does, for a vendor that has one: see `diff`. */
  readonly normalizeFor?: (vendor: string) => Promise<Normalize | undefined>
}

/** The version of a package before its first release. @category constants @since 0.1.0 */
export const unreleased = "0.0.0"

interface Newest {
  readonly source?: CatalogSource
  readonly release?: Release
  readonly problems: ReadonlyArray<Problem>
}

const outOfStep = (what: string, fix: string): Problem => ({
  rule: "release",
  file: "package.json",
  place: "/version",
  what,
  fix
})

/** Reads a catalog's folder and its newest release; neither is there when anything is wrong with them. */
export const loadNewest = async (directory: string): Promise<Newest> => {
  const { problems, source, texts } = await loadCatalog(directory)
  const found = source === undefined ? problems : lint(source, buildRules)
  const { problems: strays, versions } = await releasedVersions(directory)
  if (source === undefined || found.length > 0 || strays.length > 0) {
    return { problems: [...locate(found, texts), ...strays] }
  }
  const newest = versions.at(-1)
  if (newest === undefined) return { source, problems: [] }
  const { problems: wrong, release } = await readReleased(directory, newest, source.vendor.value.vendor)
  return release === undefined ? { problems: wrong } : { source, release, problems: [] }
}

const inStep = (version: string, released: string | undefined): ReadonlyArray<Problem> => {
  const order = compareVersions(version, released ?? unreleased)
  if (order > 0) {
    const what = `the version is ${version}, and there is no releases/${version}.json`
    return [outOfStep(what, "Run npm run version, which writes it")]
  }
  if (order < 0 && released !== undefined) {
    const what = `the version is ${version}, and ${released} was released already`
    return [outOfStep(what, `Make it ${released}: only npm run version changes it`)]
  }
  return []
}

const freeName = (vendor: string, { files }: Changesets): string => {
  const taken = new Set(files)
  for (let number = 1; ; number++) {
    const file = `${changesetFolder}/catalog-${vendor}${number === 1 ? "" : `-${number}`}.md`
    if (!taken.has(file)) return file
  }
}

const lineOf = (name: string, bump: Bump): string => `${JSON.stringify(name)}: ${bump}`

const toWrite = (
  { packageJson, vendor }: CatalogSource,
  bump: Bump,
  own: ReadonlyArray<Declared>,
  changesets: Changesets
): ToWrite => {
  const { name } = packageJson.value
  const largest = own.reduce<Declared | undefined>(
    (one, other) => (one === undefined || compareBumps(one.bump, other.bump) < 0 ? other : one),
    undefined
  )
  return largest === undefined
    ? {
        file: freeName(vendor.value.vendor, changesets),
        text: `---\n${lineOf(name, bump)}\n---\n\n<One sentence to the user: what is different, and what it means for a job.>\n`
      }
    : { file: largest.file, line: largest.line, text: lineOf(name, bump) }
}

/**
 * Compares a catalog's folder with its newest release, and the bump that this asks for with the one that waits in
 * the changesets. A catalog without a release needs one of any size.
 *
 * @category checking
 * @since 0.1.0
 */
export const checkRelease = async (
  directory: string,
  { changesets, normalizeFor }: ReleaseCheckOptions
): Promise<ReleaseCheck> => {
  const { problems, release, source } = await loadNewest(directory)
  if (source === undefined) return { declared: "none", required: "none", problems }
  const { name, version } = source.packageJson.value
  const own = changesets.declared.filter((one) => one.package === name)
  const declared = own.reduce<Bump>((bump, one) => largerBump(bump, one.bump), "none")
  const released = release?.catalog.version
  const about = { package: name, version, ...(released === undefined ? {} : { released }), declared }
  const wrong = inStep(version, released)
  if (wrong.length > 0) return { ...about, required: "none", problems: wrong }
  const normalize = await normalizeFor?.(source.vendor.value.vendor)
  const found =
    release === undefined ? undefined : diff(release, makeRelease(source), normalize === undefined ? {} : { normalize })
  const required: Bump = found?.bump ?? "patch"
  const enough = compareBumps(declared, required) >= 0
  return {
    ...about,
    required,
    ...(found === undefined ? {} : { diff: found }),
    // A first release is not a correction of anything.
    ...(enough ? {} : { write: toWrite(source, found === undefined ? "minor" : required, own, changesets) }),
    problems: []
  }
}
