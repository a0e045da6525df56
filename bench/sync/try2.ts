import { VirtualClock } from "@crm-errors/simulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { calm } from "./schedule.ts"
import { simulatorOf } from "./vendors.ts"
import { fetchOf } from "./wire.ts"
const clock = VirtualClock.make(0)
const s = await Effect.runPromise(Effect.provideService(simulatorOf("amocrm", calm(1)), Clock.Clock, clock))
const f = fetchOf(s, clock, {from:50,to:200}, 1)
for (let i=0;i<10;i++) { const t = clock.currentTimeMillisUnsafe(); await f("https://x.example/api/v4/contacts"); console.log(clock.currentTimeMillisUnsafe()-t) }
