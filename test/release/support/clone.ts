import { spawnSync } from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { onTestFinished } from "vitest"

export const repository = join(import.meta.dirname, "..", "..", "..")

/** How a command ended. */
export interface Ran {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$|^VITEST|^NODE_ENV$/i.test(name))
)

/** Runs a command as a person would, with the Node of this repository. */
export const run = (cwd: string, command: string, ...args: ReadonlyArray<string>): Ran => {
  const path = `${join(repository, "node_modules", ".bin")}${delimiter}${process.env.PATH}`
  const { status, stderr, stdout } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...inherited, PATH: path, NO_COLOR: "1", COLUMNS: "120" },
    maxBuffer: 64 * 1024 * 1024
  })
  return { status, out: stdout, err: stderr }
}

/** A folder that goes away with the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "crm-errors-release-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

// Our packages have to be those of the copy; everything else may be shared.
const linkModules = (copy: string): void => {
  const from = join(repository, "node_modules")
  const to = join(copy, "node_modules")
  mkdirSync(join(to, "@crm-errors"), { recursive: true })
  for (const name of readdirSync(from)) {
    if (name !== "@crm-errors") symlinkSync(join(from, name), join(to, name))
  }
  for (const name of readdirSync(join(from, "@crm-errors"))) {
    symlinkSync(readlinkSync(join(from, "@crm-errors", name)), join(to, "@crm-errors", name))
  }
}

const manifestsBelow = (copy: string): ReadonlyArray<string> =>
  ["packages", "catalogs", "examples"].flatMap((group) =>
    readdirSync(join(copy, group))
      .map((name) => join(copy, group, name, "package.json"))
      .filter((file) => existsSync(file))
  )

/** As if nothing had ever been released: what the repository's own next release is must not matter to a test. */
const unrelease = (copy: string): void => {
  for (const name of readdirSync(join(copy, ".changeset"))) {
    if (name.endsWith(".md")) rmSync(join(copy, ".changeset", name))
  }
  for (const file of manifestsBelow(copy)) {
    const text = readFileSync(file, "utf8")
      .replace(/^ {2}"version": "[^"]+"/m, '  "version": "0.0.0"')
      .replaceAll(/("@crm-errors\/[a-z-]+": )"\^[^"]+"/g, '$1"^0.0.0"')
    writeFileSync(file, text)
    rmSync(join(dirname(file), "releases"), { recursive: true, force: true })
    rmSync(join(dirname(file), "CHANGELOG.md"), { force: true })
  }
}

/** A copy of this repository as it is now, built and never released. */
export const cloneRepository = (): string => {
  const copy = temporaryFolder()
  const { out } = run(repository, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
  for (const file of out.split("\0").filter((name) => name !== "" && existsSync(join(repository, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(repository, file), join(copy, file))
  }
  for (const group of ["packages", "catalogs"]) {
    for (const name of readdirSync(join(copy, group))) {
      const built = join(repository, group, name, "dist")
      if (existsSync(built))
        cpSync(built, join(copy, group, name, "dist"), { recursive: true, preserveTimestamps: true })
    }
  }
  linkModules(copy)
  unrelease(copy)
  return copy
}

/** Every file below a folder with its text, but not what is installed or built. */
export const snapshot = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/[\\/](?:node_modules|dist)[\\/]/.test(file.slice(folder.length)))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, "utf8")])
  )
