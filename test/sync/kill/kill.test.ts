// Processes that are killed at any moment, on the real stores, over real sockets. `npm run soak` kills more of them.
import { join } from "node:path"
import { afterAll, describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { startPostgres } from "../../../packages/sync/test/store/support/postgresServer.ts"
import { folder, type Killed, playKills } from "./support/play.ts"

/** What does not hold, with everything that was done to get there. */
const failures = ({ problems, processes, seed, vendor }: Killed): ReadonlyArray<string> =>
  problems.map((problem) => `kill seed ${seed} (${vendor}): ${problem}. ${processes.join("; ")}`)

describe("a job on a file that is killed", () => {
  // Together at least ten kills: the jobs are long enough for four each.
  it.live.each([0, 1, 2])(
    "loses nothing and writes nothing twice: seed %i",
    (seed) =>
      Effect.gen(function* () {
        const place = join(yield* folder, "jobs.db")
        const killed = yield* playKills(seed, 4, "sqlite", place)
        expect(failures(killed)).toEqual([])
        expect(killed.kills).toBeGreaterThanOrEqual(3)
      }).pipe(Effect.scoped),
    120_000
  )
})

const server = await startPostgres()
const missing = "missing" in server ? server.missing : undefined
if (missing !== undefined) console.warn(`PostgreSQL could not be started, so its kills are SKIPPED: ${missing}`)

describe.runIf(missing === undefined)("a job on PostgreSQL that is killed", () => {
  afterAll(async () => {
    if ("stop" in server) await server.stop()
  })

  it.live(
    "loses nothing and writes nothing twice",
    () =>
      Effect.gen(function* () {
        const killed = yield* playKills(5, 2, "postgres", "url" in server ? server.url : "")
        expect(failures(killed)).toEqual([])
        expect(killed.kills).toBe(2)
      }).pipe(Effect.scoped),
    120_000
  )
})
