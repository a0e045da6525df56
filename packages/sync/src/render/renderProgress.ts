import type { Progress } from "../Job.ts"
import { type Page, paintOf, type RenderOptions } from "./Paint.ts"
import { stackedBar } from "./states.ts"
import { about, clip, counted, grouped, percent, visible } from "./text.ts"

/** @category models @since 0.1.0 */
export interface ProgressOptions extends RenderOptions {
  /** How many records there are, where that is known before the source has been read. */
  readonly total?: number
  /** How long it still takes, in milliseconds, where somebody has an idea of it. */
  readonly left?: number
}

const widestBar = 40
const barShare = 0.3
const narrowestBar = 8

const doneOf = ({ applied, skipped, unchanged }: Progress): number => applied + unchanged + skipped

/** How many records there are: known when the source has been read, or somebody has said it. */
export const totalOf = (progress: Progress, said: number | undefined): number | undefined => {
  const known = doneOf(progress) + progress.open
  if (progress.sourceEnded) return known
  return said === undefined ? undefined : Math.max(said, known)
}

/** What the account is doing; of several accounts how many do what. */
const doing = ({ accounts }: Progress): string => {
  const [first] = accounts
  if (accounts.length < 2) return first === undefined ? "" : visible(first.doing)
  const counts = new Map<string, number>()
  for (const one of accounts) counts.set(one.doing, (counts.get(one.doing) ?? 0) + 1)
  return [...counts].map(([what, count]) => `${count} ${visible(what)}`).join(", ")
}

/** A block that moves with every call, for as long as nobody knows where the end is. */
const moving = (calls: number, columns: number, page: Page): string => {
  const size = Math.max(1, Math.floor(columns / 6))
  const place = calls % (columns - size + 1)
  return `${page.paint.dim("·".repeat(place))}${page.paint.green("█".repeat(size))}${page.paint.dim("·".repeat(columns - size - place))}`
}

const barOf = (progress: Progress, total: number | undefined, columns: number, page: Page): string => {
  if (columns < narrowestBar) return ""
  if (total === undefined) return `${moving(progress.calls, columns, page)}  `
  const { applied, skipped, unchanged } = progress
  const open = total - doneOf(progress)
  return `${stackedBar({ applied, unchanged, skipped, parked: 0, paused: 0, open }, columns, page)}  `
}

/**
 * How far a run has come, in one line without its break: never wider than the width that is given.
 *
 * @category rendering
 * @since 0.1.0
 */
export const renderProgress = (progress: Progress, options: ProgressOptions = {}): string => {
  const { color = false, width = 80 } = options
  const page: Page = { color, paint: paintOf(color), width, now: undefined }
  const total = totalOf(progress, options.total)
  const done = doneOf(progress)
  const numbers =
    total === undefined
      ? `${counted(done, "record")} done, ${grouped(progress.open)} read ahead`
      : `${percent(done, total).padStart(7)}  ${grouped(done)} of ${grouped(total)}`
  // A bar that keeps its length while the words beside it change.
  const columns = Math.min(widestBar, Math.floor(page.width * barShare))
  const bar = numbers.length + 2 + columns > page.width ? "" : barOf(progress, total, columns, page)
  let room = page.width - (bar === "" ? 0 : columns + 2) - numbers.length
  let text = clip(numbers, page.width)
  const more = [
    ...(progress.skipped === 0 ? [] : [`${grouped(progress.skipped)} skipped`]),
    doing(progress),
    ...(options.left === undefined ? [] : [`${about(options.left)} left`])
  ]
  for (const part of more) {
    if (part === "" || part.length + 2 > room) continue
    room -= part.length + 2
    text += `  ${part}`
  }
  return bar + text
}
