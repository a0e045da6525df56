/**
 * Reads a catalog's folder. Whatever is in the files, the answer is data: a catalog, problems, or both.
 *
 * @since 0.1.0
 */
import { type Dirent, promises as fs } from "node:fs"
import * as path from "node:path"
import type * as z from "zod"
import { checkSchema } from "./internal/checkSchema.ts"
import { compareText } from "./internal/order.ts"
import { parseJson, positionOf } from "./internal/parseJson.ts"
import { messageOf, readText, unreadable } from "./internal/readText.ts"
import type { Problem } from "./Problem.ts"
import { type EntriesFile, entriesFileSchema } from "./schema/entry.ts"
import { type Fixture, fixtureSchema } from "./schema/fixture.ts"
import { type OperationsFile, operationsFileSchema } from "./schema/operations.ts"
import { type PackageJson, packageJsonSchema } from "./schema/packageJson.ts"
import { type RetiredFile, retiredFileSchema } from "./schema/retired.ts"
import { type Vendor, vendorSchema } from "./schema/vendor.ts"

/** The longest file that is read. @category constants @since 0.1.0 */
export const maxFileBytes = 8 * 1024 * 1024

/** A file that fits its schema. @category models @since 0.1.0 */
export interface SourceFile<Value> {
  /** Relative to the catalog's folder, with forward slashes. */
  readonly file: string
  readonly text: string
  readonly value: Value
}

/** A catalog as people write it. @category models @since 0.1.0 */
export interface CatalogSource {
  readonly packageJson: SourceFile<PackageJson>
  readonly vendor: SourceFile<Vendor>
  readonly operations: SourceFile<OperationsFile>
  readonly entries: ReadonlyArray<SourceFile<EntriesFile>>
  readonly retired: SourceFile<RetiredFile>
  readonly fixtures: ReadonlyArray<SourceFile<Fixture>>
}

/** @category models @since 0.1.0 */
export interface Loaded {
  /** Only when every file could be read and fits its schema: no rule ever runs on half a catalog. */
  readonly source?: CatalogSource
  /** Every text that could be read, by file: what a problem's line is found in. */
  readonly texts: ReadonlyMap<string, string>
  readonly problems: ReadonlyArray<Problem>
}

const limits = {
  maxBytes: maxFileBytes,
  tooLarge: "Split it or shorten it",
  missing: "Add it: docs/catalog-format.md says what belongs in it"
}

/** So many files are read at a time: a catalog of tens of thousands of fixtures waits for the disk otherwise. */
const together = 32

class Session {
  readonly problems: Array<Problem> = []
  readonly texts = new Map<string, string>()
  private readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  async read<Value>(file: string, schema: z.ZodType<Value>): Promise<SourceFile<Value> | undefined> {
    return this.check(file, schema, await this.text(file))
  }

  private text(file: string): Promise<string | Problem> {
    return readText(path.join(this.directory, file), file, limits)
  }

  private check<Value>(file: string, schema: z.ZodType<Value>, text: string | Problem): SourceFile<Value> | undefined {
    if (typeof text !== "string") {
      this.problems.push(text)
      return undefined
    }
    this.texts.set(file, text)
    const { complaints, value } = parseJson(text)
    for (const { offset, ...complaint } of complaints) {
      this.problems.push({ rule: "read", file, ...complaint, ...positionOf(text, offset) })
    }
    if (complaints.length > 0) return undefined
    const checked = checkSchema(schema, value, file)
    if (checked.problems === undefined) return { file, text, value: checked.value }
    this.problems.push(...checked.problems)
    return undefined
  }

  /** The JSON files of a folder. A folder that is not there is empty. */
  async list(folder: string): Promise<ReadonlyArray<string>> {
    let children: ReadonlyArray<Dirent>
    try {
      children = await fs.readdir(path.join(this.directory, folder), { withFileTypes: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return []
      this.problems.push(unreadable(folder, `the folder cannot be read (${messageOf(error)})`, "Make it readable"))
      return []
    }
    const files: Array<string> = []
    for (const { name } of children) {
      if (name.endsWith(".json")) files.push(`${folder}/${name}`)
      else if (!name.startsWith(".")) {
        this.problems.push(unreadable(`${folder}/${name}`, "only .json files belong here", "Rename it or move it away"))
      }
    }
    return files.sort(compareText)
  }

  async readAll<Value>(folder: string, schema: z.ZodType<Value>): Promise<ReadonlyArray<SourceFile<Value>>> {
    const names = await this.list(folder)
    const files: Array<SourceFile<Value>> = []
    for (let start = 0; start < names.length; start += together) {
      const some = names.slice(start, start + together)
      const texts = await Promise.all(some.map((file) => this.text(file)))
      for (const [index, file] of some.entries()) {
        const read = this.check(file, schema, texts[index]!)
        if (read !== undefined) files.push(read)
      }
    }
    return files
  }
}

/**
 * Reads a catalog. Never rejects for what people wrote.
 *
 * @category loading
 * @since 0.1.0
 */
export const loadCatalog = async (directory: string): Promise<Loaded> => {
  const session = new Session(directory)
  const packageJson = await session.read("package.json", packageJsonSchema)
  const vendor = await session.read("vendor.json", vendorSchema)
  const operations = await session.read("operations.json", operationsFileSchema)
  const entries = await session.readAll("entries", entriesFileSchema)
  const retired = await session.read("retired.json", retiredFileSchema)
  const fixtures = await session.readAll("fixtures", fixtureSchema)
  const { problems, texts } = session
  if (problems.length > 0 || !packageJson || !vendor || !operations || !retired) return { texts, problems }
  return { source: { packageJson, vendor, operations, entries, retired, fixtures }, texts, problems }
}
