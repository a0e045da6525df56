import process from "node:process"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Progress } from "../Job.ts"
import { renderProgress, totalOf } from "./renderProgress.ts"

/** What a bar is drawn on: a stream of Node's fits. @category models @since 0.1.0 */
export interface ProgressOutput {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

/** @category models @since 0.1.0 */
export interface ProgressBarOptions {
  /** Standard error unless said. Nothing is written where it is no terminal. */
  readonly output?: ProgressOutput
  /** Colours, unless the environment asks for none (`NO_COLOR`) or says otherwise. */
  readonly color?: boolean
  /** How many records there are, where that is known before the source has been read. */
  readonly total?: number
}

/**
 * An `onProgress` for `RunOptions`, with a way to take its line back.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProgressBar {
  (progress: Progress): Effect.Effect<void>
  /** Erases the line, wherever the run has come to. The next progress draws it again. */
  readonly clear: Effect.Effect<void>
}

const everyMillis = 100
/** What a run has to do before it is told how long it still takes. */
const learned = { millis: 2_000, records: 20 }
const usualColumns = 80
const erase = "\r\u001B[K"

const wantsColor = (): boolean => (process.env.NO_COLOR ?? "") === "" && process.env.TERM !== "dumb"

/**
 * A progress bar on a terminal: one line, drawn at most ten times a second, that erases itself when all is done.
 *
 * **Example** (A run that shows how far it is)
 *
 * ```ts
 * const bar = progressBar()
 *
 * const program = Effect.ensuring(Sync.run(job, { onProgress: bar }), bar.clear)
 * ```
 *
 * **Gotchas**
 *
 * A run that stops early, because something waits for a person say, leaves its line until `clear` is run.
 *
 * @category rendering
 * @since 0.1.0
 */
export const progressBar = (options: ProgressBarOptions = {}): ProgressBar => {
  const output: ProgressOutput = options.output ?? process.stderr
  const color = options.color ?? wantsColor()
  let drawn = false
  let last = Number.NEGATIVE_INFINITY
  let began: { readonly at: number; readonly open: number; readonly done: number } | undefined

  const doneOf = ({ applied, skipped, unchanged }: Progress): number => applied + unchanged + skipped

  const leftOf = (progress: Progress, now: number): number | undefined => {
    const total = totalOf(progress, options.total)
    const done = doneOf(progress)
    began ??= { at: now, open: progress.open, done }
    const [took, came] = [now - began.at, done - began.done]
    // While an account waits, what was learned tells nothing of when it ends.
    const waits = progress.accounts.some(({ doing }) => doing.startsWith("waiting"))
    if (total === undefined || waits || took < learned.millis || came < learned.records) return undefined
    return ((total - done) * took) / came
  }

  const draw = (progress: Progress, now: number): void => {
    const left = leftOf(progress, now)
    if (now - last < everyMillis) return
    last = now
    drawn = true
    // A terminal that does not tell its width says 0, or nothing; a line that wraps could not be taken back.
    const width = (output.columns || usualColumns) - 1
    const line = renderProgress(progress, {
      color,
      width,
      ...(options.total === undefined ? {} : { total: options.total }),
      ...(left === undefined ? {} : { left })
    })
    output.write(erase + line)
  }

  const clear = Effect.sync(() => {
    if (!drawn) return
    drawn = false
    last = Number.NEGATIVE_INFINITY
    output.write(erase)
  })

  const show = (progress: Progress): Effect.Effect<void> => {
    if (output.isTTY !== true) return Effect.void
    if (progress.sourceEnded && progress.open <= 0) return clear
    return Clock.clockWith((clock) => Effect.sync(() => draw(progress, clock.currentTimeMillisUnsafe())))
  }
  return Object.assign(show, { clear })
}
