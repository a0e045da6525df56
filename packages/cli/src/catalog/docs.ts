import { existsSync } from "node:fs"
import { basename, dirname, join, relative, resolve } from "node:path"
import { buildDocs, formatProblem } from "@crm-errors/catalog-schema"
import type { Io } from "../io.ts"
import { counted, lookOf } from "../terminal.ts"
import { readOptions, UsageError } from "../usage.ts"
import { type Folder, foldersOf } from "./folders.ts"

/** Beside the folder `catalogs`: every catalog of a repository has its page in the same place. */
const targetOf = (folders: ReadonlyArray<Folder>): string => {
  const roots = new Set(folders.map(({ path }) => dirname(dirname(path))))
  const [root] = roots
  if (root === undefined || roots.size > 1 || folders.some(({ path }) => basename(dirname(path)) !== "catalogs")) {
    throw new UsageError(
      "where do the pages belong? The catalogs are not in one folder named catalogs. Say --out <folder>."
    )
  }
  return join(root, "docs", "errors")
}

/** `crm-errors catalog docs [DIR...]`. */
export const docs = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = { check: { type: "boolean" }, out: { type: "string" }, json: { type: "boolean" } } as const
  const given = readOptions("catalog docs", args, options, Number.POSITIVE_INFINITY)
  const check = given.flag("check")
  const folders = foldersOf(given.positionals, io.cwd)
  const out = given.text("out")
  const target = out === undefined ? targetOf(folders) : resolve(io.cwd, out)
  const built = await buildDocs(
    folders.map(({ path }) => path),
    target,
    { check, all: given.positionals.length === 0 }
  )
  const nameOf = (path: string): string => (relative(io.cwd, path) || ".").replaceAll("\\", "/")
  const problems = built.problems.map((problem) => ({ ...problem, directory: nameOf(problem.directory) }))
  const left = check ? [] : built.orphaned.filter((file) => existsSync(join(target, file)))
  const findings = problems.length + left.length + (check ? built.stale.length + built.orphaned.length : 0)
  if (given.flag("json")) {
    const { orphaned, stale } = built
    await io.stdout.write(
      `${JSON.stringify({ findings, directory: nameOf(target), problems, stale, orphaned, left })}\n`
    )
    return findings === 0 ? 0 : 1
  }
  const page = (file: string): string => `${nameOf(target)}/${file}`
  const lines = [
    ...problems.map((problem) => formatProblem({ ...problem, file: `${problem.directory}/${problem.file}` })),
    ...built.stale.map(
      (file) => `${page(file)} ${check ? "is not up to date: run `crm-errors catalog docs`" : "was written"}.`
    ),
    ...built.orphaned
      .filter((file) => !left.includes(file))
      .map(
        (file) =>
          `${page(file)} ${check ? "is of no catalog: run `crm-errors catalog docs`, or move it if somebody wrote it" : "was removed: it is of no catalog"}.`
      ),
    ...left.map((file) => `${page(file)} is of no catalog, and somebody wrote it: move it to another folder.`)
  ]
  const look = lookOf(io.stdout, io.env)
  const state = findings === 0 ? look.green("up to date") : look.red(counted(findings, "finding"))
  await io.stdout.write(`${[...lines, `The pages of ${counted(folders.length, "catalog")}, ${state}.`].join("\n")}\n`)
  return findings === 0 ? 0 : 1
}
