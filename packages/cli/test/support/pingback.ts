import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { loadCatalog, makeRelease, printRelease } from "@crm-errors/catalog-schema"
import { onTestFinished } from "vitest"

const original = fileURLToPath(new URL("../../../../catalogs/pingback/", import.meta.url))

/** A repository that has Pingback's catalog and nothing else. */
export interface Repository {
  readonly cwd: string
  readonly read: (file: string) => string
  /** Files are relative to the repository. */
  readonly write: (file: string, content: string | Uint8Array) => void
  /** Replaces a part of an entry of `errors`. */
  readonly change: (name: string, from: string, to: string) => void
  /** Releases the catalog as it is. */
  readonly release: (version: string) => Promise<void>
}

export const repository = (): Repository => {
  const cwd = mkdtempSync(join(tmpdir(), "crm-errors-"))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  const folder = join(cwd, "catalogs", "pingback")
  mkdirSync(join(folder, "releases"), { recursive: true })
  mkdirSync(join(cwd, ".changeset"))
  const copied = ["package.json", "vendor.json", "operations.json", "retired.json", "entries", "fixtures"]
  for (const name of copied) cpSync(join(original, name), join(folder, name), { recursive: true })
  const read = (file: string): string => readFileSync(join(cwd, file), "utf8")
  const write = (file: string, content: string | Uint8Array): void => writeFileSync(join(cwd, file), content)
  const entries = "catalogs/pingback/entries/errors.json"
  return {
    cwd,
    read,
    write,
    change: (name, from, to) => {
      const text = read(entries)
      const start = text.indexOf(from, text.indexOf(`"id": "pingback/errors/${name}",`))
      if (start < 0) throw new Error(`${name} has no ${from}`)
      write(entries, text.slice(0, start) + to + text.slice(start + from.length))
    },
    release: async (version) => {
      const file = "catalogs/pingback/package.json"
      write(file, read(file).replace(/"version": "[^"]+"/, `"version": "${version}"`))
      const { problems, source } = await loadCatalog(folder)
      if (source === undefined) throw new Error(JSON.stringify(problems))
      write(`catalogs/pingback/releases/${version}.json`, printRelease(makeRelease(source)))
    }
  }
}

export const never = '"when": { "_tag": "Never" }'
export const backoff = '"when": { "_tag": "Backoff" }'
