import { ScaledClock, Script, Simulator, Snapshot } from "@crm-errors/simulator"
import { type Served, serve } from "@crm-errors/simulator/node"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import type { Io } from "../io.ts"
import { UsageError } from "../usage.ts"
import { announcement } from "./announcement.ts"
import { type Asked, asked, readJsonFile } from "./given.ts"
import { keepState } from "./keepState.ts"

/** What is said of a wrong option is a failure here, and thrown outside. */
const refuse = (message: string): Effect.Effect<never, UsageError> => Effect.fail(new UsageError(message))

const orRefuse = <Value>(
  result: Result.Result<Value, { readonly message: string }>,
  where: string
): Effect.Effect<Value, UsageError> =>
  Result.match(result, {
    onFailure: ({ message }) => refuse(`${where}: ${message}`),
    onSuccess: (value) => Effect.succeed(value)
  })

const sameNames = (left: ReadonlyArray<string>, right: ReadonlyArray<string>): boolean =>
  left.length === right.length && left.every((name) => right.includes(name))

const make = ({ accounts, script, state, unlimited, variant, vendor }: Asked) =>
  Effect.gen(function* () {
    const kept = state === undefined ? undefined : readJsonFile("--state", state, false)
    const snapshot = kept === undefined ? undefined : yield* orRefuse(Snapshot.read(kept, vendor), `--state: ${state}`)
    const simulator = yield* Simulator.make(vendor, {
      ...(accounts.length === 0 ? {} : { accounts }),
      ...(variant === undefined ? {} : { variant }),
      unlimited,
      ...(snapshot === undefined ? {} : { snapshot })
    })
    if (snapshot !== undefined && accounts.length > 0 && !sameNames(accounts, simulator.accounts))
      return yield* refuse(
        `--account: the state in ${state} has other accounts: ${simulator.accounts.join(", ")}. Leave --account out, or name another file.`
      )
    if (script !== undefined) {
      const setting = { catalog: simulator.catalog, accounts: simulator.accounts }
      yield* simulator.script(yield* orRefuse(Script.parse(script.value, setting), `--script: ${script.file}`))
    }
    return simulator
  })

const serveOrRefuse = (simulator: Simulator, port: number) =>
  serve(simulator, { port }).pipe(
    Effect.catchTag("ServeError", ({ cause }) => {
      const code = (cause as NodeJS.ErrnoException).code
      return refuse(
        code === "EADDRINUSE"
          ? `--port: ${port} is taken. Leave --port out for a free one.`
          : `--port: cannot listen on ${port} (${code ?? "no reason given"}). Leave --port out for a free one.`
      )
    })
  )

const program = (what: Asked, io: Io, stopped: Promise<void>): Effect.Effect<void, UsageError> =>
  Effect.gen(function* () {
    const simulator = yield* make(what)
    yield* Effect.scoped(
      Effect.gen(function* () {
        const served: Served = yield* serveOrRefuse(simulator, what.port)
        const credentials = yield* Effect.forEach(simulator.accounts, (account) => simulator.credentials(account))
        yield* Effect.promise(() => io.stdout.write(announcement(what, served, credentials, io)))
        yield* Effect.promise(() => stopped)
      })
    )
    if (what.state === undefined) return
    const { state } = what
    const snapshot = yield* simulator.snapshot
    yield* Effect.tryPromise({
      try: () => keepState(state, snapshot),
      catch: (error) =>
        new UsageError(
          `--state: cannot write ${state} (${(error as NodeJS.ErrnoException).code ?? "no reason given"}).`
        )
    })
    yield* Effect.promise(() => io.stderr.write(`The state is kept in ${state}.\n`))
  })

/** `crm-errors simulate <vendor>`: serves a simulated vendor until it is interrupted. */
export const simulate = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const what = await asked(args, io)
  let release = (): void => {}
  // Listened for from the beginning, so that nothing that was asked to end while it starts goes on.
  const stopped = new Promise<void>((resolve) => {
    release = io.onInterrupt?.(resolve) ?? release
  })
  try {
    const running = program(what, io, stopped)
    const exit = await Effect.runPromiseExit(
      what.clock === undefined ? running : Effect.provide(running, ScaledClock.layer(what.clock))
    )
    if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  } finally {
    release()
  }
  return 0
}
