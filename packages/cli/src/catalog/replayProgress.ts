import type { Io, Output } from "../io.ts"
import { bar, clip, counted, grouped } from "../terminal.ts"

const width = 24
const usualColumns = 80
/** The columns that the numbers beside the bar take up at most: `100 %  1,000,000,000 answers, 1,000,000,000 changed`. */
const numbers = 54
const everyMillis = 100

/** Where the work is: `undefined` when nobody knows how much there is. */
interface Total {
  readonly bytes: number | undefined
}

/** A line on the terminal that says how far it is; nothing at all where standard error is no terminal. */
export class ReplayProgress {
  private bytes = 0
  private drawn = false
  private last = Number.NEGATIVE_INFINITY
  private readonly output: Output
  private readonly now: () => number
  private readonly total: number | undefined

  constructor(io: Pick<Io, "stderr" | "now">, { bytes }: Total) {
    this.output = io.stderr
    this.now = io.now
    this.total = bytes
  }

  /** Counts what goes through. */
  async *through(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array | string> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length
      yield chunk
    }
  }

  async show(answers: number, changed: number): Promise<void> {
    if (!this.output.isTerminal || this.now() - this.last < everyMillis) return
    this.last = this.now()
    this.drawn = true
    const share = this.total === undefined || this.total === 0 ? undefined : Math.min(1, this.bytes / this.total)
    const far =
      share === undefined
        ? `${grouped(Math.floor(this.bytes / 1_048_576))} MiB`
        : `${this.barOf(share)}${Math.floor(share * 100)} %`
    const line = `${far}  ${counted(answers, "answer")}, ${grouped(changed)} changed`
    // A line that wraps could not be taken back.
    await this.output.write(`\r\u001B[K${clip(line, this.columns - 1)}`)
  }

  // A terminal that does not tell its width says 0, or nothing.
  private get columns(): number {
    return this.output.columns || usualColumns
  }

  /** The bar, as wide as the terminal lets it be; on a narrow one the numbers are enough. */
  private barOf(share: number): string {
    const place = Math.min(width, this.columns - numbers)
    return place < 4 ? "" : `${bar(share, place).padEnd(place, "·")} `
  }

  async clear(): Promise<void> {
    if (!this.drawn) return
    this.drawn = false
    await this.output.write("\r\u001B[K")
  }

  /** Standard error for everything else: what is written does not run into the line. */
  get beside(): Output {
    const { output } = this
    return {
      isTerminal: output.isTerminal,
      columns: output.columns,
      write: async (text) => {
        if (text === "") return
        await this.clear()
        await output.write(text)
      }
    }
  }
}
