import { type ProgressBar, progressBar, visible } from "@crm-errors/sync/render"
import type * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import type { Io } from "../io.ts"
import { lookOf, wrap } from "../terminal.ts"

/** What a run writes on standard error: the bar, what is logged, and what is said of an interrupt. */
export interface Beside {
  readonly bar: ProgressBar
  readonly logger: Layer.Layer<never>
  /** A sentence, on lines of its own. */
  readonly say: (text: string) => void
}

const erase = "\r\u001B[K"

const textOf = (part: unknown): string => {
  if (typeof part === "string") return part
  return part instanceof Error ? part.name : (JSON.stringify(part) ?? String(part))
}

export const besideOf = (io: Io): Beside => {
  const look = lookOf(io.stderr, io.env)
  let dirty = false
  // Nobody waits for these lines; a reader that went away is noticed where the result is written.
  const write = (text: string): void => void io.stderr.write(text).catch(() => undefined)
  const say = (text: string): void => {
    write(`${dirty ? erase : ""}${wrap(text, look.columns).join("\n")}\n`)
    dirty = false
  }
  const output = {
    isTTY: io.stderr.isTerminal,
    get columns() {
      return io.stderr.columns ?? 0
    },
    write: (text: string): void => {
      dirty = text !== erase
      write(text)
    }
  }
  const logger = Logger.make<unknown, void>(({ logLevel, message }) => {
    const parts = Array.isArray(message) ? message : [message]
    const level = logLevel === "Warn" ? "warning" : logLevel.toLowerCase()
    say(`${level === "warning" ? look.yellow(level) : level}: ${visible(parts.map(textOf).join(" "))}`)
  })
  return { bar: progressBar({ output, color: look.bold("x") !== "x" }), logger: Logger.layer([logger]), say }
}
