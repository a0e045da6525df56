import { parseArgs } from "node:util"
import { nearest } from "./nearest.ts"

/** What was asked cannot be done as asked. The message says what is wrong and what to do; the exit status is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError"
}

/** The options of a command, by name. */
export interface OptionSpec {
  readonly [name: string]: { readonly type: "string" | "boolean"; readonly short?: string }
}

/** What was given on the command line. */
export interface Given {
  readonly text: (name: string) => string | undefined
  /** All values of an option that may be said several times. */
  readonly texts: (name: string) => ReadonlyArray<string>
  readonly flag: (name: string) => boolean
  readonly positionals: ReadonlyArray<string>
}

/** `Did you mean x? ` when something near exists, and else nothing. */
export const didYouMean = (given: string, known: ReadonlyArray<string>): string => {
  const near = nearest(given, known, 1)[0]
  return near === undefined ? "" : `Did you mean ${near}? `
}

/** What is near to what was given, and else all that there is. */
export const suggestion = (given: string, known: ReadonlyArray<string>): string =>
  didYouMean(given, known).trimEnd() || `Known: ${known.join(", ")}.`

/**
 * Reads options and positionals. Node's own strict mode is not used: its messages do not say what to do.
 * Throws `UsageError`.
 */
export const readOptions = (command: string, args: ReadonlyArray<string>, spec: OptionSpec, most: number): Given => {
  const help = `See \`crm-errors ${command} --help\`.`
  const { positionals, tokens } = parseArgs({
    args: [...args],
    options: { ...spec },
    strict: false,
    allowPositionals: true,
    tokens: true
  })
  const known = Object.keys(spec).map((name) => `--${name}`)
  const values = new Map<string, string | true>()
  const texts = new Map<string, ReadonlyArray<string>>()
  for (const token of tokens) {
    if (token.kind !== "option") continue
    const option = Object.hasOwn(spec, token.name) ? spec[token.name] : undefined
    if (option === undefined) {
      throw new UsageError(`unknown option ${token.rawName}. ${suggestion(token.rawName, known)} ${help}`)
    }
    if (option.type === "boolean") {
      if (token.value !== undefined)
        throw new UsageError(`option ${token.rawName} takes no value. Leave the value out.`)
      values.set(token.name, true)
    } else {
      const missing = token.value === undefined || (!token.inlineValue && /^-./.test(token.value))
      if (missing)
        throw new UsageError(`option ${token.rawName} needs a value. Write ${token.rawName} <value>. ${help}`)
      values.set(token.name, token.value)
      texts.set(token.name, [...(texts.get(token.name) ?? []), token.value])
    }
  }
  if (positionals.length > most) {
    throw new UsageError(
      `expected at most ${most} argument${most === 1 ? "" : "s"}, found ${positionals.length}. ${help}`
    )
  }
  return {
    text: (name) => {
      const value = values.get(name)
      return typeof value === "string" ? value : undefined
    },
    texts: (name) => texts.get(name) ?? [],
    flag: (name) => values.has(name),
    positionals
  }
}
