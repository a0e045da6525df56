// The two vendors of the comparison, each with seven calls a second and a cap of the day. No vendor of ours has both:
// amoCRM has 7/s and no cap, Constant Contact has 10/s and one. So each is given the other half, from outside.
import { ConstantContact } from "@crm-errors/constant-contact"
import type { Adapter } from "@crm-errors/core/adapter"
import { type Api, type Fault, type Options, Simulator } from "@crm-errors/simulator"
import type * as Effect from "effect/Effect"
import { type AmocrmState, api as amocrmApi } from "../../packages/simulator/src/amocrm/index.ts"
import { api as constantContactApi, type State } from "../../packages/simulator/src/constant-contact/index.ts"

export const callsPerSecond = 7
const second = 1000
const day = 86_400_000

/** When the day of the vendor's that holds this instant ends. */
export const endOfDay = (now: number): number => (Math.floor(now / day) + 1) * day

/** The same API with something more in its state, which `answer` sees. */
const around = <Kept, More extends object>(
  api: Api<Kept>,
  adapter: Adapter,
  more: () => More,
  answer: (state: More & { readonly inner: Kept }) => Api<Kept>["answer"]
): Api<More & { readonly inner: Kept }> => {
  const inner = api
  return {
    vendor: api.vendor,
    adapter,
    initial: (options) => ({ ...more(), inner: inner.initial(options) }),
    receive: (state, request) => inner.receive(state.inner, request),
    answer: (state, request, received, context) => answer(state)(state.inner, request, received, context),
    answerWith: (state, request, received, entry) => inner.answerWith(state.inner, request, received, entry),
    act: (state, act) => inner.act(state.inner, act),
    credentials: (state, account) => inner.credentials(state.inner, account),
    put: (state, account, kind, record) => inner.put(state.inner, account, kind, record),
    list: (state, account, kind) => inner.list(state.inner, account, kind)
  }
}

/** Constant Contact with 7 calls a second instead of 10; the cap of the day is its own. */
export const slowConstantContact: Adapter = ConstantContact.make({
  catalog: {
    ...ConstantContact.catalog,
    limits: ConstantContact.catalog.limits.map((limit) =>
      limit.window === "Second" ? { ...limit, requests: callsPerSecond } : limit
    )
  }
})

const constantContact: Api<{ passed: Array<number>; readonly inner: State }> = around(
  constantContactApi,
  slowConstantContact,
  () => ({ passed: [] as Array<number> }),
  (state) => (inner, request, received, context) => {
    const { now } = context
    state.passed = state.passed.filter((at) => at > now - second)
    const oldest = state.passed.at(-callsPerSecond)
    const refused = constantContactApi.answerWith(inner, request, received, "constant-contact/codes/107")
    if (oldest !== undefined && refused !== undefined) {
      return {
        answer: refused,
        applied: [],
        created: [],
        refusal: "OverLimit",
        notBefore: { scope: "Account", at: oldest + second }
      }
    }
    state.passed.push(now)
    return constantContactApi.answer(inner, request, received, context)
  }
)

/**
 * amoCRM behind somebody's gateway that lets so many calls a day through, and answers `429` with `Retry-After` until
 * midnight then: what every HTTP client understands that understands anything.
 */
const amocrm = (callsPerDay: number): Api<{ day: number; calls: number; readonly inner: AmocrmState }> =>
  around(
    amocrmApi,
    amocrmApi.adapter,
    () => ({ day: 0, calls: 0 }),
    (state) => (inner, request, received, context) => {
      const today = endOfDay(context.now)
      if (state.day !== today) state.calls = 0
      state.day = today
      if (state.calls >= callsPerDay) {
        return {
          answer: {
            status: 429,
            headers: { "content-type": "text/html", "retry-after": String(Math.ceil((today - context.now) / second)) },
            body: "<html><body>429 Too Many Requests</body></html>"
          },
          applied: [],
          created: [],
          refusal: "OverQuota",
          notBefore: { scope: "Account", at: today }
        }
      }
      const handled = amocrmApi.answer(inner, request, received, context)
      if (handled.refusal !== "OverLimit") state.calls++
      return handled
    }
  )

export type Name = "constant-contact" | "amocrm"

export const names: ReadonlyArray<Name> = ["constant-contact", "amocrm"]

export const adapters: { readonly [name in Name]: Adapter } = {
  "constant-contact": slowConstantContact,
  amocrm: amocrmApi.adapter
}

/** The entry that a record gets which the vendor does not take. */
const badRecord: { readonly [name in Name]: string } = {
  "constant-contact": "constant-contact/codes/205",
  amocrm: "amocrm/validation/FieldMissing"
}

export interface Schedule {
  /** Keys of the records that the vendor refuses, whenever they come. */
  readonly bad: ReadonlyArray<string>
  /** A gateway answers 502 and 504 from then on, in milliseconds after the start, for so long. */
  readonly burst: { readonly after: number; readonly for: number }
  /** Which share of the calls of the burst is done all the same: only the answer is lost. */
  readonly appliedInBurst: number
  readonly callsPerDay: number
  readonly seed: number
}

const faultsOf = (name: Name, { appliedInBurst, bad, burst }: Schedule): ReadonlyArray<Fault.Fault> => {
  const when = { afterMillis: burst.after, untilMillis: burst.after + burst.for }
  return [
    {
      name: "504",
      when: { ...when, probability: appliedInBurst },
      effect: { _tag: "Proxy", status: 504, applied: true }
    },
    { name: "502", when, effect: { _tag: "Proxy", status: 502 } },
    ...bad.map(
      (record): Fault.Fault => ({
        name: "bad record",
        when: { record, writes: true },
        effect: { _tag: "Entry", entry: badRecord[name], of: "Record" }
      })
    )
  ]
}

export const simulatorOf = (name: Name, schedule: Schedule): Effect.Effect<Simulator> => {
  const options: Options = { script: { seed: schedule.seed, faults: faultsOf(name, schedule) } }
  return name === "amocrm"
    ? Simulator.makeWith(amocrm(schedule.callsPerDay), options)
    : Simulator.makeWith(constantContact, { ...options, callsPerDay: schedule.callsPerDay })
}
