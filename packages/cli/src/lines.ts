import { Buffer } from "node:buffer"

/** A line of the input; `text` is absent when the line is longer than the cap. */
export interface Line {
  /** Counted from 1. */
  readonly number: number
  readonly text: string | undefined
}

/** The longest line that is read, in bytes: 16 MiB. */
export const maxLineBytes = 16 * 1_024 * 1_024

const newline = 10

const bytesOf = (chunk: Uint8Array | string): Buffer =>
  typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)

/**
 * Cuts a stream into lines, a list for each chunk that ends some. Never holds more than one chunk and one line:
 * a line beyond the cap is dropped while it is read.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array | string>,
  cap: number = maxLineBytes
): AsyncGenerator<ReadonlyArray<Line>> {
  let number = 0
  let parts: Array<Buffer> = []
  let held = 0
  const hold = (part: Buffer): void => {
    held += part.length
    if (held <= cap) parts.push(part)
    else parts = []
  }
  const finish = (): Line => {
    number++
    const text =
      held > cap ? undefined : parts.length === 1 ? parts[0]!.toString("utf8") : Buffer.concat(parts).toString("utf8")
    parts = []
    held = 0
    return { number, text: number === 1 && text?.charCodeAt(0) === 0xfeff ? text.slice(1) : text }
  }
  for await (const chunk of chunks) {
    const bytes = bytesOf(chunk)
    const lines: Array<Line> = []
    let start = 0
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      hold(bytes.subarray(start, end))
      lines.push(finish())
      start = end + 1
    }
    if (start < bytes.length) hold(bytes.subarray(start))
    if (lines.length > 0) yield lines
  }
  if (held > 0) yield [finish()]
}
