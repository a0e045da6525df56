// What can be seen of the model.
import type { DeadLetter, Group, RecordState, Tally } from "@crm-errors/sync"
import { by } from "./by.ts"
import type { Model, ModelRecord } from "./model.ts"

const phaseOf = (model: Model, { batch }: ModelRecord) => model.batches.find(({ id }) => id === batch)?.phase

export const tally = (model: Model): Tally => {
  const open = model.records.filter(({ state }) => state === "Open").map((one) => phaseOf(model, one))
  const parked = open.filter((phase) => phase === "Parked").length
  const paused = open.filter((phase) => phase === "Paused").length
  const count = (state: RecordState) => model.records.filter((one) => one.state === state).length
  return {
    applied: count("Applied"),
    unchanged: count("Unchanged"),
    skipped: count("Skipped"),
    parked,
    paused,
    open: open.length - parked - paused,
    unverified: open.filter((phase) => phase === "Looking" || phase === "Probing" || phase === "Sending").length
  }
}

export const open = (model: Model): ReadonlyMap<string, number> => {
  const open = model.records.filter((one) => {
    const phase = phaseOf(model, one)
    return one.state === "Open" && phase !== "Parked" && phase !== "Paused"
  })
  const accounts = [...new Set(open.map(({ account }) => account))].sort()
  return new Map(accounts.map((name) => [name, open.filter(({ account }) => account === name).length]))
}

export const groups = (model: Model): ReadonlyArray<Group> => {
  const all = model.records.flatMap((one): ReadonlyArray<Omit<Group, "count">> => {
    if (one.state !== "Open") {
      return [{ state: one.state, ...(one.because === undefined ? {} : { reason: one.because.reason }) }]
    }
    const batch = model.batches.find(({ id }) => id === one.batch)
    if (batch?.phase === "Parked") {
      const until = Math.min(
        ...model.batches
          .filter(({ phase, waits }) => phase === "Parked" && waits === batch.waits)
          .map(({ dueAt }) => dueAt)
      )
      return [{ state: "Parked", ...(batch.waits === undefined ? {} : { reason: batch.waits }), until }]
    }
    if (batch?.phase !== "Paused") return []
    const { pause } = batch
    return [{ state: "Paused", ...(pause === undefined ? {} : { reason: pause.reason, pause }) }]
  })
  const groups = new Map<string, Group>()
  for (const group of all) {
    const key = JSON.stringify(group)
    groups.set(key, { ...group, count: (groups.get(key)?.count ?? 0) + 1 })
  }
  return [...groups.values()].sort(
    by(
      ({ count }) => -count,
      ({ state }) => state,
      ({ reason }) => reason ?? ""
    )
  )
}

export const letters = (model: Model): ReadonlyArray<DeadLetter> => {
  return model.records
    .filter(({ state }) => state === "Skipped")
    .map(({ account, at, because, key, seq }) => ({
      seq,
      key,
      account,
      at: at ?? 0,
      because: because ?? { reason: "Unknown", attempts: 0 }
    }))
}

export const states = (model: Model): ReadonlyMap<string, RecordState> => {
  return new Map(model.records.map(({ key, state }) => [key, state]))
}
