import { createInterface } from "node:readline"
import { Readable } from "node:stream"
import type { Question } from "@crm-errors/catalog-schema"
import type { Io } from "../io.ts"
import { lookOf, wrap } from "../terminal.ts"

/** Asks questions on a terminal, one after the other. */
export interface Asker {
  /** The answer, or `undefined` when the person went away. */
  readonly ask: (question: Question) => Promise<string | undefined>
  readonly close: () => void
}

/** The questions go to standard error: standard output is for results. */
export const askerOf = (io: Io): Asker => {
  const input = io.stdin instanceof Readable ? io.stdin : Readable.from(io.stdin)
  const reader = createInterface({ input, terminal: false })
  const lines = reader[Symbol.asyncIterator]()
  const look = lookOf(io.stderr, io.env)
  return {
    ask: async ({ choices, option, why }) => {
      const asked = [...wrap(why, look.columns), ...(choices ?? []).map((choice) => `  ${choice}`)].join("\n")
      await io.stderr.write(`\n${asked}\n${look.bold(`${option}: `)}`)
      const { done, value } = await lines.next()
      return done === true ? undefined : value.trim()
    },
    close: () => reader.close()
  }
}
