import { createReadStream } from "node:fs"
import { resolve } from "node:path"
import type { Io } from "./io.ts"
import { type Line, maxLineBytes, readLines } from "./lines.ts"
import { InvalidLine, type Recorded, readRecorded } from "./recorded.ts"
import { UsageError } from "./usage.ts"

/** A readable line with its number, counted from 1. */
export interface NumberedRecord {
  readonly line: number
  readonly recorded: Recorded
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder, not a file",
  EACCES: "it may not be read"
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string"

async function* chunksOf(file: string, cwd: string): AsyncGenerator<Uint8Array | string> {
  try {
    yield* createReadStream(resolve(cwd, file), { highWaterMark: 256 * 1_024 })
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new UsageError(
      `cannot read ${file}: ${reasons[error.code ?? ""] ?? error.code}. Name a file of JSON lines, or - for standard input.`
    )
  }
}

/** The bytes of a file, or of standard input. Reading rejects with `UsageError` when the file cannot be read. */
export const openRecorded = async (file: string | undefined, io: Io): Promise<AsyncIterable<Uint8Array | string>> => {
  if (file !== undefined && file !== "-") return chunksOf(file, io.cwd)
  if (io.stdinIsTerminal) {
    await io.stderr.write("crm-errors reads JSON lines from this terminal. End with Ctrl+D, or name a file.\n")
  }
  return io.stdin
}

const tooLong = `the line is longer than ${maxLineBytes / 1_024 / 1_024} MiB and was left out. Keep less of the body: adapters read no more than its first MiB.`

const blank = /^\s*$/

const readLine = ({ number, text }: Line): NumberedRecord | InvalidLine | undefined => {
  if (text === undefined) return new InvalidLine(tooLong)
  if (blank.test(text)) return undefined
  const recorded = readRecorded(text)
  return recorded instanceof InvalidLine ? recorded : { line: number, recorded }
}

/**
 * Reads the recorded answers of a file or of standard input, chunk by chunk, and has each chunk handled before it
 * reads the next. What `handle` refuses, and what cannot be read, goes to standard error. Returns how many lines
 * were invalid.
 */
export const eachRecorded = async (
  file: string | undefined,
  io: Io,
  handle: (record: NumberedRecord) => InvalidLine | undefined | Promise<InvalidLine | undefined>,
  afterChunk: () => Promise<void>
): Promise<number> => {
  let invalid = 0
  for await (const lines of readLines(await openRecorded(file, io))) {
    let complaints = ""
    for (const line of lines) {
      const read = readLine(line)
      if (read === undefined) continue
      const handled = read instanceof InvalidLine ? read : handle(read)
      const problem = handled instanceof Promise ? await handled : handled
      if (problem === undefined) continue
      invalid++
      complaints += `${JSON.stringify({ line: line.number, invalid: problem.invalid })}\n`
    }
    await afterChunk()
    await io.stderr.write(complaints)
  }
  return invalid
}
