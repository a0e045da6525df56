import type { Verdict } from "@crm-errors/core"
import { describeVerdict, type Explainer } from "@crm-errors/core/adapter"
import type { Aggregate, TaskCount } from "./Aggregate.ts"
import type { PersonRow, Report, SeenIn, TaskRow } from "./Report.ts"
import type { Seen } from "./Tally.ts"

const farthest = 8.64e15

const iso = (at: number): string => new Date(Math.min(Math.max(at, -farthest), farthest)).toISOString()

const seenIn = ({ count, first, last, lines, more }: Seen): SeenIn => ({
  count,
  lines,
  ...(more ? { moreLines: true } : {}),
  first: iso(first),
  last: iso(last)
})

const nobodyKnows = "It is in no catalog: find out what it means, and report it with its fingerprint."

// Most frequent first; then by name, so that the same input always gives the same page.
const byCount = <Row extends { readonly count: number }>(
  rows: ReadonlyArray<Row>,
  name: (row: Row) => string
): ReadonlyArray<Row> =>
  [...rows].sort((left, right) => right.count - left.count || (name(left) < name(right) ? -1 : 1))

const taskRow = ({ blocks, error, seen, vendor }: TaskCount, explain: Explainer["explain"] | undefined): TaskRow => {
  const remedy = error.entry === undefined ? undefined : explain?.({ entry: error.entry })[0]?.remedy
  return {
    vendor,
    ...(error.entry === undefined ? {} : { entry: error.entry }),
    ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    reason: error.reason._tag,
    instruction:
      error.reason._tag === "UncataloguedError" ? nobodyKnows : remedy || describeVerdict(error.verdict).retry,
    blocks,
    ...seenIn(seen)
  }
}

const peopleOf = (aggregate: Aggregate, explainers: Explainers): ReadonlyArray<PersonRow> => {
  const groups = new Map<string, { readonly actor: ReadonlyArray<Verdict.Actor>; readonly tasks: Array<TaskRow> }>()
  for (const task of aggregate.tasks.values) {
    const { actor } = task.error.verdict
    const key = actor.join()
    const group = groups.get(key) ?? { actor, tasks: [] }
    groups.set(key, group)
    group.tasks.push(taskRow(task, explainers.get(task.vendor)))
  }
  const rows = [...groups.values()].map(({ actor, tasks }) => ({
    actor,
    count: tasks.reduce((sum, task) => sum + task.count, 0),
    // What blocks comes first: everything behind it waits.
    tasks: byCount(tasks, (task) => `${task.vendor} ${task.entry ?? ""}`).toSorted(
      (left, right) => Number(right.blocks) - Number(left.blocks)
    )
  }))
  const blocks = (row: PersonRow): number => Number(row.tasks.some((task) => task.blocks))
  return byCount(rows, (row) => row.actor.join()).toSorted((left, right) => blocks(right) - blocks(left))
}

/** The explainers of the vendors that were seen, by vendor. */
export type Explainers = ReadonlyMap<string, Explainer["explain"]>

/** The page as data, most urgent first in every list. */
export const reportOf = (aggregate: Aggregate, invalidLines: number, explainers: Explainers): Report => {
  const { answers, complaints } = aggregate
  return {
    answers,
    invalidLines,
    ...(answers === 0 ? {} : { from: iso(aggregate.first), to: iso(aggregate.last) }),
    vendors: [...aggregate.vendors.values].sort(
      (left, right) => right.answers - left.answers || (left.vendor < right.vendor ? -1 : 1)
    ),
    ...(aggregate.byRecord ? { records: aggregate.statuses } : {}),
    complaints,
    reasons: byCount(aggregate.reasons.values, ({ reason }) => reason).map(({ count, reason, vendors }) => ({
      reason,
      count,
      share: count / complaints,
      vendors: byCount(
        [...vendors].map(([vendor, count]) => ({ vendor, count })),
        ({ vendor }) => vendor
      )
    })),
    blocked: byCount(
      aggregate.blocked.values.map(({ actor, by, operation, reason, scope, seen, until, vendor }) => ({
        vendor,
        scope,
        ...(operation === undefined ? {} : { operation }),
        by,
        actor: [...actor],
        ...(by === "Time" ? { until: iso(until) } : {}),
        reason,
        ...seenIn(seen)
      })),
      ({ reason, scope, vendor }) => `${vendor} ${scope} ${reason}`
    ).toSorted((left, right) => Number(right.by === "Person") - Number(left.by === "Person")),
    people: peopleOf(aggregate, explainers),
    recovers: aggregate.recovers.values
      .map(({ does, latest, reason, refresh, seen, soonest, vendor }) => ({
        vendor,
        reason,
        does,
        ...(refresh === undefined ? {} : { refresh }),
        soonest: iso(soonest),
        latest: iso(latest),
        ...seenIn(seen)
      }))
      // What takes longest comes first: it is what the rest of the day is planned by.
      .sort((left, right) =>
        left.latest > right.latest ? -1 : left.latest < right.latest ? 1 : right.count - left.count
      ),
    written: byCount(
      aggregate.written.values.map(({ operation, reasons, repeat, seen, next, vendor }) => ({
        vendor,
        operation,
        repeat,
        next,
        reasons: [...reasons],
        ...seenIn(seen)
      })),
      ({ operation, vendor }) => `${vendor} ${operation}`
    ).toSorted((left, right) => Number(right.next !== "Repeats") - Number(left.next !== "Repeats")),
    met: byCount(
      aggregate.met.values.map(({ entry, how, seen, vendor }) => ({ vendor, entry, how, ...seenIn(seen) })),
      ({ entry }) => entry
    ),
    unknown: byCount(
      aggregate.unknown.values.map(({ error, seen, vendor }) => ({
        vendor,
        ...(error.code === undefined ? {} : { code: error.code }),
        ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
        ...(error.evidence.fingerprint === undefined ? {} : { fingerprint: error.evidence.fingerprint }),
        ...seenIn(seen)
      })),
      ({ fingerprint, vendor }) => `${vendor} ${fingerprint ?? ""}`
    ),
    others: aggregate.others
  }
}
