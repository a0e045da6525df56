/**
 * Runs recorded answers under both releases: the only way to see that answers come to another entry.
 */
import { type CrmError, type Decision, decide, type Operation, type Outcome, Policy } from "@crm-errors/core"
import type { Answer, Catalog, RequestDescriptor } from "@crm-errors/core/adapter"
import { canonicalText } from "./canonicalText.ts"
import { besides } from "./compareEntries.ts"
import type { Ids } from "./entries.ts"
import { concreteLabel, type Label, labelOf, labelsOf, transition } from "./Label.ts"
import { type Loosening, loosenedDecisions, loosenings, singlesOf } from "./loosened.ts"
import { makeResolver } from "./operations.ts"
import { answerOf, type Release, type ReleaseFixture } from "./Release.ts"
import { histories, receivedAt } from "./situations.ts"

/**
 * From an answer to an outcome under a catalog, as the vendor's adapter does. It is called with the two catalogs
 * of the diff only, many times with each: an adapter made for one of them can be kept.
 *
 * @category models
 * @since 0.1.0
 */
export type Normalize = (
  catalog: Catalog.Catalog,
  answer: Answer,
  request: RequestDescriptor | undefined
) => Outcome.Outcome

/** What an answer comes to under one catalog. */
export interface Observation {
  readonly outcome: Outcome.Outcome
  readonly operation: Operation.Operation
  /** Of the outcome and its items, in order; without those that no entry decided. */
  readonly entries: ReadonlyArray<string>
  readonly first: Decision.Decision
  readonly repeat: Decision.Decision
}

/** An answer that comes to something else. */
export interface Replayed {
  readonly name: string
  /** Whether entries are the same, where moved ids are followed. */
  readonly sameEntries: boolean
  readonly old: Observation
  readonly next: Observation
  /** What a job does differently, and on which attempts (all, unless said). */
  readonly said: ReadonlyArray<{ readonly jobs: string; readonly where?: string }>
  readonly loosenings: ReadonlyArray<Loosening>
}

const itemsOf = (outcome: Outcome.Outcome): ReadonlyArray<Outcome.Item> =>
  "items" in outcome ? (outcome.items ?? []) : []

const errorsOf = (outcome: Outcome.Outcome): ReadonlyArray<CrmError> =>
  outcome._tag === "Failed" ? [outcome.error] : itemsOf(outcome).flatMap(({ error }) => error ?? [])

const entriesOf = (outcome: Outcome.Outcome): ReadonlyArray<string> => {
  if (outcome._tag === "Failed") return outcome.error.entry === undefined ? [] : [outcome.error.entry]
  if (outcome._tag === "NoOp" && outcome.items === undefined) return outcome.entry === undefined ? [] : [outcome.entry]
  return itemsOf(outcome).flatMap((item) => item.error?.entry ?? item.entry ?? [])
}

/** Successes do not name the entry that made them one. The fixture does. */
const silentEntry = (
  outcome: Outcome.Outcome,
  fixture: ReleaseFixture,
  ids: ReadonlyMap<string, Catalog.Entry>,
  follow: (id: string) => ReadonlyArray<string>
): ReadonlyArray<string> => {
  if ((outcome._tag !== "Success" && outcome._tag !== "Empty") || fixture.entry === null) return []
  return [fixture.entry, ...follow(fixture.entry)].filter((id) => ids.get(id)?.outcome === outcome._tag).slice(0, 1)
}

// What is no behaviour: how it was found out, by which version, and names that are compared by themselves.
const besideTheOutcome = new Set(["evidence", "entry", "operation", "requestId"])

const outcomeText = (outcome: Outcome.Outcome): string =>
  JSON.stringify(outcome, (key, value: unknown) => (besideTheOutcome.has(key) ? undefined : value))

// Most answers come to the same, in the same order of keys: that is seen at once.
const sameText = (left: string, right: string): boolean =>
  left === right || canonicalText(JSON.parse(left)) === canonicalText(JSON.parse(right))

const isKnown = ({ entry, error }: Outcome.Item): boolean => (error?.entry ?? entry) !== undefined

/** Which of the decisions about an answer an entry made, in their order. */
const knownOf = ({ entries, first, outcome }: Observation): ReadonlyArray<boolean> => {
  if (first._tag !== "Items") return [entries.length > 0]
  const items = itemsOf(outcome)
  return [...items.map(isKnown), items.every((item) => item.error === undefined || isKnown(item))]
}

/** Labels of the two attempts, of one decision each. */
const pairOf = (first: Decision.Single, repeat: Decision.Single): readonly [Label, Label] => {
  const labels = labelsOf({ First: first, Repeat: repeat, Spent: first })
  return [concreteLabel(labels.First, first), concreteLabel(labels.Repeat, repeat)]
}

type Transitions = ReadonlyArray<readonly [first: string | undefined, repeat: string | undefined]>

const transitionsOf = (old: Observation, next: Observation): Transitions => {
  const olds = singlesOf(old.first)
  const nexts = singlesOf(next.first)
  const alike =
    old.first._tag === "Items"
      ? next.first._tag === "Items" && olds.length === nexts.length
      : next.first._tag !== "Items"
  if (!alike) {
    const said =
      transition(concreteLabel(labelOf(old.first), old.first), concreteLabel(labelOf(next.first), next.first)) ??
      "jobs decide about other records"
    return [[said, said]]
  }
  const oldRepeats = singlesOf(old.repeat)
  const nextRepeats = singlesOf(next.repeat)
  return olds.map((single, index) => {
    const [first, repeat] = pairOf(single, oldRepeats[index]!)
    const [firstNow, repeatNow] = pairOf(nexts[index]!, nextRepeats[index]!)
    return [transition(first, firstNow), transition(repeat, repeatNow)]
  })
}

const reasonData = ({ reason }: CrmError): Catalog.ReasonData => {
  const { fields: _, ...data } = { ...reason } as { readonly fields?: unknown }
  return { ...data, _tag: reason._tag } as Catalog.ReasonData
}

const noticed = (old: Observation, next: Observation, seen: ReadonlySet<Label["kind"]>): ReadonlyArray<string> => {
  const olds = errorsOf(old.outcome)
  const nexts = errorsOf(next.outcome)
  if (olds.length !== nexts.length) return []
  return olds.flatMap((error, index) => {
    const now = nexts[index]!
    return besides(
      { reason: reasonData(error), verdict: error.verdict },
      { reason: reasonData(now), verdict: now.verdict },
      seen,
      next.operation.intent === "Read"
    )
  })
}

const compare = (old: Observation, next: Observation): Replayed["said"] => {
  const said = new Map<string, string | undefined>()
  for (const [first, repeat] of transitionsOf(old, next)) {
    if (first !== undefined && first === repeat) said.set(first, undefined)
    else {
      if (first !== undefined && !said.has(first)) said.set(first, "on a first attempt")
      if (repeat !== undefined && !said.has(repeat))
        said.set(repeat, "on a repeat after an attempt that may have written")
    }
  }
  const seen = new Set([...singlesOf(old.first), ...singlesOf(next.first)].map((single) => labelOf(single).kind))
  for (const jobs of noticed(old, next, seen)) if (!said.has(jobs)) said.set(jobs, undefined)
  return [...said].map(([jobs, where]) => (where === undefined ? { jobs } : { jobs, where }))
}

const observer = (release: Release, normalize: Normalize) => {
  const resolve = makeResolver(release.catalog)
  return (
    fixture: ReleaseFixture,
    ids: ReadonlyMap<string, Catalog.Entry>,
    follow: (id: string) => ReadonlyArray<string>
  ): Observation => {
    const request = fixture.request ?? undefined
    const outcome = normalize(release.catalog, answerOf(fixture), request)
    const operation = resolve(request ?? {})
    const entries = entriesOf(outcome)
    const decided = (moment: "First" | "Repeat"): Decision.Decision =>
      decide(outcome, operation, histories[moment], Policy.standard, receivedAt)
    return {
      outcome,
      operation,
      entries: entries.length > 0 ? entries : silentEntry(outcome, fixture, ids, follow),
      first: decided("First"),
      repeat: decided("Repeat")
    }
  }
}

const decisionText = ({ first, repeat }: Observation): string => JSON.stringify([first, repeat])

/** The fixtures of both releases, each answer once. */
const bothFixtures = (old: Release, next: Release): ReadonlyArray<ReleaseFixture> => {
  const byContent = new Map<string, ReleaseFixture>()
  for (const fixture of [...next.fixtures, ...old.fixtures]) {
    const key = canonicalText([fixture.answer, fixture.request ?? null])
    if (!byContent.has(key)) byContent.set(key, fixture)
  }
  return [...byContent.values()].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
}

/** The answers of both releases' fixtures that come to something else. */
export const replay = (old: Release, next: Release, ids: Ids, normalize: Normalize): ReadonlyArray<Replayed> => {
  const inOld = observer(old, normalize)
  const inNext = observer(next, normalize)
  const backwards = new Map<string, Array<string>>()
  for (const { id, to = [] } of next.retired) {
    for (const target of to) {
      const known = backwards.get(target)
      if (known === undefined) backwards.set(target, [id])
      else known.push(id)
    }
  }
  return bothFixtures(old, next).flatMap((fixture): ReadonlyArray<Replayed> => {
    const before = inOld(fixture, ids.old, (id) => backwards.get(id) ?? [])
    const after = inNext(fixture, ids.next, ids.follow)
    const sameEntries =
      before.entries.length === after.entries.length &&
      before.entries.every((id, index) => ids.follow(id).includes(after.entries[index]!))
    const same =
      sameEntries &&
      sameText(outcomeText(before.outcome), outcomeText(after.outcome)) &&
      sameText(decisionText(before), decisionText(after))
    if (same) return []
    const isRead = before.operation.intent === "Read" && after.operation.intent === "Read"
    const known = knownOf(before)
    const found = new Set([
      ...loosenedDecisions(before.first, after.first, isRead, known),
      ...loosenedDecisions(before.repeat, after.repeat, isRead, known)
    ])
    return [
      {
        name: fixture.name,
        sameEntries,
        old: before,
        next: after,
        said: compare(before, after),
        loosenings: loosenings.filter((one) => found.has(one))
      }
    ]
  })
}
