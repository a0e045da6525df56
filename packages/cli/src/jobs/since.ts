import { span } from "../time.ts"

/** `2 min ago`, or `now`. */
export const ago = (at: number, now: number): string => (now - at < 1_000 ? "now" : `${span(now - at)} ago`)
