/**
 * Finds, for each answer that comes to something else, the change that it is a consequence of.
 */
import { compareText } from "../internal/order.ts"
import type { Kind } from "./Change.ts"
import { type Draft, makeDraft } from "./Draft.ts"
import type { Ids } from "./entries.ts"
import type { Replayed } from "./replay.ts"
import { intentWords, listed } from "./words.ts"

interface Found {
  readonly draft: Draft
  /** Is the change told by its answers (where it is one of matching), or by what the entry says? */
  readonly told: boolean
}

const index = (drafts: ReadonlyArray<Draft>): ((kind: Kind, subject: string | undefined) => Draft | undefined) => {
  const byKey = new Map(drafts.map((draft) => [`${draft.kind} ${draft.subject}`, draft]))
  return (kind, subject) => (subject === undefined ? undefined : byKey.get(`${kind} ${subject}`))
}

const named = (ids: ReadonlyArray<string>): string => listed([...new Set(ids)])

const without = (left: ReadonlyArray<string>, right: ReadonlyArray<string>): ReadonlyArray<string> => {
  const excluded = new Set(right)
  return left.filter((id) => !excluded.has(id))
}

/** What of the entries is another: those that lost the answer, as they are called now, and those that got it. */
const exchanged = (
  { next, old }: Replayed,
  ids: Ids
): { readonly lost: ReadonlyArray<string>; readonly won: ReadonlyArray<string> } => ({
  lost: old.entries.filter((id) => without(ids.follow(id), next.entries).length === ids.follow(id).length),
  won: without(next.entries, old.entries.flatMap(ids.follow))
})

/** Adds what replayed answers show to the changes, and the changes that only they show. */
export const attribute = (drafts: Array<Draft>, replayed: ReadonlyArray<Replayed>, ids: Ids): void => {
  const find = index(drafts)
  const made = new Map<string, Draft>()
  const byDraft = new Map<Draft, Array<Replayed>>()

  const make = (subject: string, what: string): Draft => {
    const key = `${subject} ${what}`
    const known = made.get(key)
    if (known !== undefined) return known
    const draft = makeDraft({ kind: "Matching", subject, what, bump: "minor", rule: "matching changed" })
    made.set(key, draft)
    drafts.push(draft)
    return draft
  }

  const sameEntries = (one: Replayed): Found => {
    for (const id of one.old.entries) {
      const behaviour = find("Behaviour", id) ?? find("Moved", id)
      if (behaviour !== undefined) return { draft: behaviour, told: false }
      for (const target of ids.follow(id)) {
        const split = find("Behaviour", target)
        if (split !== undefined) return { draft: split, told: false }
      }
    }
    const operation = find("Operation", one.old.operation.name) ?? find("Operation", one.next.operation.name)
    if (operation !== undefined) return { draft: operation, told: false }
    const vendor = find("Vendor", "waits") ?? find("Vendor", "sections")
    if (vendor !== undefined) return { draft: vendor, told: false }
    return { draft: make(one.old.entries[0] ?? one.name, "its answers are read otherwise"), told: true }
  }

  const otherEntries = (one: Replayed): Found => {
    const { lost, won } = exchanged(one, ids)
    for (const id of won) {
      const draft = find("Added", id) ?? find("Matching", id)
      if (draft !== undefined) return { draft, told: true }
    }
    for (const id of lost) {
      const draft = find("Gone", id) ?? find("Matching", id) ?? find("Moved", id) ?? find("Split", id)
      if (draft !== undefined) return { draft, told: true }
    }
    const [subject = one.name] = won.length > 0 ? won : lost
    const what =
      won.length > 0
        ? `its answers came to ${named(lost) || "no entry"} before`
        : lost.length > 0
          ? `its answers come to ${named(without(one.next.entries, lost)) || "no entry"} now`
          : "its answers are read otherwise"
    return { draft: make(subject, what), told: true }
  }

  for (const one of replayed) {
    const { draft, told } = one.sameEntries ? sameEntries(one) : otherEntries(one)
    draft.fixtures.push(one.name)
    if (!told) continue
    const known = byDraft.get(draft)
    if (known === undefined) byDraft.set(draft, [one])
    else known.push(one)
    for (const loosening of one.loosenings) draft.loosenings.add(loosening)
  }
  for (const [draft, ones] of byDraft) tell(draft, ones)
}

interface Told {
  readonly where: string | undefined
  readonly by: Array<Replayed>
}

/** Which of the answers it is so for: by intent where that tells them apart, else by name. */
const answersInWords = (some: ReadonlyArray<Replayed>, all: ReadonlyArray<Replayed>): string | undefined => {
  if (some.length === all.length) return undefined
  const intents = new Set(some.map(({ next }) => next.operation.intent))
  const chosen = new Set(some)
  const apart = all.every((one) => chosen.has(one) || !intents.has(one.next.operation.intent))
  return apart
    ? listed([...intents].map((intent) => intentWords[intent]))
    : `as in ${listed(some.map(({ name }) => name).sort(compareText))}`
}

/** Says in the change what the answers come to, each thing once. */
const tell = (draft: Draft, ones: ReadonlyArray<Replayed>): void => {
  const told = new Map<string, Told>()
  for (const one of ones) {
    for (const { jobs, where } of one.said) {
      const key = `${jobs} ${where ?? ""}`
      const known = told.get(key)
      if (known === undefined) told.set(key, { where, by: [one] })
      else known.by.push(one)
    }
  }
  for (const [key, { by, where }] of told) {
    const jobs = key.slice(0, key.length - (where ?? "").length - 1)
    const words = [answersInWords(by, ones), where].filter((word) => word !== undefined)
    if (draft.effects.some((effect) => effect.jobs === jobs && effect.where === undefined)) continue
    draft.effects.push(words.length === 0 ? { jobs } : { jobs, where: words.join(", ") })
  }
}
