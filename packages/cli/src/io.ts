import { once } from "node:events"
import type { Writable } from "node:stream"

/**
 * The reader went away (`crm-errors … | head`): no fault of anybody's, so the command just ends.
 *
 * @category errors
 * @since 0.1.0
 */
export class OutputClosed extends Error {
  override readonly name = "OutputClosed"
}

/**
 * Somewhere to write to. `write` resolves when more may be written, so that a slow reader slows us down.
 *
 * @category models
 * @since 0.1.0
 */
export interface Output {
  readonly write: (text: string) => Promise<void>
  readonly isTerminal: boolean
  readonly columns: number | undefined
}

/**
 * Everything that a command takes from the process, so that a test can give it something else.
 *
 * @category models
 * @since 0.1.0
 */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdinIsTerminal: boolean
  readonly stdout: Output
  readonly stderr: Output
  readonly env: { readonly [name: string]: string | undefined }
  readonly cwd: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Has the first Ctrl-C handled instead of ending the process, until what it answers is called. */
  readonly onInterrupt?: (handle: () => void) => () => void
}

const isBrokenPipe = (error: unknown): boolean => (error as { readonly code?: unknown } | null)?.code === "EPIPE"

/**
 * Wraps a stream of Node's. A broken pipe becomes {@link OutputClosed}.
 *
 * @category constructors
 * @since 0.1.0
 */
export const outputOf = (stream: Writable & { readonly isTTY?: boolean; readonly columns?: number }): Output => {
  let broken: unknown
  stream.on("error", (error) => {
    broken = error
  })
  const fail = (error: unknown): never => {
    throw isBrokenPipe(error) ? new OutputClosed() : error
  }
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
    write: async (text) => {
      if (broken !== undefined) fail(broken)
      if (text === "" || stream.write(text)) return
      await once(stream, "drain").catch(fail)
    }
  }
}
