/** A made-up vendor, small enough to read: `test/tiny` is a catalog folder as in `catalogs/`. */
import { promises as fs } from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { type CatalogSource, loadCatalog, type Problem, type Rule } from "@crm-errors/catalog-schema"
import { onTestFinished } from "vitest"

export const tinyDirectory = path.join(import.meta.dirname, "tiny")

/** Everything that was read may be changed in a test. */
export type Writable<T> = T extends object ? { -readonly [Key in keyof T]: Writable<T[Key]> } : T

export const tinySource = async (): Promise<CatalogSource> => {
  const { problems, source } = await loadCatalog(tinyDirectory)
  if (source === undefined) throw new Error(JSON.stringify(problems))
  return source
}

/** What a rule finds in the tiny catalog after a change. */
export const findings = async (
  rule: Rule,
  change: (source: Writable<CatalogSource>) => void = () => {}
): Promise<ReadonlyArray<Omit<Problem, "rule">>> => {
  const source = structuredClone(await tinySource()) as Writable<CatalogSource>
  change(source)
  return Array.from(rule.check(source as CatalogSource))
}

/** A folder that goes away with the test. */
export const temporaryDirectory = async (): Promise<string> => {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "catalog-schema-"))
  onTestFinished(() => fs.rm(directory, { recursive: true, force: true }))
  return directory
}

/** A copy of the tiny catalog, with some files replaced, added or (`null`) removed. */
export const tinyCopy = async (
  files: { readonly [file: string]: string | Uint8Array | null } = {}
): Promise<string> => {
  const directory = await temporaryDirectory()
  await fs.cp(tinyDirectory, directory, { recursive: true })
  for (const [file, content] of Object.entries(files)) {
    const absolute = path.join(directory, file)
    if (content === null) await fs.rm(absolute)
    else {
      await fs.mkdir(path.dirname(absolute), { recursive: true })
      await fs.writeFile(absolute, content)
    }
  }
  return directory
}

export const entry = (
  source: Writable<CatalogSource>,
  id: string
): Writable<CatalogSource>["entries"][number]["value"]["entries"][number] => {
  const found = source.entries.flatMap(({ value }) => value.entries).find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`the tiny catalog has no ${id}`)
  return found
}
