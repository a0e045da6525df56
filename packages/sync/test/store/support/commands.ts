// Random programs for a store. What they settle is whatever is under way at that moment.
import type { Batch, BatchState, Because, Final, IntakeRecord, NewBatch, Settlement, Stop } from "@crm-errors/sync"
import * as FastCheck from "fast-check"

type Template = Omit<BatchState, "account" | "dueAt"> & { readonly dueIn: number }

export type Command =
  | { readonly _tag: "Intake"; readonly records: ReadonlyArray<IntakeRecord> }
  | { readonly _tag: "Take"; readonly account: string; readonly limit: number }
  | {
      readonly _tag: "Settle"
      readonly which: number
      /** For each record in turn, which of the ends and then of the templates it comes to. */
      readonly fates: ReadonlyArray<number>
      readonly templates: ReadonlyArray<Template>
      readonly stops: ReadonlyArray<Omit<Stop, "since" | "until"> & { readonly closedFor?: number | undefined }>
    }
  | { readonly _tag: "Advance"; readonly millis: number }
  | { readonly _tag: "Retry"; readonly reason?: string | undefined; readonly keys?: ReadonlyArray<string> | undefined }
  | { readonly _tag: "Resume" }
  | { readonly _tag: "SourceEnded" }
  | { readonly _tag: "Reopen" }

const accounts = FastCheck.constantFrom("main", "second")

const keys = FastCheck.oneof(
  { weight: 4, arbitrary: FastCheck.integer({ min: 0, max: 25 }).map((number) => `key ${number}`) },
  { weight: 1, arbitrary: FastCheck.string({ unit: "binary", maxLength: 3 }) }
)

const record: FastCheck.Arbitrary<IntakeRecord> = FastCheck.record({
  key: keys,
  account: accounts,
  payload: FastCheck.json({ maxDepth: 1 })
})

const pauses = FastCheck.constantFrom<NonNullable<BatchState["pause"]>>(
  { actor: ["AccountAdmin"], instruction: "Pay.", reason: "SubscriptionRequiredError" },
  { actor: ["Operator"], instruction: "Look.", reason: "PermissionError" }
)

const history = FastCheck.constantFrom<BatchState["history"]>(
  { attempts: [] },
  { attempts: [{ at: 1.5, effect: "MaybeApplied", decision: "Verify" }], startedAt: 0.1 }
)

const moves = FastCheck.constantFrom(-500, -1, 0, 1, 700)

const template: FastCheck.Arbitrary<Template> = FastCheck.oneof(
  FastCheck.record({ phase: FastCheck.constantFrom("Ready" as const, "Looking" as const), dueIn: moves, history }),
  FastCheck.record({
    phase: FastCheck.constant("Ready" as const),
    dueIn: moves,
    history,
    behind: FastCheck.constant(true as const)
  }),
  FastCheck.record({
    phase: FastCheck.constant("Ready" as const),
    dueIn: moves,
    history,
    maxItems: FastCheck.integer({ min: 1, max: 2 })
  }),
  FastCheck.record({
    phase: FastCheck.constant("Parked" as const),
    dueIn: moves,
    history,
    waits: FastCheck.constantFrom("A", "B")
  }),
  FastCheck.record({
    phase: FastCheck.constant("Parked" as const),
    dueIn: moves,
    history,
    probeFirst: FastCheck.constant(true as const)
  }),
  FastCheck.record({ phase: FastCheck.constant("Paused" as const), dueIn: moves, history, pause: pauses }),
  FastCheck.record({
    phase: FastCheck.constant("Paused" as const),
    dueIn: moves,
    history,
    pause: pauses,
    probeFirst: FastCheck.constant(true as const)
  })
)

const stop = FastCheck.record({
  key: FastCheck.constantFrom(
    "Account:acme:main",
    "Account:acme:second",
    "Account:other:main",
    "Vendor:acme",
    "EgressIp:acme:here"
  ),
  scope: FastCheck.constant("Account" as const),
  reason: FastCheck.constantFrom("A", "B"),
  closedFor: FastCheck.option(FastCheck.integer({ min: 1, max: 1000 }), { nil: undefined })
})

const command: FastCheck.Arbitrary<Command> = FastCheck.oneof(
  {
    weight: 3,
    arbitrary: FastCheck.record({
      _tag: FastCheck.constant("Intake" as const),
      records: FastCheck.array(record, { maxLength: 12 })
    })
  },
  {
    weight: 6,
    arbitrary: FastCheck.record({
      _tag: FastCheck.constant("Take" as const),
      account: accounts,
      limit: FastCheck.integer({ min: 1, max: 6 })
    })
  },
  {
    weight: 6,
    arbitrary: FastCheck.record({
      _tag: FastCheck.constant("Settle" as const),
      which: FastCheck.nat(),
      fates: FastCheck.array(FastCheck.nat(), { minLength: 1, maxLength: 6 }),
      templates: FastCheck.array(template, { minLength: 1, maxLength: 3 }),
      stops: FastCheck.array(stop, { maxLength: 2 })
    })
  },
  {
    weight: 2,
    arbitrary: FastCheck.record({
      _tag: FastCheck.constant("Advance" as const),
      millis: FastCheck.integer({ min: 0, max: 900 })
    })
  },
  {
    weight: 1,
    arbitrary: FastCheck.record({
      _tag: FastCheck.constant("Retry" as const),
      reason: FastCheck.option(FastCheck.constantFrom("A", "B", "C"), { nil: undefined }),
      keys: FastCheck.option(FastCheck.array(keys), { nil: undefined })
    })
  },
  {
    weight: 1,
    arbitrary: FastCheck.constantFrom<Command>({ _tag: "Resume" }, { _tag: "SourceEnded" }, { _tag: "Reopen" })
  }
)

export const programs = FastCheck.array(command, { minLength: 1, maxLength: 30, size: "max" })

const ends: ReadonlyArray<{ readonly state: Final["state"]; readonly because?: Because }> = [
  { state: "Applied" },
  { state: "Applied", because: { reason: "A", attempts: 2 } },
  { state: "Unchanged", because: { reason: "B", attempts: 1 } },
  { state: "Skipped", because: { reason: "A", attempts: 3 } },
  { state: "Skipped", because: { reason: "B", attempts: 1, decided: "Verdict" } },
  { state: "Skipped" }
]

/** What the command makes of a batch: every record in exactly one place. */
export const settlementOf = (
  { fates, stops, templates }: Extract<Command, { readonly _tag: "Settle" }>,
  { account, id, records }: Batch,
  now: number
): Settlement => {
  const finals: Array<Final> = []
  const seqs = templates.map((): Array<number> => [])
  records.forEach(({ seq }, index) => {
    const fate = fates[index % fates.length]! % (ends.length + templates.length)
    const end = ends[fate]
    if (end === undefined) seqs[fate - ends.length]!.push(seq)
    else finals.push({ seq, ...end })
  })
  return {
    batch: id,
    finals,
    batches: templates.flatMap(({ dueIn, ...state }, index): ReadonlyArray<NewBatch> => {
      const members = seqs[index]!
      return members.length === 0 ? [] : [{ account, dueAt: now + dueIn, ...state, seqs: members }]
    }),
    stops: stops.map(({ closedFor, ...one }) => ({
      ...one,
      since: now,
      ...(closedFor === undefined ? {} : { until: now + closedFor })
    }))
  }
}
