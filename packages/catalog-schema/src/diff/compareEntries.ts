/**
 * What two versions of an entry make a job do differently.
 */
import { type Decision, type Operation, Verdict } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import { decisionsOf } from "./behaviour.ts"
import type { Effect } from "./Change.ts"
import { canonicalText } from "./canonicalText.ts"
import { boxOf } from "./cover.ts"
import { factsChanged, reasonInWords } from "./facts.ts"
import { type Label, labelsOf, transition } from "./Label.ts"
import { type Loosening, loosenedDecision, loosenedEntry, uncovered } from "./loosened.ts"
import { moments, type Situation, situations } from "./situations.ts"
import { whereInWords } from "./where.ts"
import { actorsInWords, scopesInWords } from "./words.ts"

/** What became of an entry's behaviour. */
export interface Compared {
  /** `was Backoff, now Never`. */
  readonly facts: ReadonlyArray<string>
  readonly effects: ReadonlyArray<Effect>
  readonly loosenings: ReadonlySet<Loosening>
}

interface Behaviour {
  readonly decisions: ReadonlyArray<Decision.Single>
  readonly labels: ReadonlyArray<Label>
}

/** What of an entry is behaviour, in one form: scopes and actors are sets. */
export const behaviourOnly = ({
  ambiguous,
  outcome,
  reason,
  verdict
}: Catalog.Entry): Omit<Catalog.Entry, "id" | "match" | "confidence"> => ({
  outcome,
  ...(ambiguous ? { ambiguous } : {}),
  ...(outcome !== "Failed" || reason === undefined ? {} : { reason }),
  ...(outcome !== "Failed" || verdict === undefined
    ? {}
    : {
        verdict: {
          ...verdict,
          scope: Verdict.joinScope(verdict.scope, []),
          actor: Verdict.joinActor(verdict.actor, [])
        }
      })
})

const behaviourOf = (entry: Catalog.Entry, unmasked: boolean): Behaviour => {
  const decisions = decisionsOf(entry, unmasked)
  const labels: Array<Label> = []
  for (let index = 0; index < decisions.length; index += moments.length) {
    const { First, Repeat, Spent } = labelsOf({
      First: decisions[index]!,
      Repeat: decisions[index + 1]!,
      Spent: decisions[index + 2]!
    })
    labels.push(First, Repeat, Spent)
  }
  return { decisions, labels }
}

const resends = new Set<string>(["Now", "Backoff", "After", "AtWindow", "AfterRefresh", "AfterDependency"])

const effectWords: { readonly [E in Verdict.Effect]: string } = {
  NotApplied: "not written",
  Applied: "written",
  PartiallyApplied: "written in part",
  MaybeApplied: "perhaps written"
}

const changeWords: { readonly [C in Verdict.Change]: string } = {
  Same: "jobs may send it again unchanged",
  Split: "jobs send it again in parts",
  Modified: "jobs are told to change it before they send it again"
}

/** What a job notices of a reason and a verdict that no decision shows. */
export const besides = (
  old: Pick<Catalog.Entry, "reason" | "verdict">,
  next: Pick<Catalog.Entry, "reason" | "verdict">,
  seen: ReadonlySet<Label["kind"]>,
  onlyReads: boolean
): ReadonlyArray<string> => {
  if (!old.reason || !next.reason || !old.verdict || !next.verdict) return []
  const [before, after] = [old.verdict, next.verdict]
  const said: Array<string> = []
  if (old.reason._tag !== next.reason._tag) said.push(`jobs that catch it by its reason see ${next.reason._tag}`)
  else if (reasonInWords(old.reason) !== reasonInWords(next.reason)) {
    said.push(`jobs that look into its reason see ${reasonInWords(next.reason)}`)
  }
  const person = before.when._tag === "AfterPerson" || after.when._tag === "AfterPerson"
  const parked = seen.has("Park")
  if (!person && !parked) {
    const lost = uncovered(before.scope, after.scope)
    const gained = uncovered(after.scope, before.scope)
    if (gained.length > 0) said.push(`jobs take ${scopesInWords(gained)} for affected too`)
    if (lost.length > 0) said.push(`jobs no longer take ${scopesInWords(lost)} for affected`)
  }
  if (!person && before.actor.join() !== after.actor.join()) {
    said.push(`jobs that tell someone tell ${actorsInWords(after.actor)} instead of ${actorsInWords(before.actor)}`)
  }
  if (!onlyReads && !seen.has("Check") && before.effect !== after.effect) {
    said.push(`jobs now take it for ${effectWords[after.effect]}`)
  }
  const modified = before.change === "Modified" || after.change === "Modified"
  if (modified && before.change !== after.change && resends.has(before.when._tag) && resends.has(after.when._tag)) {
    said.push(changeWords[after.change])
  }
  return said
}

const different = (old: Label, next: Label): boolean => transition(old, next) !== undefined

const isAssumed = (decision: Decision.Single): boolean => decision._tag === "Done" && decision.assumed === true

const unmaskedRepeat = "on a repeat that its code unmasks, without a probe"

const compare = (
  old: Catalog.Entry,
  next: Catalog.Entry,
  oldBehaviour: Behaviour,
  nextBehaviour: Behaviour,
  intents: ReadonlySet<Operation.Intent>
): Compared => {
  const all: Array<Situation> = []
  const groups = new Map<string, Set<Situation>>()
  const seen = new Set<Label["kind"]>()
  const onlyReads = intents.size === 1 && intents.has("Read")
  const loosenings = new Set(loosenedEntry(old, next, onlyReads))
  for (const [index, situation] of situations.entries()) {
    if (!intents.has(situation.intent)) continue
    all.push(situation)
    const before = oldBehaviour.labels[index]!
    const after = nextBehaviour.labels[index]!
    seen.add(before.kind).add(after.kind)
    // Where the attempts are used up in the same way, what is said of a first attempt is true as well.
    const likeFirst = situation.moment === "Spent" && before.detail?._tag === "Spent" && !different(before, after)
    const first = index - moments.length + 1
    const said = likeFirst
      ? transition(oldBehaviour.labels[first]!, nextBehaviour.labels[first]!)
      : transition(before, after)
    if (said !== undefined) {
      const group = groups.get(said)
      if (group === undefined) groups.set(said, new Set([situation]))
      else group.add(situation)
    }
    // What happens when the attempts are used up is the policy's: no entry is loosened by it.
    if (situation.moment === "Spent") continue
    const loosening = loosenedDecision(
      oldBehaviour.decisions[index]!,
      nextBehaviour.decisions[index]!,
      situation.intent === "Read"
    )
    if (loosening !== undefined) loosenings.add(loosening)
  }
  const whole = boxOf(all)
  const assumes = (before: Behaviour, after: Behaviour): boolean =>
    situations.some(
      ({ intent }, index) =>
        intents.has(intent) && before.decisions[index]!._tag !== "Done" && isAssumed(after.decisions[index]!)
    )
  const effects = [...groups].flatMap(([jobs, where]) =>
    whereInWords(where, whole).map((words): Effect => (words === undefined ? { jobs } : { jobs, where: words }))
  )
  return {
    facts: factsChanged(old, next),
    effects: [
      ...effects,
      ...(assumes(oldBehaviour, nextBehaviour)
        ? [{ jobs: "jobs now assume that it is done", where: unmaskedRepeat }]
        : []),
      ...(assumes(nextBehaviour, oldBehaviour)
        ? [{ jobs: "jobs no longer assume that it is done", where: unmaskedRepeat }]
        : []),
      ...besides(old, next, seen, onlyReads).map((jobs): Effect => ({ jobs }))
    ],
    loosenings
  }
}

/** Forgets everything when it is full: a catalog in which no two entries are alike must not fill the memory. */
class Memory<Value> {
  private readonly values = new Map<string, Value>()

  of(key: string, make: () => Value): Value {
    const known = this.values.get(key)
    if (known !== undefined) return known
    const made = make()
    if (this.values.size >= maxRemembered) this.values.clear()
    this.values.set(key, made)
    return made
  }
}

const maxRemembered = 500

/** Compares entries. Remembers what it found out: a catalog has many entries and few behaviours. */
export const makeComparer = () => {
  const behaviours = new Memory<Behaviour>()
  const results = new Memory<Compared>()
  /** `undefined` when the two are the same. `intents` are those that such answers can be to. */
  return (
    oldEntry: Catalog.Entry,
    nextEntry: Catalog.Entry,
    intents: ReadonlySet<Operation.Intent>,
    unmasked: boolean
  ): Compared | undefined => {
    const old = { ...oldEntry, ...behaviourOnly(oldEntry) }
    const next = { ...nextEntry, ...behaviourOnly(nextEntry) }
    const oldKey = `${unmasked} ${canonicalText(behaviourOnly(oldEntry))}`
    const nextKey = `${unmasked} ${canonicalText(behaviourOnly(nextEntry))}`
    if (oldKey === nextKey) return undefined
    const key = `${oldKey}\n${nextKey}\n${[...intents].sort().join()}`
    return results.of(key, () =>
      compare(
        old,
        next,
        behaviours.of(oldKey, () => behaviourOf(old, unmasked)),
        behaviours.of(nextKey, () => behaviourOf(next, unmasked)),
        intents
      )
    )
  }
}
