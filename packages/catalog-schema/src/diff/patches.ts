/**
 * What changed without a job noticing: texts and sources, fixtures, order.
 */

import { canonicalText } from "./canonicalText.ts"
import { type Draft, makeDraft } from "./Draft.ts"
import { isBareBeside, type Release } from "./Release.ts"

const patch = (kind: Draft["kind"], subject: string, what: string, rule: string): Draft =>
  makeDraft({ kind, subject, what, bump: "patch", rule })

const recordDrafts = (
  old: Readonly<Record<string, string>>,
  next: Readonly<Record<string, string>>
): ReadonlyArray<Draft> =>
  Object.entries(next)
    .filter(([name, digest]) => Object.hasOwn(old, name) && old[name] !== digest)
    .map(([name]) => patch("Text", name, "texts or sources changed", "texts and sources"))

const textDrafts = (old: Release, next: Release): ReadonlyArray<Draft> => {
  if (old.digests === undefined || next.digests === undefined) return []
  return [
    ...(old.digests.vendor === next.digests.vendor
      ? []
      : [patch("Text", "vendor.json", "texts or sources changed", "texts and sources")]),
    ...recordDrafts(old.digests.operations, next.digests.operations),
    ...recordDrafts(old.digests.entries, next.digests.entries)
  ]
}

const counted = (count: number, word: string): ReadonlyArray<string> => (count === 0 ? [] : [`${count} ${word}`])

const fixtureDrafts = (old: Release, next: Release): ReadonlyArray<Draft> => {
  if (isBareBeside(old, next) || isBareBeside(next, old)) return []
  const textsOf = (release: Release): ReadonlyMap<string, string> =>
    new Map(release.fixtures.map(({ name, ...rest }) => [name, canonicalText(rest)]))
  const olds = textsOf(old)
  const nexts = textsOf(next)
  const added = [...nexts.keys()].filter((name) => !olds.has(name)).length
  const removed = [...olds.keys()].filter((name) => !nexts.has(name)).length
  const changed = [...nexts].filter(([name, text]) => olds.has(name) && olds.get(name) !== text).length
  const said = [...counted(added, "added"), ...counted(changed, "changed"), ...counted(removed, "removed")]
  return said.length === 0 ? [] : [patch("Fixtures", "fixtures", said.join(", "), "fixtures")]
}

const reordered = (subject: string, old: ReadonlyArray<string>, next: ReadonlyArray<string>): ReadonlyArray<Draft> => {
  const olds = new Set(old)
  const nexts = new Set(next)
  const before = old.filter((one) => nexts.has(one))
  const after = next.filter((one) => olds.has(one))
  return before.every((one, index) => one === after[index])
    ? []
    : [patch("Order", subject, "in another order", "order")]
}

const orderDrafts = ({ catalog: old }: Release, { catalog: next }: Release): ReadonlyArray<Draft> => [
  ...reordered(
    "entries",
    old.entries.map(({ id }) => id),
    next.entries.map(({ id }) => id)
  ),
  ...reordered(
    "operations",
    old.operations.map(({ name }) => name),
    next.operations.map(({ name }) => name)
  ),
  ...reordered(
    "sections",
    old.sections.map(({ id }) => id),
    next.sections.map(({ id }) => id)
  ),
  ...reordered("variants", old.variants, next.variants),
  ...reordered("requestIdHeaders", old.requestIdHeaders, next.requestIdHeaders)
]

/** The changes that ask for a patch release only. */
export const patchDrafts = (old: Release, next: Release): ReadonlyArray<Draft> => [
  ...textDrafts(old, next),
  ...fixtureDrafts(old, next),
  ...orderDrafts(old, next)
]
