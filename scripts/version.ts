// `npm run version`: what the changesets say becomes versions and changelogs; each catalog that gets a new version
// gets its releases/<version>.json, its generated files, and in its changelog the list of what jobs will do
// differently. All of it or nothing; a second run finds nothing to do.
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { checkRelease, formatProblem, type Problem, prepareRelease, readChangesets } from "@crm-errors/catalog-schema"
import { normalizeFor } from "../packages/cli/src/catalog/releaseNormalize.ts"
import { commit, resume } from "./support/journal.ts"
import { withManifests } from "./support/lockfile.ts"
import { stageVersions } from "./support/stage.ts"
import { type Manifest, workspacesOf } from "./support/workspaces.ts"

const root = join(import.meta.dirname, "..")

const stop = (lines: ReadonlyArray<string>): never => {
  for (const line of lines) console.error(line)
  process.exit(1)
}

const inFolder = (folder: string, problems: ReadonlyArray<Problem>): ReadonlyArray<string> =>
  problems.map((problem) => formatProblem({ ...problem, file: `${folder}/${problem.file}` }))

if (await resume(root)) console.log("Finished what an interrupted run had begun.")

const workspaces = workspacesOf(root)
const catalogs = workspaces.filter(({ folder }) => existsSync(join(root, folder, "vendor.json")))

const changesets = await readChangesets(root)
if (changesets.problems.length > 0) stop(changesets.problems.map(formatProblem))

const waiting = changesets.files.length > 0
if (waiting) {
  for (const { folder } of catalogs) {
    const { problems, write } = await checkRelease(join(root, folder), { changesets, normalizeFor })
    // A version without its release is what this run is for: somebody may have called changesets without us.
    const other = problems.filter(({ place, rule }) => rule !== "release" || place !== "/version")
    if (other.length > 0) stop(inFolder(folder, other))
    if (write !== undefined) stop([`The changesets declare too little for ${folder}: see \`npm run check:release\`.`])
  }
}

const changes = waiting ? stageVersions(root) : new Map<string, string | null>()

const after = (file: string): string | undefined => {
  const changed = changes.get(file)
  if (changed !== undefined) return changed ?? undefined
  return existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined
}

const manifestOf = (folder: string): Manifest => JSON.parse(after(`${folder}/package.json`) ?? "{}") as Manifest

for (const { folder } of catalogs) {
  const { files, problems } = await prepareRelease(join(root, folder), {
    packageJson: manifestOf(folder),
    changelog: after(`${folder}/CHANGELOG.md`) ?? "",
    normalizeFor
  })
  if (problems.length > 0) stop(inFolder(folder, problems))
  for (const [file, text] of files) changes.set(`${folder}/${file}`, text)
}

const manifests = new Map(workspaces.map(({ folder }) => [folder, manifestOf(folder)]))
const lockfile = after("package-lock.json")
if (lockfile !== undefined) changes.set("package-lock.json", withManifests(lockfile, manifests))

for (const [file, text] of changes) {
  const path = join(root, file)
  const same = text === null ? !existsSync(path) : existsSync(path) && readFileSync(path, "utf8") === text
  if (same) changes.delete(file)
}

if (changes.size === 0) console.log("Nothing to release: no changeset waits, and every version has its release.")
else {
  await commit(root, changes)
  for (const { folder, manifest } of workspaces) {
    const { name, version } = manifests.get(folder) ?? manifest
    const known = manifest.version === version && !changes.has(`${folder}/releases/${version}.json`)
    if (!known) console.log(`${name} ${manifest.version} -> ${version}`)
  }
  console.log(
    `${changes.size} files were written or removed. Look at them, commit them, and go on with docs/releasing.md.`
  )
}
