/**
 * When everything is refused for one reason, it is not the records. Instead of a dead letter for each record of the
 * source, the operation stops until a person has looked.
 */
import type { Because } from "../Store.ts"
import { type Consequences, consequencesOf, type Scene } from "./consequences.ts"
import type { Step } from "./steps.ts"

/** Records that were skipped one after the other for the same reason, with nothing written in between. */
export interface Streak {
  like: string
  count: number
}

/** So many, unless the job says. */
export const usualBrake = 100

/** By what records that were skipped are alike. */
const likenessOf = ({ entry, reason }: Because): string => `${reason} ${entry ?? ""}`

const counted = (finals: Consequences["finals"], { count, like }: Streak): Streak => {
  if (finals.some(({ state }) => state !== "Skipped")) return { like: "", count: 0 }
  let streak: Streak = { like, count }
  for (const { because } of finals) {
    if (because === undefined) continue
    const own = likenessOf(because)
    streak = { like: own, count: streak.like === own ? streak.count + 1 : 1 }
  }
  return streak
}

/** The consequences of the steps of a batch; with the brake on when the streak has become too long. */
export const braked = (steps: ReadonlyArray<Step>, scene: Scene, streak: Streak, limit: number): Consequences => {
  const usual = consequencesOf(steps, scene)
  const { count, like } = counted(usual.finals, streak)
  const stops = count >= limit
  // Whoever has looked may let it try again: then as many more are found out about.
  streak.like = stops ? "" : like
  streak.count = stops ? 0 : count
  if (!stops) return usual
  return consequencesOf(steps, { ...scene, brake: { count, applies: (because) => likenessOf(because) === like } })
}
