import { Store } from "@crm-errors/sync"
import { layer } from "@crm-errors/sync/postgres"
import { afterAll, describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { suite } from "./suite.ts"
import { contacts, records } from "./support/jobs.ts"
import { options, postgresBackend } from "./support/postgresBackend.ts"
import { startPostgres } from "./support/postgresServer.ts"

const server = await startPostgres()

if ("missing" in server) {
  // The tests stay in the list, so that they are counted as skipped.
  const why = `PostgreSQL could not be started, so its tests are SKIPPED: ${server.missing}`
  console.warn(why)
  const nowhere = postgresBackend({ url: "postgres://localhost:1/none", single: true, stop: async () => {} })
  describe.runIf(false)(why, () => suite(nowhere))
} else {
  afterAll(server.stop)
  const backend = postgresBackend(server)
  suite(backend)

  describe("a server", () => {
    it.live("keeps a store from one connection to the next", () =>
      Effect.gen(function* () {
        yield* backend.empty
        const use = Effect.gen(function* () {
          const store = yield* Store
          const session = yield* store.open(contacts)
          return [session.job.id, yield* session.intake(records(2))]
        })
        const open = Effect.provide(Effect.scoped(use), layer(options(server)))
        expect([yield* open, yield* open]).toEqual([
          [1, { added: 2, restored: 0, known: 0 }],
          [1, { added: 0, restored: 0, known: 2 }]
        ])
      })
    )
  })
}

describe("a server that is not there", () => {
  it.live("is told in words, without the password", () =>
    Effect.gen(function* () {
      const url = Redacted.make("postgres://sync:hunter2@127.0.0.1:1/sync")
      const jobs = Effect.flatMap(Store, (store) => store.jobs)
      const error = yield* Effect.flip(Effect.provide(jobs, layer({ url, connectTimeout: "2 seconds" })))
      expect([error._tag, error.message, JSON.stringify(error.cause ?? "").includes("hunter2")]).toEqual([
        "StoreError",
        "The store in PostgreSQL could not be opened: connect ECONNREFUSED 127.0.0.1:1. Check that the database runs and that its address is right, then run the job again.",
        false
      ])
    })
  )
})
