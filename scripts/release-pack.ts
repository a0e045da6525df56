// `npm run release:pack [-- FOLDER]`: the tarballs that would be published, in a folder (dist/tarballs unless said).
// Nothing is sent anywhere.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs"
import { join, resolve } from "node:path"
import { checkRelease, formatProblem } from "@crm-errors/catalog-schema"
import { normalizeFor } from "../packages/cli/src/catalog/releaseNormalize.ts"
import { workspacesOf } from "./support/workspaces.ts"

const root = join(import.meta.dirname, "..")
const target = resolve(process.argv[2] ?? join(root, "dist", "tarballs"))
const published = workspacesOf(root).filter(({ manifest }) => manifest.private !== true)

let refused = 0
const refuse = (line: string): void => {
  refused++
  console.error(line)
}

for (const { folder, manifest } of published) {
  if (manifest.version === "0.0.0") {
    refuse(`${manifest.name} has no version yet: write a changeset and run npm run version.`)
    continue
  }
  if (!existsSync(join(root, folder, "vendor.json"))) continue
  const { diff, problems } = await checkRelease(join(root, folder), {
    changesets: { files: [], declared: [], problems: [] },
    normalizeFor
  })
  for (const problem of problems) refuse(formatProblem({ ...problem, file: `${folder}/${problem.file}` }))
  // The same version with other content is what nobody could trust.
  if (diff !== undefined && diff.bump !== "none") {
    refuse(
      `${manifest.name} has changed since ${manifest.version} was released: write a changeset and run npm run version.`
    )
  }
}
if (refused > 0) process.exit(1)

mkdirSync(target, { recursive: true })
for (const name of readdirSync(target)) if (name.endsWith(".tgz")) rmSync(join(target, name))
for (const { folder, manifest } of published) {
  execFileSync("npm", ["pack", "--silent", "--pack-destination", target], {
    cwd: join(root, folder),
    stdio: ["ignore", "ignore", "inherit"]
  })
  console.log(`${manifest.name}@${manifest.version}`)
}
console.log(`${published.length} tarballs are in ${target}.`)
