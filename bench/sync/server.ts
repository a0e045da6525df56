// A simulator without limits in a process of its own, until it is killed: prints where it is and its credentials.
import { Simulator } from "@crm-errors/simulator"
import * as SimulatorNode from "@crm-errors/simulator/node"
import * as Effect from "effect/Effect"

await Effect.gen(function* () {
  const simulator = yield* Simulator.make("amocrm", { unlimited: true })
  const { url } = yield* SimulatorNode.serve(simulator)
  process.stdout.write(`${JSON.stringify({ url, credentials: yield* simulator.credentials() })}\n`)
  return yield* Effect.never
}).pipe(Effect.scoped, Effect.runPromise)
