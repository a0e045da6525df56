import type { Io, Output } from "../../src/io.ts"
import { main } from "../../src/main.ts"

/** What a command printed and how it ended. */
export interface Ran {
  readonly status: number
  readonly out: string
  readonly err: string
}

export interface Surroundings {
  readonly input?: string | AsyncIterable<Uint8Array | string>
  readonly terminal?: boolean
  readonly columns?: number
  readonly env?: { readonly [name: string]: string }
  readonly cwd?: string
}

/** The instant of every test: 2026-11-21T12:00:00.000Z, when the fixtures' answers are received. */
export const now = Date.UTC(2026, 10, 21, 12)

const collecting = (isTerminal: boolean, columns: number | undefined): Output & { readonly text: () => string } => {
  const parts: Array<string> = []
  return {
    isTerminal,
    columns,
    write: async (text) => {
      parts.push(text)
    },
    text: () => parts.join("")
  }
}

async function* once(text: string): AsyncGenerator<string> {
  if (text !== "") yield text
}

/** Runs the command line in this process. */
export const run = async (argv: ReadonlyArray<string>, surroundings: Surroundings = {}): Promise<Ran> => {
  const { input = "" } = surroundings
  const stdout = collecting(surroundings.terminal === true, surroundings.columns)
  const stderr = collecting(false, undefined)
  const io: Io = {
    stdin: typeof input === "string" ? once(input) : input,
    stdinIsTerminal: false,
    stdout,
    stderr,
    env: surroundings.env ?? {},
    cwd: surroundings.cwd ?? process.cwd(),
    now: () => now
  }
  const status = await main(argv, io)
  return { status, out: stdout.text(), err: stderr.text() }
}

/** JSON lines as values. */
export const linesOf = (text: string): ReadonlyArray<unknown> =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))

/** Values as JSON lines. */
export const toLines = (values: ReadonlyArray<unknown>): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("")
