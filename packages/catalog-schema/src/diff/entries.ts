/**
 * What became of the entries: gone, moved, split, changed, added.
 */
import type { Operation } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import type { Retirement } from "../schema/retired.ts"
import { makeComparer } from "./compareEntries.ts"
import { contextOf } from "./context.ts"
import { type Draft, makeDraft } from "./Draft.ts"
import { entryInWords } from "./facts.ts"
import { matchChanged } from "./matchWords.ts"
import { isBareBeside, type Release } from "./Release.ts"
import { listed } from "./words.ts"

/** The ids of an older release in a newer one. */
export interface Ids {
  readonly old: ReadonlyMap<string, Catalog.Entry>
  readonly next: ReadonlyMap<string, Catalog.Entry>
  /** Where an id leads in the newer release: to itself, to others, or nowhere. */
  readonly follow: (id: string) => ReadonlyArray<string>
}

const byId = (catalog: Catalog.Catalog): ReadonlyMap<string, Catalog.Entry> =>
  new Map(catalog.entries.map((entry) => [entry.id, entry]))

const retirements = (release: Release): ReadonlyMap<string, Retirement> =>
  new Map(release.retired.map((retirement) => [retirement.id, retirement]))

export const idsOf = (old: Release, next: Release): Ids => {
  const nextEntries = byId(next.catalog)
  const retired = retirements(next)
  return {
    old: byId(old.catalog),
    next: nextEntries,
    follow: (id) =>
      nextEntries.has(id) ? [id] : (retired.get(id)?.to ?? []).filter((target) => nextEntries.has(target))
  }
}

const gone = (id: string, retirement: Retirement | undefined, bare: boolean): Draft => {
  const [what, rule] =
    retirement === undefined
      ? [
          bare ? "removed, and a bare catalog.json has no redirects" : "removed, and retired.json does not say so",
          "removed without a redirect"
        ]
      : retirement.kind === "gone"
        ? [`gone (${retirement.why})`, "removed without a redirect"]
        : [`${retirement.kind}, to ids that no entry has`, "removed: the redirect leads nowhere"]
  return makeDraft({ kind: "Gone", subject: id, what, bump: "major", rule })
}

const intersect = (
  left: ReadonlySet<Operation.Intent>,
  right: ReadonlySet<Operation.Intent>
): ReadonlySet<Operation.Intent> => {
  const both = new Set([...left].filter((intent) => right.has(intent)))
  // Nothing in common: the matching has changed, and of what is left every situation counts.
  return both.size === 0 ? right : both
}

/** The changes of entries as such; what replayed fixtures show is added later. */
export const entryDrafts = (old: Release, next: Release, ids: Ids): Array<Draft> => {
  const drafts: Array<Draft> = []
  const compare = makeComparer()
  const oldContext = contextOf(old.catalog)
  const nextContext = contextOf(next.catalog)
  const nextRetired = retirements(next)
  const oldRetired = retirements(old)
  const bare = isBareBeside(next, old)
  const reached = new Set<string>()

  const compared = (before: Catalog.Entry, after: Catalog.Entry) =>
    compare(
      before,
      after,
      intersect(oldContext.intentsOf(before), nextContext.intentsOf(after)),
      oldContext.unmasks(before) || nextContext.unmasks(after)
    )

  const changed = (before: Catalog.Entry, after: Catalog.Entry, prefix: string): void => {
    const found = compared(before, after)
    if (found === undefined) return
    drafts.push(
      makeDraft(
        {
          kind: "Behaviour",
          subject: after.id,
          what: prefix + found.facts.join("; "),
          bump: "minor",
          rule: "changed otherwise"
        },
        found
      )
    )
  }

  for (const [id, before] of ids.old) {
    const after = ids.next.get(id)
    if (after !== undefined) {
      // Most entries are the same to the letter.
      if (JSON.stringify(before) === JSON.stringify(after)) continue
      changed(before, after, "")
      const match = matchChanged(before, after)
      if (match !== undefined) {
        drafts.push(makeDraft({ kind: "Matching", subject: id, what: match, bump: "minor", rule: "matching changed" }))
      }
      if (before.confidence !== after.confidence || before.effectConfidence !== after.effectConfidence) {
        drafts.push(
          makeDraft({
            kind: "Confidence",
            subject: id,
            what: `confidence was ${confidenceInWords(before)}, now ${confidenceInWords(after)}`,
            bump: "patch",
            rule: "confidence"
          })
        )
      }
      continue
    }
    const targets = ids.follow(id)
    if (targets.length === 0) {
      drafts.push(gone(id, nextRetired.get(id), bare))
      continue
    }
    for (const target of targets) reached.add(target)
    const [target = "", ...others] = targets
    if (others.length === 0) {
      const moved = ids.next.get(target)!
      const found = compared(before, moved)
      const match = matchChanged(before, moved)
      const what = [`moved to ${target}`, ...(match === undefined ? [] : [match]), ...(found?.facts ?? [])].join("; ")
      drafts.push(makeDraft({ kind: "Moved", subject: id, what, bump: "minor", rule: "moved with a redirect" }, found))
      continue
    }
    drafts.push(
      makeDraft({
        kind: "Split",
        subject: id,
        what: `split into ${listed(targets)}`,
        bump: "minor",
        rule: "split with redirects"
      })
    )
    for (const part of targets) changed(before, ids.next.get(part)!, `split off ${id}; `)
  }

  for (const [id, after] of ids.next) {
    if (ids.old.has(id) || reached.has(id)) continue
    const what = `${oldRetired.has(id) ? "back" : "new"} (${entryInWords(after)})`
    drafts.push(makeDraft({ kind: "Added", subject: id, what, bump: "minor", rule: "entry added" }))
  }

  for (const [id, { to = [] }] of bare ? [] : oldRetired) {
    if (ids.old.has(id) || ids.next.has(id)) continue
    const now = nextRetired.get(id)
    if (now === undefined) {
      const what = "retired before, and retired.json no longer says so"
      drafts.push(makeDraft({ kind: "Gone", subject: id, what, bump: "major", rule: "removed without a redirect" }))
    } else if (to.length > 0 && (now.to ?? []).length === 0) {
      const what = `led to ${listed(to)}, now nowhere`
      drafts.push(makeDraft({ kind: "Gone", subject: id, what, bump: "major", rule: "removed without a redirect" }))
    } else if ([...to].sort().join() !== [...(now.to ?? [])].sort().join()) {
      const what = `led to ${listed(to) || "nowhere"}, now to ${listed(now.to ?? [])}`
      drafts.push(makeDraft({ kind: "Moved", subject: id, what, bump: "minor", rule: "moved with a redirect" }))
    }
  }
  return drafts
}

const confidenceInWords = ({ confidence, effectConfidence }: Catalog.Entry): string =>
  effectConfidence === undefined ? confidence : `${confidence} (effect ${effectConfidence})`
