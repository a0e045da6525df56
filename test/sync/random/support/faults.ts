// Faults and acts by chance, none of which asks for the impossible.
import type { Catalog } from "@crm-errors/core/adapter"
import type { Fault, Vendor } from "@crm-errors/simulator"
import type { Dice } from "./Dice.ts"
import type { Hitting } from "./Entries.ts"

type Act = Extract<Fault.Effect, { readonly _tag: "Act" }>["act"]

/** An act at an instant, in milliseconds after the first run began. */
export interface TimedAct {
  readonly at: number
  readonly act: Act
}

interface Setting {
  readonly dice: Dice
  readonly vendor: Vendor
  readonly records: number
  readonly hitting: Hitting
  readonly catalog: Pick<Catalog.Catalog, "vendor">
  /** A write that takes longer may land after it has been looked for: no job can survive that. In milliseconds. */
  readonly span: number
}

const account = "main"

export const keyOf = (number: number): string => `person${number}@example.com`

/** Most of a job is over within seconds; what waits takes longer. */
const instant = (dice: Dice): number => dice.whole(0, dice.pick([1_000, 10_000, 100_000]))

const when = (dice: Dice, times: number): Fault.When => ({
  times,
  ...(dice.chance(0.6) ? { call: dice.whole(1, 25) } : {}),
  ...(dice.chance(0.2) ? { afterMillis: instant(dice) } : {}),
  ...(dice.chance(0.3) ? { probability: dice.pick([0.2, 0.5, 0.8]) } : {}),
  ...(dice.chance(0.6) ? { writes: true } : dice.chance(0.1) ? { writes: false } : {})
})

/** Was a write done whose answer is this? An answer that says that it was not does not lie. */
const doneAllTheSame = (dice: Dice, effect: string | undefined): { readonly applied?: boolean } =>
  effect === "Applied" ? { applied: true } : effect === "NotApplied" ? {} : { applied: dice.chance(0.5) }

const ofRequest = ({ dice, hitting }: Setting): Fault.Fault => {
  const entry = dice.pick(hitting.requests)
  return {
    when: { ...when(dice, dice.whole(1, 3)), writes: true },
    effect: { _tag: "Entry", entry: entry.id, of: "Request", ...doneAllTheSame(dice, entry.verdict?.effect) }
  }
}

/** Stays with the record for ever only what is nobody's business but the record's. */
export const isPermanent = ({ reason, verdict }: Catalog.Entry): boolean =>
  reason?._tag === "InvalidRecordError" &&
  verdict?.when._tag === "Never" &&
  verdict.scope.every((scope) => scope === "Item")

const ofRecord = ({ dice, hitting, records }: Setting): Fault.Fault => {
  const entry = dice.pick(hitting.records)
  const forEver = isPermanent(entry)
  const one = forEver || dice.chance(0.6)
  return {
    when: {
      ...(one ? { record: keyOf(dice.whole(1, records)) } : { probability: 0.05 }),
      ...(forEver ? {} : { times: dice.whole(1, 3) })
    },
    effect: { _tag: "Entry", entry: entry.id, of: "Record" }
  }
}

const html = { "content-type": "text/html" }
const json = { "content-type": "application/json" }

/** Answers that no catalog tells of, and whether the write may have been done. */
const strange: ReadonlyArray<{
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
  readonly maybe: boolean
}> = [
  { status: 500, headers: json, body: '{"oops":true}', maybe: true },
  { status: 520, headers: html, body: "<html>Unknown error</html>", maybe: true },
  { status: 200, headers: html, body: "<html>Welcome</html>", maybe: true },
  { status: 200, headers: json, body: '{"half":', maybe: true },
  { status: 418, headers: json, body: '{"teapot":true}', maybe: false },
  { status: 429, headers: { ...json, "retry-after": "7" }, body: "{}", maybe: false },
  { status: 503, headers: { ...html, "retry-after": "20" }, body: "<html>Back soon</html>", maybe: true },
  { status: 408, headers: html, body: "", maybe: true }
]

const makers: ReadonlyArray<(setting: Setting) => Fault.Fault> = [
  ofRequest,
  ofRequest,
  ofRequest,
  ofRecord,
  ofRecord,
  ofRecord,
  ({ dice }) => {
    const { maybe, ...answer } = dice.pick(strange)
    const applied = maybe && dice.chance(0.5)
    return { when: { ...when(dice, dice.whole(1, 3)), writes: true }, effect: { _tag: "Answer", answer, applied } }
  },
  ({ dice }) => ({
    when: when(dice, dice.whole(1, 6)),
    effect: { _tag: "Proxy", status: dice.pick([502, 503, 504] as const), applied: dice.chance(0.5) }
  }),
  ({ dice }) => ({
    when: when(dice, dice.whole(1, 6)),
    effect: { _tag: "Cut", at: dice.pick(["BeforeRead", "AfterApplied", "HalfBody"] as const) }
  }),
  ({ dice, span }) => ({
    when: when(dice, dice.whole(1, 4)),
    effect: {
      _tag: "Latency",
      millis: dice.whole(0, Math.floor(dice.chance(0.5) ? span : span / 4)),
      applied: dice.pick(["AtOnce", "Late"] as const)
    }
  }),
  ({ dice }) => ({
    when: when(dice, dice.whole(1, 2)),
    effect: { _tag: "Act", act: actOf(dice) }
  })
]

function actOf(dice: Dice): Act {
  const draw = dice.next()
  if (draw < 0.4) return { _tag: "ExpireToken", account }
  if (draw < 0.5) return { _tag: "RevokeCredentials", account }
  if (draw < 0.75) return { _tag: "Block", scope: "Account", account }
  return { _tag: "SetCallsLeft", account, calls: dice.whole(0, 12) }
}

/**
 * Of half an answer only the status can be read, and a 4xx says that nothing was written. A vendor that writes, says 4xx
 * all the same and is cut off cannot be understood.
 */
const legible = (faults: ReadonlyArray<Fault.Fault>): ReadonlyArray<Fault.Fault> =>
  faults.some(({ effect }) => effect._tag === "Cut" && effect.at === "HalfBody")
    ? faults.map((fault) =>
        fault.effect._tag === "Entry" && fault.effect.of === "Request"
          ? { ...fault, effect: { ...fault.effect, applied: false } }
          : fault
      )
    : faults

const millisOf = ({ effect }: Fault.Fault): number => (effect._tag === "Latency" ? effect.millis : 0)

/** Up to eight faults. Latencies add up, so they share the span. */
export const faultsFor = (setting: Setting): ReadonlyArray<Fault.Fault> => {
  const { dice } = setting
  const faults: Array<Fault.Fault> = []
  let left = setting.span
  for (let index = dice.whole(0, 8); index > 0; index--) {
    const fault = dice.pick(makers)({ ...setting, span: left })
    left -= millisOf(fault)
    faults.push({ name: `${faults.length} ${fault.effect._tag}`, ...fault })
  }
  return legible(faults)
}

/** A block that ends by itself, mostly; a token that runs out, a day's calls that do. */
export const actsFor = ({ dice }: Setting): ReadonlyArray<TimedAct> => {
  if (dice.chance(0.6)) return []
  const at = instant(dice)
  const act = actOf(dice)
  const lift: ReadonlyArray<TimedAct> =
    act._tag === "Block" && dice.chance(0.5) ? [{ at: at + instant(dice), act: { _tag: "Lift", account } }] : []
  return [{ at, act }, ...lift]
}
