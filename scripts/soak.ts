// `npm run soak`: many more random fault schedules and kills than a test run has time for.
//   --seeds N     so many schedules (5000)      --from SEED   beginning with this one (1)
//   --kills N     so many kills (50)            --replay SEED one schedule, told in full
//   --replay-kills SEED   one job that is killed, told in full
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { folder, type Killed, playKills } from "../test/sync/kill/support/play.ts"
import { checkSeed, failuresOf } from "../test/sync/random/support/check.ts"

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "5000" },
    from: { type: "string", default: "1" },
    kills: { type: "string", default: "50" },
    replay: { type: "string" },
    "replay-kills": { type: "string" }
  }
})

const whole = (name: "seeds" | "from" | "kills" | "replay" | "replay-kills"): number => {
  const number = Number(values[name])
  if (Number.isInteger(number) && number >= 0) return number
  console.error(`soak: --${name} ${values[name]}: expected a whole number.`)
  process.exit(2)
}

/** A job gets a few kills, and then has to end. */
const killsOfJob = 5

const killed = (seed: number): Promise<Killed> =>
  Effect.runPromise(
    Effect.scoped(Effect.flatMap(folder, (place) => playKills(seed, killsOfJob, "sqlite", join(place, "jobs.db"))))
  )

const soakSchedules = async (from: number, count: number): Promise<number> => {
  let failed = 0
  for (let seed = from; seed < from + count; seed++) {
    const failures = await failuresOf(seed)
    if (failures.length > 0) failed++
    for (const failure of failures) console.log(failure)
    const done = seed - from + 1
    if (done % 100 === 0 || done === count) console.log(`${done} of ${count} schedules, ${failed} failed`)
  }
  return failed
}

const soakKills = async (from: number, count: number): Promise<number> => {
  let failed = 0
  let kills = 0
  for (let seed = from; kills < count; seed++) {
    const { kills: here, problems, processes, vendor } = await killed(seed)
    kills += here
    if (problems.length > 0) {
      failed++
      for (const process of processes) console.log(`  ${process}`)
    }
    for (const problem of problems) {
      console.log(`kill seed ${seed} (${vendor}): ${problem} (npm run soak -- --replay-kills ${seed})`)
    }
    console.log(`${kills} of ${count} kills, ${failed} jobs failed`)
  }
  return failed
}

if (values.replay !== undefined) {
  const { played, problems, schedule } = await checkSeed(whole("replay"))
  const { calls, ...rest } = played
  console.log(JSON.stringify(schedule, null, 2))
  for (const call of calls) console.log(JSON.stringify(call))
  console.log(JSON.stringify(rest, null, 2))
  for (const problem of problems) console.log(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
} else if (values["replay-kills"] !== undefined) {
  const played = await killed(whole("replay-kills"))
  console.log(JSON.stringify(played, null, 2))
  process.exitCode = played.problems.length > 0 ? 1 : 0
} else {
  const from = whole("from")
  const failed = (await soakSchedules(from, whole("seeds"))) + (await soakKills(from, whole("kills")))
  console.log(failed === 0 ? "Everything held." : `${failed} failed.`)
  process.exitCode = failed === 0 ? 0 : 1
}
