// A process of its own that uses a store: `child.ts <sqlite|postgres> <place> <mode> [job]`. It says what came of it in one
// line of JSON. `hold` takes a batch and stays with it until it is killed; `work` brings a thousand records to their end.
import { type Session, Store } from "@crm-errors/sync"
import { layer as postgres } from "@crm-errors/sync/postgres"
import { layer as sqlite } from "@crm-errors/sync/sqlite"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { noon } from "./clock.ts"
import { contacts, finals, records, settlement } from "./jobs.ts"

const [kind, place = "", mode, name = "contacts"] = process.argv.slice(2)

const layer =
  kind === "postgres"
    ? postgres({ url: Redacted.make(place), maxConnections: 1, prepare: false })
    : sqlite({ file: place, synchronous: "off" })

const say = (what: unknown): void => {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}

const hold = (session: Session) =>
  Effect.gen(function* () {
    yield* session.intake(records(5))
    const batch = yield* session.take("main", 2, noon)
    say({ batch })
    setInterval(() => {}, 60_000)
    return yield* Effect.never
  })

const work = (session: Session) =>
  Effect.gen(function* () {
    for (let part = 0; part < 20; part++) yield* session.intake(records((part + 1) * 50))
    for (
      let batch = yield* session.take("main", 25, noon);
      batch !== undefined;
      batch = yield* session.take("main", 25, noon)
    ) {
      yield* session.settle(
        settlement(batch.id, {
          finals: finals(
            batch.records.map(({ seq }) => seq),
            "Applied"
          )
        })
      )
    }
    say(yield* session.tally)
  })

const program = Effect.gen(function* () {
  const store = yield* Store
  // Longer than any test takes: only the end of the process sets the job free.
  const session = yield* store.open({ ...contacts, name, lease: 3_600_000 })
  yield* mode === "hold" ? hold(session) : work(session)
}).pipe(
  Effect.scoped,
  Effect.catch((error) => Effect.sync(() => say({ refused: error._tag })))
)

await Effect.runPromise(Effect.provide(program, layer))
