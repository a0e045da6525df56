import { type Decision, History, Operation } from "@crm-errors/core"

/**
 * `First`: nothing was tried before. `Repeat`: an attempt before may have been applied. `Spent`: the policy's
 * attempts are used up, and none of them was applied.
 */
export type Moment = "First" | "Repeat" | "Spent"

/** A situation of a job that gets an answer. */
export interface Situation {
  readonly intent: Operation.Intent
  readonly repeat: Operation.Repeat
  readonly probe: boolean
  readonly moment: Moment
  readonly batch: boolean
}

export const intents: ReadonlyArray<Operation.Intent> = [
  "Read",
  "Create",
  "Update",
  "Upsert",
  "Delete",
  "Link",
  "Unlink"
]

const repeatsOf = (intent: Operation.Intent): ReadonlyArray<Operation.Repeat> =>
  intent === "Read" ? ["Safe"] : ["Idempotent", "Keyed", "Unsafe"]

/** A situation before anybody says which attempt it is. */
export type Place = Omit<Situation, "moment">

export const places: ReadonlyArray<Place> = intents.flatMap((intent) =>
  repeatsOf(intent).flatMap((repeat) =>
    [false, true].flatMap((probe) => [false, true].map((batch): Place => ({ intent, repeat, probe, batch })))
  )
)

export const moments: ReadonlyArray<Moment> = ["First", "Repeat", "Spent"]

/** All situations: the moments of each place stand together, in their order. */
export const situations: ReadonlyArray<Situation> = places.flatMap((place) =>
  moments.map((moment): Situation => ({ ...place, moment }))
)

/** When every answer of a diff is received, in milliseconds since the epoch: as for fixtures. */
export const receivedAt = Date.UTC(2026, 10, 21, 12)

const attempt = (minutes: number, effect: History.Attempt["effect"]): History.Attempt => ({
  at: receivedAt - minutes * 60_000,
  family: "outage",
  effect,
  decision: "Retry" satisfies Decision.Decision["_tag"]
})

// The first two are the moments of fixtures: core's `firstHistory` and `repeatHistory`.
export const histories: { readonly [M in Moment]: History.History } = {
  First: History.empty,
  Repeat: History.add(History.empty, attempt(1, "MaybeApplied")),
  Spent: [4, 3, 2, 1].map((minutes) => attempt(minutes, "NotApplied")).reduce(History.add, History.empty)
}

/** The code that the probing answers carry. */
export const probingCode = "CODE"

// Larger than any vendor's limit: a limit that the batch keeps already would say nothing.
const batchSize = 1_000_000

/** The operation of a place. `unmasked`: on a repeat, the answer's code tells that the attempt before worked. */
export const operationOf = ({ batch, intent, probe, repeat }: Place, unmasked: boolean): Operation.Operation =>
  Operation.make({
    intent,
    repeat,
    size: batch ? batchSize : 1,
    ...(probe ? { probe: true } : {}),
    ...(unmasked && repeat === "Keyed" ? { unmaskedBy: [probingCode] } : {})
  })
