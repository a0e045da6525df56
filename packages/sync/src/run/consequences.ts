/**
 * From what becomes of records to what is written down: final states, new batches, stops. Pure.
 */
import type { CrmError, Decision, History, Verdict } from "@crm-errors/core"
import type { Batch, BatchState, Because, Final, NewBatch, Pause, Stop } from "../Store.ts"
import type { Lane } from "./resolve.ts"
import type { Step } from "./steps.ts"

/** What is closed for a short while, to be slept through. */
export interface Hold {
  readonly key: string
  readonly scope: Verdict.Scope
  readonly until: number
  /** The tag of the reason. */
  readonly reason: string
  /** The family of the reason, by which waiting is counted. */
  readonly family: string
}

export interface Consequences {
  readonly finals: ReadonlyArray<Final>
  readonly batches: ReadonlyArray<NewBatch>
  readonly stops: ReadonlyArray<Stop>
  readonly holds: ReadonlyArray<Hold>
}

/** What the consequences depend on besides the steps. */
export interface Scene {
  readonly lane: Pick<Lane<never, never>, "account" | "keys" | "operation" | "settle">
  readonly batch: Pick<Batch, "phase" | "records" | "sentAt">
  readonly now: number
  /** After so many records in a row: those that this applies to are kept behind a stop, and not left out. */
  readonly brake?: { readonly count: number; readonly applies: (because: Because) => boolean }
}

type WideScope = Exclude<Verdict.Scope, "Item" | "Request">

const wideScopes = (scopes: ReadonlyArray<Verdict.Scope>): ReadonlyArray<WideScope> =>
  scopes.filter((scope): scope is WideScope => scope !== "Item" && scope !== "Request")

const mayHaveWritten = (history: History.History): boolean =>
  history.attempts.some((attempt) => attempt.effect !== "NotApplied")

/** Attempts that may have written are remembered for what a repeat's answer means; the others are the batch's, not the part's. */
const ofPart = (history: History.History): History.History => ({
  attempts: history.attempts.filter((attempt) => attempt.effect !== "NotApplied").slice(-1)
})

const reasonOf = (step: Step): string => step.error?.reason._tag ?? (step.status === "NoOp" ? "NoOp" : "OutcomeUnknown")

const fieldsOf = (error: CrmError): ReadonlyArray<string> =>
  error.reason._tag === "InvalidRecordError"
    ? error.reason.fields.map(({ code, path }) => [path, code].filter((part) => part !== undefined).join(": "))
    : []

const looked = "Look whether the record is there: the write may have happened. Then retry it, or leave it."

const becauseOf = (step: Step, decided: Decision.Because): Because => {
  const { error } = step
  const fields = error === undefined ? [] : fieldsOf(error)
  // What is refused now may have been written by an earlier attempt, and nobody could look.
  const unsure = error?.verdict.effect === "NotApplied" && mayHaveWritten(step.history)
  return {
    reason: reasonOf(step),
    decided,
    attempts: Math.max(1, step.history.attempts.length),
    ...(error === undefined && step.status !== "Unknown" ? {} : { remedy: looked, effect: "MaybeApplied" as const }),
    ...(error === undefined ? {} : { remedy: error.message, actor: error.verdict.actor, effect: error.verdict.effect }),
    ...(unsure ? { remedy: looked, effect: "MaybeApplied" as const } : {}),
    ...(error?.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    ...((error?.entry ?? step.entry) === undefined ? {} : { entry: (error?.entry ?? step.entry)! }),
    ...((error?.code ?? step.code) === undefined ? {} : { code: (error?.code ?? step.code)! }),
    ...(fields.length === 0 ? {} : { fields })
  }
}

const finalOf = (step: Step, decision: Decision.Done): Pick<Final, "state" | "because"> => {
  if (step.status === "Applied") return { state: "Applied" }
  const because = becauseOf(step, decision.because)
  // What an earlier attempt of ours may have written, and is there now, is taken for ours.
  const ours = decision.assumed === true || mayHaveWritten(step.history)
  return { state: ours && step.status === "Failed" ? "Applied" : "Unchanged", because }
}

const halves = <Value>(values: ReadonlyArray<Value>): ReadonlyArray<ReadonlyArray<Value>> => {
  const middle = Math.ceil(values.length / 2)
  return [values.slice(0, middle), values.slice(middle)].filter((part) => part.length > 0)
}

const parts = <Value>(values: ReadonlyArray<Value>, size: number): ReadonlyArray<ReadonlyArray<Value>> =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size))

const pauseOf = (step: Step, actor: ReadonlyArray<Verdict.Actor>, instruction: string): Pause => ({
  actor,
  instruction,
  reason: reasonOf(step),
  ...(step.error?.entry === undefined ? {} : { entry: step.error.entry })
})

const people = (error: CrmError | undefined, otherwise: Verdict.Actor): ReadonlyArray<Verdict.Actor> => {
  const actors = (error?.verdict.actor ?? []).filter((actor) => actor !== "Nobody")
  return actors.length === 0 ? [otherwise] : actors
}

/** Collects the consequences of the steps of one batch. */
export const consequencesOf = (steps: ReadonlyArray<Step>, scene: Scene): Consequences => {
  const { batch, lane, now } = scene
  const finals: Array<Final> = []
  const batches: Array<NewBatch> = []
  const stops: Array<Stop> = []
  const holds: Array<Hold> = []
  const seqOf = (place: number): number => batch.records[place]!.seq

  const finish = (step: Step, final: Pick<Final, "state" | "because">): void => {
    for (const place of step.places) finals.push({ seq: seqOf(place), ...final })
  }

  const again = (
    step: Step,
    state: Pick<BatchState, "phase" | "dueAt"> & Partial<BatchState>,
    places = step.places
  ) => {
    batches.push({
      account: lane.account,
      history: step.history,
      ...(step.error === undefined ? {} : { error: step.error.toJSON() }),
      ...(batch.sentAt === undefined ? {} : { sentAt: batch.sentAt }),
      ...state,
      seqs: places.map(seqOf)
    })
  }

  const split = (step: Step, dueAt: number, size: number | undefined): void => {
    const history = ofPart(step.history)
    for (const places of size === undefined ? halves(step.places) : parts(step.places, size)) {
      again({ ...step, history }, { phase: "Ready", dueAt, maxItems: places.length }, places)
    }
  }

  // Whoever shares what is closed has to wait as well, not only these records.
  const hold = (step: Step, until: number): void => {
    if (step.error === undefined || until <= now) return
    for (const scope of wideScopes(step.error.verdict.scope)) {
      const { family, _tag: reason } = step.error.reason
      holds.push({ key: lane.keys[scope], scope, until, reason, family })
    }
  }

  // Whoever goes on with it later looks first.
  const unverified = (step: Step): boolean => lane.operation.repeat === "Unsafe" && mayHaveWritten(step.history)
  const lookFirst = (step: Step): { readonly probeFirst?: true } => (unverified(step) ? { probeFirst: true } : {})

  const pause = (
    step: Step,
    scopes: ReadonlyArray<Verdict.Scope>,
    actor: ReadonlyArray<Verdict.Actor>,
    instruction: string
  ): void => {
    const wide = wideScopes(scopes)
    const said = pauseOf(step, actor, instruction)
    // These records are like all others behind the stop: they go on when it is gone.
    again(
      step,
      wide.length > 0
        ? { phase: unverified(step) ? "Looking" : "Ready", dueAt: now }
        : { phase: "Paused", dueAt: now, pause: said, ...lookFirst(step) }
    )
    for (const scope of wide) {
      stops.push({ key: lane.keys[scope], scope, pause: said, reason: said.reason, since: now })
    }
  }

  const skip = (step: Step, decided: Decision.Because): void => {
    // What is left out may be there all the same, if an earlier attempt wrote it: only looking tells.
    if (batch.phase !== "Probing" && lane.operation.probe !== undefined && mayHaveWritten(step.history)) {
      again(step, { phase: "Looking", dueAt: now })
      return
    }
    const because = becauseOf(step, decided)
    // What may have been written is not to be sent again, whoever lets it go on.
    if (!scene.brake?.applies(because) || mayHaveWritten(step.history)) {
      finish(step, { state: "Skipped", because })
      return
    }
    const instruction = `${scene.brake.count} records in a row were refused for the same reason, and none was written: see whether it is the records. ${because.remedy ?? ""}`
    pause(
      { ...step, history: ofPart(step.history) },
      ["Operation"],
      people(step.error, "Developer"),
      instruction.trim()
    )
  }

  const giveUp = (step: Step, decision: Decision.Fail): void => {
    const { error } = step
    if (error !== undefined && decision.because === "Verdict") {
      const wide = wideScopes(error.verdict.scope)
      const code = error.reason.family === "contract"
      if (wide.length > 0 || code) {
        pause(step, wide.length > 0 ? wide : ["Operation"], people(error, "Developer"), error.message)
        return
      }
      // One bad record refuses the whole batch, and nobody says which: the good ones are found by halving it.
      if (step.places.length > 1 && error.verdict.effect === "NotApplied") {
        split(step, now, undefined)
        return
      }
    }
    skip(step, decision.because)
  }

  const park = (step: Step, decision: Decision.Park): void => {
    const parked = { phase: "Parked", dueAt: decision.until, waits: reasonOf(step), ...lookFirst(step) } as const
    if (decision.because === "AttemptsSpent" && step.places.length > 1) {
      // It may be one of its records that the vendor breaks on: the next time there are two halves to try.
      const history = ofPart(step.history)
      for (const places of halves(step.places))
        again({ ...step, history }, { ...parked, maxItems: places.length }, places)
    } else again(step, parked)
    for (const scope of wideScopes(decision.scopes)) {
      stops.push({ key: lane.keys[scope], scope, until: decision.until, reason: reasonOf(step), since: now })
    }
  }

  for (const step of steps) {
    const { decision } = step
    switch (decision._tag) {
      case "Done":
        finish(step, finalOf(step, decision))
        break
      case "Skip":
        skip(step, decision.because)
        break
      case "Retry":
      case "Refresh":
        again(step, { phase: "Ready", dueAt: decision.at })
        hold(step, decision.at)
        break
      case "Requeue":
        again(step, { phase: "Ready", dueAt: decision.at, behind: true })
        break
      case "Split":
        split(step, decision.at, decision.maxItems)
        hold(step, decision.at)
        break
      case "Verify": {
        // It may land as long after we gave it up as a write takes at the most.
        again(step, { phase: "Looking", dueAt: decision.inFlight ? now + lane.settle : now })
        break
      }
      case "Park":
        park(step, decision)
        break
      case "Pause":
        pause(step, decision.scopes, decision.actor, decision.instruction)
        break
      case "Fail":
        giveUp(step, decision)
        break
    }
  }
  return { finals, batches, stops, holds }
}
