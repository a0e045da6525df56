import { fixCatalog, formatProblem, lintCatalog, type Problem } from "@crm-errors/catalog-schema"
import type { Io } from "../io.ts"
import { counted, lookOf } from "../terminal.ts"
import { readOptions } from "../usage.ts"
import { type Folder, foldersOf } from "./folders.ts"
import { rulesFor } from "./rulesFor.ts"

interface Checked {
  readonly directory: string
  readonly problems: ReadonlyArray<Problem>
  /** Files that `--fix` wrote anew. */
  readonly fixed: ReadonlyArray<string>
}

const check = async (folder: Folder, fix: boolean): Promise<Checked> => {
  const rules = await rulesFor(folder)
  const { fixed, problems } = fix
    ? await fixCatalog(folder.path, rules)
    : { ...(await lintCatalog(folder.path, rules)), fixed: [] }
  return { directory: folder.name, problems, fixed }
}

/** `crm-errors catalog lint [DIR...]`. */
export const lint = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = { fix: { type: "boolean" }, json: { type: "boolean" } } as const
  const given = readOptions("catalog lint", args, options, Number.POSITIVE_INFINITY)
  const checked: Array<Checked> = []
  for (const folder of foldersOf(given.positionals, io.cwd)) checked.push(await check(folder, given.flag("fix")))
  const findings = checked.reduce((sum, { problems }) => sum + problems.length, 0)
  if (given.flag("json")) {
    await io.stdout.write(`${JSON.stringify({ findings, catalogs: checked })}\n`)
  } else {
    const look = lookOf(io.stdout, io.env)
    const lines = checked.flatMap(({ directory, fixed, problems }) => [
      ...fixed.map((file) => `${directory}/${file} was written in its canonical form.`),
      ...problems.map((problem) => formatProblem({ ...problem, file: `${directory}/${problem.file}` }))
    ])
    const summary = `${counted(checked.length, "catalog")}, ${findings === 0 ? look.green("nothing found") : look.red(counted(findings, "finding"))}.`
    await io.stdout.write(`${[...lines, summary].join("\n")}\n`)
  }
  return findings === 0 ? 0 : 1
}
