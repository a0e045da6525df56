// What happens to one job, drawn from a seed: plain JSON, so that it can be printed and read.
import type { Catalog } from "@crm-errors/core/adapter"
import { type Fault, type Vendor, vendors } from "@crm-errors/simulator"
import { Dice } from "./Dice.ts"
import type { Hitting } from "./Entries.ts"
import { actsFor, faultsFor, type TimedAct } from "./faults.ts"

/** How a run ends before it has come to its own end. */
export type Ending =
  /** Ctrl-C, so many milliseconds after it began. */
  | { readonly _tag: "Interrupt"; readonly after: number }
  /** The process is gone, so many milliseconds after it began. */
  | { readonly _tag: "Death"; readonly after: number }
  /** The process is gone when so many changes have been written to the store, before it hears of the last one. */
  | { readonly _tag: "DeathAtChange"; readonly number: number }

export interface Schedule {
  readonly seed: number
  readonly vendor: Vendor
  readonly records: number
  /** So many of them are at the vendor's before. */
  readonly there: number
  /** On the way there and back, in milliseconds; so are the others. */
  readonly latency: number
  readonly maxItems: number
  readonly concurrency: number
  readonly timeout: number
  readonly settle: number
  /** How long a run stays for what is parked. */
  readonly stay: number
  /** How long after an ending the next run begins. */
  readonly pause: number
  readonly faults: ReadonlyArray<Fault.Fault>
  readonly acts: ReadonlyArray<TimedAct>
  /** Of the first runs; those that follow are left alone. */
  readonly endings: ReadonlyArray<Ending>
}

const endingOf = (dice: Dice): Ending => {
  const draw = dice.next()
  if (draw < 0.3) return { _tag: "Interrupt", after: dice.whole(0, dice.pick([300, 3_000, 90_000])) }
  if (draw < 0.7) return { _tag: "Death", after: dice.whole(0, dice.pick([300, 3_000, 90_000])) }
  return { _tag: "DeathAtChange", number: dice.whole(1, 60) }
}

const listOf = <Value>(length: number, make: () => Value): ReadonlyArray<Value> => Array.from({ length }, make)

/** Which vendor a seed is of, before anything else is drawn. */
export const vendorOf = (seed: number): Vendor => vendors[seed % vendors.length]!

/** The schedule of a seed. */
export const scheduleOf = (seed: number, hitting: Hitting, catalog: Pick<Catalog.Catalog, "vendor">): Schedule => {
  const dice = new Dice(seed)
  const vendor = vendorOf(seed)
  const records = dice.whole(20, dice.chance(0.2) ? 300 : 80)
  // Never none: an answer that is told in the moment in which the next call leaves comes too late for it.
  const latency = dice.pick([5, 20, 100, 400, 1_500])
  const timeout = dice.pick([5_000, 20_000, 60_000])
  const settle = dice.pick([3_000, 10_000])
  const setting = { dice, vendor, records, hitting, catalog, span: timeout + settle - latency - 100 }
  return {
    seed,
    vendor,
    records,
    // A vendor without a natural key takes what is there already for another record.
    there: vendor === "amocrm" || dice.chance(0.7) ? 0 : dice.whole(1, 10),
    latency,
    maxItems: vendor === "pingback" ? 1 : dice.pick([1, 2, 7, 20, 50]),
    concurrency: dice.pick([1, 2, 4, 8]),
    timeout,
    settle,
    stay: dice.pick([0, 0, 0, 3_600_000]),
    pause: dice.pick([0, 1_000, 40_000]),
    faults: faultsFor(setting),
    acts: actsFor(setting),
    endings: dice.chance(0.3) ? [] : listOf(dice.whole(1, 4), () => endingOf(dice))
  }
}
