// Every entry of a catalog, injected into the job's own operation: once for a request in the middle of the job, for
// good for one record, and for good for everybody where the entry closes more than that.
import type { Catalog } from "@crm-errors/core/adapter"
import type { Fault, Vendor } from "@crm-errors/simulator"
import { Store } from "@crm-errors/sync"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { contacts, makeWorld, underVirtualTime } from "../support/world.ts"

/** How many records end where: of the job, and (in words) what became of those that the fault is about. */
export type Ends = Readonly<Partial<Record<"applied" | "unchanged" | "skipped" | "parked" | "paused", number>>>

/** What is expected of a class: by hand, from the and the design's words. */
export interface Expected {
  readonly once: Ends
  readonly record?: Ends
  readonly always?: Ends
}

/** A vendor's job: so many records in so many requests. */
export interface Setting {
  readonly vendor: Vendor
  readonly operation: string
  readonly records: number
  readonly variantOf?: (entry: string) => string
  readonly adapter: { readonly catalog: Catalog.Catalog }
  readonly expected: Readonly<Record<string, Expected>>
  /** Entries that this operation reads in another way than their class. */
  readonly exceptions: Readonly<Record<string, Partial<Expected>>>
}

/** The record that faults of one record are about: in the first request. */
const one = "person3@example.com"

/** The class in the catalog's words. */
const classOf = ({ outcome, reason, verdict }: Catalog.Entry): string =>
  verdict === undefined || verdict === null
    ? outcome
    : [
        reason?._tag,
        `${verdict.when._tag}${verdict.when.what?.join("+") ?? ""}`,
        verdict.effect,
        verdict.scope.join("+")
      ].join(" ")

type Mode = "once" | "record" | "always"

const faultOf = (mode: Mode, operation: string, entry: Catalog.Entry): Fault.Fault => {
  // A success is said of what was done.
  const applied = entry.outcome === "Success" || entry.outcome === "Empty" ? { applied: true } : {}
  switch (mode) {
    case "once":
      return {
        when: { call: 2, times: 1, operation },
        effect: { _tag: "Entry", entry: entry.id, of: "Request", ...applied }
      }
    case "record":
      return { when: { record: one, operation }, effect: { _tag: "Entry", entry: entry.id, of: "Record" } }
    case "always":
      return { when: { operation }, effect: { _tag: "Entry", entry: entry.id, of: "Request" } }
  }
}

const isWide = ({ verdict }: Catalog.Entry): boolean =>
  verdict?.scope.some((scope) => scope !== "Item" && scope !== "Request") === true

const modesOf = (entry: Catalog.Entry): ReadonlyArray<Mode> => {
  if (entry.outcome === "Success" || entry.outcome === "Empty") return ["once"]
  return isWide(entry) ? ["once", "record", "always"] : ["once", "record"]
}

const none = { duplicates: 0, early: 0, deadCredential: 0, pointless: 0, overQuota: 0, overLimit: 0, blockedTwice: 0 }

const nothing = { applied: 0, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 }

/** Runs the job, and says where its records are and what the vendor saw of it. */
const played = ({ operation, records, variantOf, vendor }: Setting, mode: Mode, entry: Catalog.Entry) =>
  Effect.gen(function* () {
    const world = yield* makeWorld({
      vendor,
      records,
      faults: [faultOf(mode, operation, entry)],
      ...(variantOf === undefined ? {} : { variant: variantOf(entry.id) })
    })
    const report = yield* world.run()
    const counts = yield* world.simulator.counts
    const store = yield* Store
    const states = [
      ...(yield* store.statesOf(
        "contacts",
        contacts(records).map(({ email }) => email)
      )).values()
    ]
    return {
      records: report.records,
      there: (yield* world.simulator.list("contact")).length,
      final: states.filter((state) => state !== "Open").length,
      harm: {
        duplicates: counts.duplicates,
        early: counts.early,
        deadCredential: counts.deadCredential,
        pointless: counts.pointless,
        overQuota: counts.overQuota,
        overLimit: counts.overLimit,
        blockedTwice: Math.max(0, counts.whileBlocked - 1)
      }
    }
  })

const words: Readonly<Record<Mode, string>> = {
  once: "once, in the middle",
  record: "for one record, for good",
  always: "for everybody, for good"
}

/** One test for each entry and mode. */
export const testClasses = (setting: Setting): void => {
  const { adapter, exceptions, expected, records } = setting
  const cases = adapter.catalog.entries.flatMap((entry) =>
    modesOf(entry).map((mode) => ({ name: `${entry.id} ${words[mode]}`, entry, mode }))
  )
  it.live.each(cases)("$name", ({ entry, mode }) =>
    Effect.promise(async () => {
      const ends = exceptions[entry.id]?.[mode] ?? expected[classOf(entry)]?.[mode]
      const all = { ...nothing, ...ends }
      expect(await underVirtualTime(played(setting, mode, entry))).toEqual({
        records: { total: records, ...all },
        there: all.applied,
        final: all.applied + all.unchanged + all.skipped,
        harm: none
      })
    })
  )

  it("has no class that is not in the catalog", () => {
    expect(Object.keys(expected).sort()).toEqual([...new Set(adapter.catalog.entries.map(classOf))].sort())
  })
}
