import { readFileSync } from "node:fs"
import { help, topics } from "./help.ts"
import { type Io, OutputClosed } from "./io.ts"
import { suggestion, UsageError } from "./usage.ts"

type Command = (args: ReadonlyArray<string>, io: Io) => Promise<number>

// Each command is loaded when it is called: starting has to cost next to nothing.
const commands: { readonly [name: string]: () => Promise<Command> } = {
  normalize: async () => (await import("./normalize.ts")).normalize,
  explain: async () => (await import("./explain.ts")).explain,
  triage: async () => (await import("./triage.ts")).triage,
  "jobs run": async () => (await import("./jobs/run.ts")).run,
  "jobs list": async () => (await import("./jobs/list.ts")).list,
  "jobs show": async () => (await import("./jobs/show.ts")).show,
  "jobs dead-letters": async () => (await import("./jobs/deadLetters.ts")).deadLetters,
  "jobs retry": async () => (await import("./jobs/retry.ts")).retry,
  "jobs resume": async () => (await import("./jobs/resume.ts")).resume,
  simulate: async () => (await import("./simulate/simulate.ts")).simulate,
  "simulate lift": async () => (await import("./simulate/lift.ts")).lift,
  "simulate counts": async () => (await import("./simulate/counts.ts")).counts,
  "catalog lint": async () => (await import("./catalog/lint.ts")).lint,
  "catalog build": async () => (await import("./catalog/build.ts")).build,
  "catalog diff": async () => (await import("./catalog/diff.ts")).diff,
  "catalog release-check": async () => (await import("./catalog/releaseCheck.ts")).releaseCheck,
  "catalog replay": async () => (await import("./catalog/replay.ts")).replay,
  "catalog docs": async () => (await import("./catalog/docs.ts")).docs,
  "catalog new-vendor": async () => (await import("./catalog/newVendor.ts")).newVendor,
  "catalog new-entry": async () => (await import("./catalog/newEntry.ts")).newEntry
}

const version = (): string => {
  const file = readFileSync(new URL("../package.json", import.meta.url), "utf8")
  return String((JSON.parse(file) as { readonly version: unknown }).version)
}

const isHelp = (arg: string | undefined): boolean => arg === "--help" || arg === "-h"

/** Commands of which there are several, and what to say of one that is alone. */
const families: { readonly [name: string]: string } = {
  catalog: "`catalog lint` or `catalog build`",
  jobs: "`jobs list` or `jobs show NAME`"
}

/** The name of the command, of one word or of two, and what follows it. */
const split = (argv: ReadonlyArray<string>): readonly [name: string, rest: ReadonlyArray<string>] => {
  const [first = "", second] = argv
  const isTwo =
    (Object.hasOwn(families, first) && second !== undefined && !second.startsWith("-")) ||
    Object.hasOwn(commands, `${first} ${second}`)
  return isTwo ? [`${first} ${second}`, argv.slice(2)] : [first, argv.slice(1)]
}

const run = async (argv: ReadonlyArray<string>, io: Io): Promise<number> => {
  const [first] = argv
  if (first === undefined) {
    await io.stderr.write(help(""))
    return 2
  }
  if (isHelp(first)) {
    await io.stdout.write(help(""))
    return 0
  }
  if (first === "--version" || first === "-V") {
    await io.stdout.write(`${version()}\n`)
    return 0
  }
  if (first === "help") return run([...argv.slice(1), "--help"], io)
  if (first.startsWith("-")) {
    throw new UsageError(
      `unknown option ${first}. ${suggestion(first, ["--help", "--version"])} Options of a command come after it.`
    )
  }
  const [name, rest] = split(argv)
  const end = rest.indexOf("--")
  const wantsHelp = (end === -1 ? rest : rest.slice(0, end)).some(isHelp)
  if (wantsHelp && topics.includes(name)) {
    await io.stdout.write(help(name))
    return 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load !== undefined) return (await load())(rest, io)
  if (Object.hasOwn(families, name)) throw new UsageError(`${name} needs a command. Say ${families[name]}.`)
  throw new UsageError(`unknown command ${name}. ${suggestion(name, Object.keys(commands))} See \`crm-errors --help\`.`)
}

/**
 * Runs the command line with the arguments after its name. Returns the exit status: 0 ok, 1 findings, 2 bad usage or
 * input. Rejects only for a bug, or when the output cannot be written.
 *
 * @category running
 * @since 0.1.0
 */
export const main = async (argv: ReadonlyArray<string>, io: Io): Promise<number> => {
  try {
    return await run(argv, io)
  } catch (error) {
    if (error instanceof OutputClosed) return 0
    if (!(error instanceof UsageError)) throw error
    await io.stderr.write(`crm-errors: ${error.message}\n`)
    return 2
  }
}
