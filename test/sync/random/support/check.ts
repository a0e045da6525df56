// One seed, from beginning to end.
import { Simulator } from "@crm-errors/simulator"
import * as Effect from "effect/Effect"
import { hittingOf } from "./Entries.ts"
import { broken } from "./laws.ts"
import { type Played, play } from "./play.ts"
import { type Schedule, scheduleOf, vendorOf } from "./Schedule.ts"

export interface Checked {
  readonly schedule: Schedule
  readonly played: Played
  /** What did not hold. */
  readonly problems: ReadonlyArray<string>
}

export const scheduleFor = async (seed: number): Promise<Schedule> => {
  const vendor = vendorOf(seed)
  const { catalog } = await Effect.runPromise(Simulator.make(vendor))
  return scheduleOf(seed, await hittingOf(vendor), catalog)
}

export const checkSchedule = async (schedule: Schedule): Promise<Checked> => {
  const played = await play(schedule)
  return { schedule, played, problems: broken(schedule, await hittingOf(schedule.vendor), played) }
}

export const checkSeed = async (seed: number): Promise<Checked> => checkSchedule(await scheduleFor(seed))

/** Real time after which a schedule that has not ended never will: virtual time does not pass where nobody sleeps. */
const longest = 60_000

/** What is wrong with a seed, in a line each, with the command that plays it again. */
export const failuresOf = async (seed: number): Promise<ReadonlyArray<string>> => {
  let timer: NodeJS.Timeout | undefined
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it hangs: nothing goes on, and nobody sleeps")), longest)
  })
  const problems = await Promise.race([checkSeed(seed), hangs]).then(
    (checked) => checked.problems,
    (error: unknown) => [String(error)]
  )
  clearTimeout(timer)
  return problems.map((problem) => `seed ${seed}: ${problem} (npm run soak -- --replay ${seed})`)
}
