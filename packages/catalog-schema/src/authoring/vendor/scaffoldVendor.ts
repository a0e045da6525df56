/**
 * Everything that a new vendor needs: its catalog and its adapter, green from the first minute.
 *
 * @since 0.1.0
 */
import { promises as fs } from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { buildCatalog } from "../../buildCatalog.ts"
import type { GeneratedFiles } from "../../generate.ts"
import { fixCatalog } from "../../lintCatalog.ts"
import { formatProblem } from "../../Problem.ts"
import { packageJsonSchema } from "../../schema/packageJson.ts"
import { writeTogether } from "../writeTogether.ts"
import { adapterFiles } from "./adapterFiles.ts"
import { catalogFiles } from "./catalogFiles.ts"
import type { Identity } from "./Identity.ts"
import { pascalCase, refuseId, refuseName } from "./names.ts"
import { firstVersion } from "./packageFiles.ts"
import { addDependencies, addReferences } from "./references.ts"

/** @category models @since 0.1.0 */
export interface NewVendor {
  readonly id: string
  readonly name: string
  /** As `YYYY-MM-DD`: when the sources were looked at. */
  readonly today: string
}

/** Nothing was written: what was asked for cannot be done, and why. @category models @since 0.1.0 */
export interface Refused {
  readonly refused: string
}

/** @category models @since 0.1.0 */
export interface Scaffolded {
  /** Relative to the repository, in the order of their names. */
  readonly created: ReadonlyArray<string>
  /** Files that were there and know the vendor now. */
  readonly changed: ReadonlyArray<string>
  /** Files that should know the vendor and are of a form that only a person can change. */
  readonly unchanged: ReadonlyArray<string>
  /** The name of the adapter in code. */
  readonly pascal: string
}

const readIfThere = (file: string): Promise<string | undefined> => fs.readFile(file, "utf8").catch(() => undefined)

const taken = async (root: string, id: string): Promise<string | undefined> => {
  for (const folder of [`catalogs/${id}`, `packages/${id}`]) {
    const there = await fs.lstat(path.join(root, folder)).catch(() => undefined)
    if (there !== undefined) {
      return `${folder} is there already. Choose another id, or work on what is there: nothing was written.`
    }
  }
  for (const other of await fs.readdir(path.join(root, "catalogs"))) {
    const text = await readIfThere(path.join(root, "catalogs", other, "vendor.json"))
    const aliases = text === undefined ? [] : aliasesOf(text)
    if (aliases.includes(id)) return `${id} is another name of ${other}. Choose another id: nothing was written.`
  }
  return undefined
}

const aliasesOf = (text: string): ReadonlyArray<unknown> => {
  try {
    const { aliases } = JSON.parse(text) as { readonly aliases?: unknown }
    return Array.isArray(aliases) ? aliases : []
  } catch {
    return []
  }
}

/** The catalog's files with those that are generated, made where nobody looks. */
const builtCatalog = async (identity: Identity): Promise<GeneratedFiles> => {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "crm-errors-new-vendor-"))
  try {
    await writeTogether(directory, catalogFiles(identity))
    const problems = [...(await fixCatalog(directory)).problems, ...(await buildCatalog(directory)).problems]
    if (problems.length > 0) throw new Error(`the scaffold is wrong: ${problems.map(formatProblem).join(" ")}`)
    const files = new Map<string, string>()
    for (const child of await fs.readdir(directory, { recursive: true, withFileTypes: true })) {
      if (!child.isFile()) continue
      const absolute = path.join(child.parentPath, child.name)
      files.set(path.relative(directory, absolute).split(path.sep).join("/"), await fs.readFile(absolute, "utf8"))
    }
    return files
  } finally {
    await fs.rm(directory, { recursive: true, force: true })
  }
}

/** The files that name every vendor, and how each learns of one more. */
const additions = ({
  id
}: Identity): ReadonlyArray<readonly [file: string, add: (text: string) => string | undefined]> => [
  ["tsconfig.json", (text) => addReferences(text, [`catalogs/${id}`, `packages/${id}`])],
  ["packages/cli/tsconfig.json", (text) => addReferences(text, [`../../packages/${id}`, `../../catalogs/${id}`])],
  [
    "packages/cli/package.json",
    (text) =>
      addDependencies(text, {
        [`@crm-errors/${id}`]: `^${firstVersion}`,
        [`@crm-errors/catalog-${id}`]: `^${firstVersion}`
      })
  ]
]

/** What makes the next release the vendor's first one, where releases are made of changesets. */
const changesets = async (root: string, { id, name }: Identity): Promise<ReadonlyArray<readonly [string, string]>> => {
  const used = await readIfThere(path.join(root, ".changeset/config.json"))
  const changeset = (pack: string, sentence: string) =>
    [`.changeset/first-release-${pack}.md`, `---\n"@crm-errors/${pack}": minor\n---\n\n${sentence}\n`] as const
  return used === undefined
    ? []
    : [
        changeset(`catalog-${id}`, `First release: the errors of ${name} as plain data.`),
        changeset(
          id,
          `First release: answers of ${name} as typed outcomes, from any HTTP client, with or without Effect.`
        )
      ]
}

const inFolder = (folder: string, files: GeneratedFiles): ReadonlyArray<readonly [string, string]> =>
  Array.from(files, ([file, text]) => [`${folder}/${file}`, text] as const)

/**
 * Adds a vendor to the repository at `root`: all files, or none.
 *
 * @category authoring
 * @since 0.1.0
 */
export const scaffoldVendor = async (root: string, { id, name, today }: NewVendor): Promise<Scaffolded | Refused> => {
  const refused = refuseId(id) ?? refuseName(name) ?? (await taken(root, id))
  if (refused !== undefined) return { refused }
  const core = packageJsonSchema.parse(
    JSON.parse(await fs.readFile(path.join(root, "packages/core/package.json"), "utf8"))
  )
  const identity: Identity = { id, name, pascal: pascalCase(id), today, core }
  const created = [
    ...inFolder(`catalogs/${id}`, await builtCatalog(identity)),
    ...inFolder(`packages/${id}`, adapterFiles(identity)),
    ...(await changesets(root, identity))
  ]
  const changed: Array<readonly [string, string]> = []
  const unchanged: Array<string> = []
  for (const [file, add] of additions(identity)) {
    const before = await readIfThere(path.join(root, file))
    const after = before === undefined ? undefined : add(before)
    if (after !== undefined) changed.push([file, after])
    // A repository without a command line of its own has nothing to add there.
    else if (before !== undefined || file === "tsconfig.json") unchanged.push(file)
  }
  await writeTogether(root, new Map([...created, ...changed]))
  return {
    created: created.map(([file]) => file).sort(),
    changed: changed.map(([file]) => file),
    unchanged,
    pascal: identity.pascal
  }
}
