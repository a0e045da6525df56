/**
 * A simulator out of a vendor's API.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import type { Api, WireRequest } from "../Api.ts"
import type { Script } from "../Fault.ts"
import { check } from "../Script.ts"
import type { Exchange, Options, Simulator, Underway } from "../Simulator.ts"
import { client } from "./client.ts"
import { readSaved } from "./Saved.ts"
import { type Done, World } from "./World.ts"

/** What is wrong is a bug of whoever calls: scripts and snapshots from outside are read by `Script` and `Snapshot`. */
const refuse = (message: string) => Effect.die(new Error(`the simulator cannot be made so: ${message}`))

/**
 * Makes a simulator. It needs no scope: it holds nothing but memory.
 *
 * **Gotchas**
 *
 * A script or a snapshot that does not fit the vendor is a defect. `Script.parse` and `Snapshot.read` check what comes
 * from outside.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = <State>(api: Api<State>, options: Options = {}): Effect.Effect<Simulator> =>
  Effect.gen(function* () {
    const { catalog } = api.adapter
    const saved = options.snapshot === undefined ? undefined : readSaved<State>(options.snapshot, api.vendor)
    if (saved !== undefined && Result.isFailure(saved)) return yield* refuse(saved.failure)
    const now = yield* Clock.currentTimeMillis
    // A copy: what was passed in belongs to somebody else.
    const world = new World(api, options, now, structuredClone(saved?.success))
    const { accounts } = world
    const [account = "main"] = accounts
    const fitting = (script: Script): Effect.Effect<void> => {
      const error = check(script, { catalog, accounts })
      return error === undefined ? Effect.void : refuse(error.message)
    }
    if (options.script !== undefined) yield* fitting(options.script)

    const answer = (arrived: Parameters<typeof world.answer>[0]): Effect.Effect<Done> =>
      Effect.map(Clock.currentTimeMillis, (now) => world.answer(arrived, now))

    const exchange = (request: WireRequest, sent: number): Effect.Effect<Done> =>
      Effect.flatMap(Clock.currentTimeMillis, (at) => {
        const arrived = world.arrive(request, at, sent)
        const { late, millis } = arrived.plan
        if (millis === 0) return answer(arrived)
        // A write that is under way at the vendor's goes on when the client has gone: not a child of this fiber.
        if (late) {
          return Effect.sleep(millis).pipe(
            Effect.andThen(answer(arrived)),
            Effect.forkDetach({ startImmediately: true }),
            Effect.flatMap(Fiber.join)
          )
        }
        const done = world.answer(arrived, at)
        return Effect.as(Effect.sleep(millis), done)
      })

    const send = (request: WireRequest): Effect.Effect<Underway> =>
      Effect.sync(() => {
        const sent = world.ledger.tick()
        let done: Done | undefined
        return {
          exchange: Effect.map(exchange(request, sent), (came): Exchange => {
            done = came
            return came.exchange
          }),
          told: Effect.sync(() => world.ledger.tell(done?.tells ?? []))
        }
      })

    const simulator: Simulator = {
      vendor: api.vendor,
      accounts,
      started: world.started,
      catalog,
      handle: (request) => Effect.flatMap(send(request), ({ exchange, told }) => Effect.tap(exchange, () => told)),
      send,
      client: (options) => client(send, options),
      counts: Effect.sync(() => structuredClone(world.ledger.values().counts)),
      calls: Effect.sync(() => structuredClone(world.ledger.values().journal)),
      script: (script) => Effect.map(fitting(script), () => world.replaceScript(script)),
      addFault: (fault) => Effect.map(fitting({ faults: [fault] }), () => world.addFault(fault)),
      removeFault: (name) => Effect.sync(() => world.removeFault(name)),
      act: (act) => Effect.sync(() => world.act(act)),
      credentials: (name = account) => Effect.sync(() => api.credentials(world.state, name)),
      put: (kind, record, name = account) => Effect.sync(() => world.put(name, kind, record)),
      list: (kind, name = account) => Effect.sync(() => structuredClone(api.list(world.state, name, kind))),
      snapshot: Effect.sync(() => world.save())
    }
    return simulator
  })
