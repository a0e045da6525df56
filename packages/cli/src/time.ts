const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const farthest = 8.64e15

/** ISO 8601 without the milliseconds: `2026-11-21T12:00:00Z`. */
export const isoSeconds = (at: number): string =>
  new Date(Math.min(at, farthest)).toISOString().replace(/\.\d{3}Z$/, "Z")

/** `2026-11-21 12:00:00`, in UTC. */
export const stamp = (at: number): string => isoSeconds(at).replace("T", " ").replace("Z", "")

/** The time of day; with the date when it is not the day of `asOf`. Both in UTC. */
export const clock = (at: number, asOf: number): string => {
  const full = stamp(at)
  const cut = full.indexOf(" ")
  return full.slice(0, cut) === stamp(asOf).slice(0, cut) ? full.slice(cut + 1) : full.slice(0, -3)
}

/** `45 s`, `5 min`, `2 h 10 min`, `3 days`. */
export const span = (millis: number): string => {
  const whole = Math.max(0, millis)
  if (whole < 100 * second) return `${Math.ceil(whole / second)} s`
  if (whole < 100 * minute) return `${Math.round(whole / minute)} min`
  if (whole < 48 * hour) {
    const minutes = Math.round(whole / minute)
    return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  }
  return `${Math.round(whole / day)} days`
}

/** `in 5 min`, or `now` for what has passed. */
export const until = (at: number, asOf: number): string => (at <= asOf ? "now" : `in ${span(at - asOf)}`)

/** `2026-11-21 12:00:00 to 12:01:30 UTC`. */
export const period = (from: number, to: number): string => {
  const [start, end] = [stamp(from), stamp(to)]
  return `${start} to ${start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end} UTC`
}
