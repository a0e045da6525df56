import { visible } from "@crm-errors/sync/render"
import * as Duration from "effect/Duration"
import { UsageError } from "../usage.ts"

const units: { readonly [unit: string]: Duration.Duration } = {
  s: Duration.seconds(1),
  second: Duration.seconds(1),
  min: Duration.minutes(1),
  m: Duration.minutes(1),
  minute: Duration.minutes(1),
  h: Duration.hours(1),
  hour: Duration.hours(1),
  d: Duration.days(1),
  day: Duration.days(1)
}

/** `30s`, `5 min`, `2 hours`, `1d`. Throws `UsageError`. */
export const stayOf = (text: string): Duration.Duration => {
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,3})?) ?([a-z]+)$/.exec(text.trim()) ?? []
  const one = units[unit ?? ""] ?? units[(unit ?? "").replace(/s$/, "")]
  if (one !== undefined && number !== undefined) return Duration.millis(Duration.toMillis(one) * Number(number))
  throw new UsageError(`--stay needs a duration such as 30s, 5min, 2h or 1d, found ${visible(JSON.stringify(text))}.`)
}
