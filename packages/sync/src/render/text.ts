/**
 * Text for people: numbers, times and lines of a given width.
 */

/** `12345` as `12,345`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",")

/** `1 record`, `2 records`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : several}`

/**
 * `82.4 %`. What is not nothing is never told as nothing, nor what is not all as all; of nothing there is no share.
 *
 * @category rendering
 * @since 0.1.0
 */
export const percent = (part: number, whole: number): string => {
  if (whole <= 0) return ""
  const tenths = Math.round((part * 1000) / whole)
  if (part > 0 && tenths === 0) return "<0.1 %"
  if (part < whole && tenths >= 1000) return ">99.9 %"
  return `${(tenths / 10).toFixed(1)} %`
}

/** Breaks text at spaces. A word that is longer than a line stays whole: it is a name that somebody copies. */
export const wrap = (text: string, columns: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ""
  for (const word of text.split(/\s+/)) {
    if (word === "") continue
    if (line === "") line = word
    else if (line.length + 1 + word.length <= columns) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  if (line !== "") lines.push(line)
  return lines
}

/** Cuts text that does not fit, and says so with an ellipsis. */
export const clip = (text: string, columns: number): string =>
  text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`

/**
 * Text that others chose, such as a name, as a terminal may show it: characters that would command the terminal, or
 * turn the direction of what follows, stand as their numbers.
 *
 * @category rendering
 * @since 0.1.0
 */
export const visible = (text: string): string =>
  text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`
  )

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const parts = (large: number, unit: string, small: number, smaller: string): string =>
  small === 0 ? `${grouped(large)} ${unit}` : `${grouped(large)} ${unit} ${small} ${smaller}`

/** How long something took: `0.4 s`, `45 s`, `2 min 10 s`, `3 h 5 min`, `4 days 2 h`. */
export const span = (millis: number): string => {
  if (millis <= 0) return "0 s"
  if (millis < 9_950) return `${Math.max(0.1, Math.round(millis / 100) / 10)} s`
  const seconds = Math.round(millis / second)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return parts(Math.floor(seconds / 60), "min", seconds % 60, "s")
  const minutes = Math.round(millis / minute)
  if (minutes < 48 * 60) return parts(Math.floor(minutes / 60), "h", minutes % 60, "min")
  const hours = Math.round(millis / hour)
  return parts(Math.floor(hours / 24), "days", hours % 24, "h")
}

/** How long something is away, roughly: `45 s`, `4 min`, `2 h 10 min`, `3 days`. */
export const about = (millis: number): string => {
  if (millis < 100 * second) return `${Math.ceil(Math.max(0, millis) / second)} s`
  if (millis < 100 * minute) return `${Math.round(millis / minute)} min`
  if (millis < 2 * day) {
    const minutes = Math.round(millis / minute)
    return parts(Math.floor(minutes / 60), "h", minutes % 60, "min")
  }
  return `${Math.round(millis / day)} days`
}

const farthest = 8.64e15

/** `2026-11-22T12:00:00.000Z`: an instant in JSON. */
export const iso = (at: number): string => new Date(Math.min(Math.max(at, -farthest), farthest)).toISOString()

/** `2026-11-22T12:00:00Z`: an instant for people. */
export const instant = (at: number): string => iso(at).replace(/\.\d{3}Z$/, "Z")

/** `2026-11-22T12:04:00Z (in 4 min)`; without what is now only the instant. */
export const until = (at: number, now: number | undefined): string => {
  if (now === undefined) return instant(at)
  return `${instant(at)} (${at <= now ? "now" : `in ${about(at - now)}`})`
}

/** `2026-11-22T12:00:00Z (4 min ago)`. */
export const since = (at: number, now: number): string =>
  `${instant(at)} (${now - at < second ? "now" : `${about(now - at)} ago`})`
