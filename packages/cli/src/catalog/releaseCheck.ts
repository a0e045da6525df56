import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import {
  type Change,
  type Changesets,
  checkRelease,
  compareBumps,
  formatChange,
  formatProblem,
  type ReleaseCheck,
  readChangesets,
  type ToWrite
} from "@crm-errors/catalog-schema"
import type { Io } from "../io.ts"
import { counted, type Look, lookOf, wrap } from "../terminal.ts"
import { readOptions, UsageError } from "../usage.ts"
import { type Folder, foldersOf } from "./folders.ts"
import { normalizeFor } from "./releaseNormalize.ts"

interface Checked extends ReleaseCheck {
  readonly directory: string
}

/** The repository that a catalog is in: where its changesets wait. */
const rootOf = ({ name, path }: Folder): string => {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".changeset"))) return folder
    if (dirname(folder) === folder) break
  }
  throw new UsageError(
    `found no folder .changeset in ${name} or above: nothing tells which bump is meant. Make one with \`npx changeset init\`.`
  )
}

const mostShown = 12

/** The changes for which too little was declared, the largest first. */
const tooLarge = ({ declared, diff }: ReleaseCheck): ReadonlyArray<Change> =>
  [...(diff?.changes ?? [])]
    .filter(({ bump }) => compareBumps(bump, declared) > 0)
    .sort((left, right) => compareBumps(right.bump, left.bump))

const changeLines = (check: ReleaseCheck, look: Look): ReadonlyArray<string> => {
  const changes = tooLarge(check)
  const lines = changes
    .slice(0, mostShown)
    .flatMap((change) => [
      ...wrap(formatChange(change), look.columns - 9).map((line, index) =>
        index === 0 ? `  ${look.red(change.bump.padEnd(5))}  ${line}` : `         ${line}`
      ),
      `         ${look.dim(change.rule)}`
    ])
  const rest = changes.length - mostShown
  return rest > 0 ? [...lines, `  and ${counted(rest, "change")} more: see \`crm-errors catalog diff\`.`] : lines
}

const writeLines = ({ file, line, text }: ToWrite): ReadonlyArray<string> => [
  line === undefined ? `  Write ${file}:` : `  Write in ${file}, line ${line}:`,
  "",
  ...text
    .trimEnd()
    .split("\n")
    .map((one) => (one === "" ? "" : `    ${one}`)),
  ""
]

const shortage = ({ declared, diff, package: name, released, required }: ReleaseCheck, look: Look): string => {
  const has = declared === "none" ? "no changeset" : `a changeset that says ${declared}`
  return look.bold(
    diff === undefined
      ? `${name} was never released and has ${has}: its first release needs one of any size.`
      : `${name} has ${has}, and what has changed since ${released} asks for ${required}.`
  )
}

const linesOf = (check: Checked, look: Look): ReadonlyArray<string> => [
  ...check.problems.map((problem) => formatProblem({ ...problem, file: `${check.directory}/${problem.file}` })),
  ...(check.write === undefined
    ? []
    : [
        shortage(check, look),
        "",
        ...changeLines(check, look),
        ...(check.diff === undefined ? [] : [""]),
        ...writeLines(check.write)
      ])
]

const asJson = ({ diff, ...check }: Checked): unknown => ({
  ...check,
  changes: (diff?.changes ?? []).map((change) => ({ ...change, sentence: formatChange(change) }))
})

/** `crm-errors catalog release-check [DIR...]`: is the declared bump of each catalog as large as its changes ask for? */
export const releaseCheck = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const given = readOptions("catalog release-check", args, { json: { type: "boolean" } }, Number.POSITIVE_INFINITY)
  const byRoot = new Map<string, Changesets>()
  const checked: Array<Checked> = []
  for (const folder of foldersOf(given.positionals, io.cwd)) {
    const root = rootOf(folder)
    const changesets = byRoot.get(root) ?? (await readChangesets(root))
    byRoot.set(root, changesets)
    checked.push({ directory: folder.name, ...(await checkRelease(folder.path, { changesets, normalizeFor })) })
  }
  const unread = [...byRoot.values()].flatMap(({ problems }) => problems)
  const findings = checked.reduce(
    (sum, { problems, write }) => sum + problems.length + (write === undefined ? 0 : 1),
    unread.length
  )
  if (given.flag("json")) {
    await io.stdout.write(`${JSON.stringify({ findings, problems: unread, catalogs: checked.map(asJson) })}\n`)
    return findings === 0 ? 0 : 1
  }
  const look = lookOf(io.stdout, io.env)
  const state = findings === 0 ? look.green("ready to be released") : look.red(counted(findings, "finding"))
  await io.stdout.write(
    `${[...unread.map(formatProblem), ...checked.flatMap((check) => linesOf(check, look)), `${counted(checked.length, "catalog")}, ${state}.`].join("\n")}\n`
  )
  return findings === 0 ? 0 : 1
}
