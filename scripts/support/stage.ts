// Runs `changeset version` beside the repository, on copies of the few files that it reads and writes.
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { workspacesOf } from "./workspaces.ts"

const changesetsOf = (root: string): ReadonlyArray<string> =>
  readdirSync(join(root, ".changeset"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `.changeset/${name}`)

const read = (root: string, file: string): string | null => {
  const path = join(root, file)
  return existsSync(path) ? readFileSync(path, "utf8") : null
}

/** What `changeset version` would write (texts) and remove (`null`), by path; nothing of it is written. */
export const stageVersions = (root: string): Map<string, string | null> => {
  const before = changesetsOf(root)
  const manifests = ["package.json", "package-lock.json", ".changeset/config.json", ".changeset/changelog.mjs"]
  const owned = workspacesOf(root).flatMap(({ folder }) => [`${folder}/package.json`, `${folder}/CHANGELOG.md`])
  const copy = mkdtempSync(join(tmpdir(), "crm-errors-version-"))
  try {
    for (const file of [...manifests, ...owned, ...before]) {
      if (!existsSync(join(root, file))) continue
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      cpSync(join(root, file), join(copy, file))
    }
    const bin = createRequire(join(root, "package.json")).resolve("@changesets/cli/bin.js")
    const { status, stderr, stdout } = spawnSync(process.execPath, [bin, "version"], {
      cwd: copy,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" }
    })
    if (status !== 0) throw new Error(`changeset version failed (status ${status}):\n${stdout}${stderr}`)
    const changes = new Map<string, string | null>()
    for (const file of [...owned, ...before]) {
      const text = read(copy, file)
      if (text !== read(root, file)) changes.set(file, text)
    }
    return changes
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
