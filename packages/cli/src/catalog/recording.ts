import { readFile, stat } from "node:fs/promises"
import { resolve } from "node:path"
import type { PlainAnswer, RecordedAnswer } from "@crm-errors/catalog-schema"
import type { Adapter } from "@crm-errors/core/adapter"
import type { Io } from "../io.ts"
import { InvalidLine, type Recorded, readRecorded } from "../recorded.ts"
import { isoSeconds } from "../time.ts"
import { UsageError } from "../usage.ts"

const longest = 16 * 1_024 * 1_024

const tooLong = (place: string): UsageError =>
  new UsageError(`${place} is longer than ${longest / 1_024 / 1_024} MiB. Give one answer.`)

const textOfFile = async (file: string, cwd: string): Promise<string> => {
  const path = resolve(cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || found.isDirectory()) {
    throw new UsageError(
      `cannot read ${file}: there is no such file. Name a file with one answer, or - for standard input.`
    )
  }
  if (found.size > longest) throw tooLong(file)
  return readFile(path, "utf8")
}

const textOfInput = async (io: Io): Promise<string> => {
  if (io.stdinIsTerminal) {
    await io.stderr.write("crm-errors reads one recorded answer from this terminal. End with Ctrl+D, or name a file.\n")
  }
  const decoder = new TextDecoder()
  let text = ""
  for await (const chunk of io.stdin) {
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })
    if (text.length > longest) throw tooLong("standard input")
  }
  return text + decoder.decode()
}

/** One recorded answer, on one line or on several. Throws `UsageError`. */
export const readOne = async (file: string, io: Io): Promise<Recorded> => {
  const fromInput = file === "-"
  const place = fromInput ? "standard input" : file
  const text = (await (fromInput ? textOfInput(io) : textOfFile(file, io.cwd))).replace(/^\ufeff/, "").trim()
  if (text === "")
    throw new UsageError(`${place} is empty. Give one recorded answer, in the form of \`crm-errors normalize --help\`.`)
  const recorded = readRecorded(text)
  if (!(recorded instanceof InvalidLine)) return recorded
  const lines = text.split("\n").filter((line) => line.trim() !== "")
  if (lines.length > 1 && !(readRecorded(lines[0] ?? "") instanceof InvalidLine)) {
    throw new UsageError(`${place} has ${lines.length} answers. Give the one that an entry is wanted for.`)
  }
  throw new UsageError(`${place}: ${recorded.invalid}`)
}

const plainAnswer = ({ answer: { body, headers, status, transport } }: Recorded): PlainAnswer => ({
  status,
  ...(headers === undefined ? {} : { headers: { ...(headers as NonNullable<PlainAnswer["headers"]>) } }),
  ...(body === undefined ? {} : { body }),
  ...(transport === undefined
    ? {}
    : { transport: { phase: transport.phase, ...(transport.code === undefined ? {} : { code: transport.code }) } })
})

/** The answer as an entry is made of it. A variant that the vendor does not have says nothing. */
export const recordedAnswer = (recorded: Recorded, adapter: Adapter, now: number): RecordedAnswer => {
  const { at, request } = recorded
  const unknown = typeof request?.variant === "string" && !adapter.catalog.variants.includes(request.variant)
  return {
    answer: plainAnswer(recorded),
    ...(request === undefined ? {} : { request: unknown ? { ...request, variant: undefined } : request }),
    on: dayOf(at ?? now)
  }
}

/** `2026-11-21`. */
export const dayOf = (at: number): string => isoSeconds(at).slice(0, "2026-11-21".length)
