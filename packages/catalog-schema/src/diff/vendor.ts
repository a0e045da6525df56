/**
 * What became of a vendor's own facts: format, variants, sections, request ids, waits, limits, secrets.
 */
import type { Catalog } from "@crm-errors/core/adapter"
import { type Draft, makeDraft } from "./Draft.ts"
import { listed } from "./words.ts"

interface Listed {
  readonly lost: ReadonlyArray<string>
  readonly won: ReadonlyArray<string>
}

const difference = (old: ReadonlyArray<string>, next: ReadonlyArray<string>): Listed => {
  const olds = new Set(old)
  const nexts = new Set(next)
  return { lost: [...olds].filter((one) => !nexts.has(one)), won: [...nexts].filter((one) => !olds.has(one)) }
}

const formatDrafts = (old: Catalog.Catalog, next: Catalog.Catalog): ReadonlyArray<Draft> => {
  const drafts: Array<Draft> = []
  if (old.schemaVersion !== next.schemaVersion) {
    drafts.push(
      makeDraft({
        kind: "Format",
        subject: "schemaVersion",
        what: `was ${old.schemaVersion}, now ${next.schemaVersion}: adapters that read the one refuse the other`,
        bump: "major",
        rule: "schema narrowed"
      })
    )
  }
  const { lost, won } = difference(old.variants, next.variants)
  for (const variant of lost) {
    drafts.push(
      makeDraft({
        kind: "Format",
        subject: variant,
        what: "no longer a variant: make refuses it",
        bump: "major",
        rule: "schema narrowed"
      })
    )
  }
  for (const variant of won) {
    drafts.push(
      makeDraft({ kind: "Vendor", subject: variant, what: "new variant", bump: "minor", rule: "variant added" })
    )
  }
  return drafts
}

const sectionDrafts = (old: Catalog.Catalog, next: Catalog.Catalog): ReadonlyArray<Draft> => {
  const placesOf = (catalog: Catalog.Catalog): ReadonlyMap<string, string> =>
    new Map(catalog.sections.flatMap(({ entities, id }) => [id, ...entities].map((name) => [name, id] as const)))
  const olds = placesOf(old)
  const nexts = placesOf(next)
  const moved = [...olds].filter(([name, section]) => nexts.has(name) && nexts.get(name) !== section)
  const { lost, won } = difference([...olds.keys()], [...nexts.keys()])
  const said = [
    ...(won.length === 0 ? [] : [`also known: ${listed(won)}`]),
    ...(lost.length === 0 ? [] : [`no longer known: ${listed(lost)}`]),
    ...moved.map(([name, section]) => `${name} is in ${nexts.get(name)}, no longer in ${section}`)
  ]
  return said.length === 0
    ? []
    : [
        makeDraft({
          kind: "Vendor",
          subject: "sections",
          what: said.join("; "),
          bump: "minor",
          rule: "sections changed"
        })
      ]
}

const waitInWords = ({ form, header, pointer }: Catalog.WaitHint): string =>
  `${header === undefined ? `body ${pointer ?? ""}` : `header ${header}`} (${form})`

const waitDrafts = (old: Catalog.Catalog, next: Catalog.Catalog): ReadonlyArray<Draft> => {
  const olds = old.waits.map(waitInWords)
  const nexts = next.waits.map(waitInWords)
  if (olds.join("\n") === nexts.join("\n")) return []
  const { lost, won } = difference(olds, nexts)
  const said = [
    ...(won.length === 0 ? [] : [`also read from ${listed(won)}`]),
    ...(lost.length === 0 ? [] : [`no longer read from ${listed(lost)}`])
  ]
  return [
    makeDraft({
      kind: "Vendor",
      subject: "waits",
      what: said.length === 0 ? `read in another order: ${nexts.join(", ")}` : said.join("; "),
      bump: "minor",
      rule: "waits changed"
    })
  ]
}

const limitInWords = ({ burst, items, operations, requests, scope, variant, window }: Catalog.Limit): string =>
  [
    items === undefined ? `${requests ?? 0} requests per ${(window ?? "").toLowerCase()}` : `${items} items`,
    `by ${scope}`,
    ...(burst === undefined ? [] : [`burst ${burst}`]),
    ...(variant === undefined ? [] : [`for ${variant}`]),
    ...(operations === undefined ? [] : [`for ${[...operations].sort().join(", ")}`])
  ].join(", ")

const limitDrafts = (old: Catalog.Catalog, next: Catalog.Catalog): ReadonlyArray<Draft> => {
  const byName = (catalog: Catalog.Catalog): ReadonlyMap<string, string> => {
    const found = new Map<string, Array<string>>()
    for (const limit of catalog.limits) {
      const words = found.get(limit.name) ?? []
      words.push(limitInWords(limit))
      found.set(limit.name, words)
    }
    return new Map([...found].map(([name, words]) => [name, words.sort().join(" and ")]))
  }
  const olds = byName(old)
  const nexts = byName(next)
  return [...new Set([...olds.keys(), ...nexts.keys()])].flatMap((name) => {
    const before = olds.get(name)
    const after = nexts.get(name)
    if (before === after) return []
    const what =
      before === undefined ? `new: ${after}` : after === undefined ? `gone: ${before}` : `was ${before}, now ${after}`
    return [makeDraft({ kind: "Vendor", subject: `limit ${name}`, what, bump: "minor", rule: "limits changed" })]
  })
}

const nameDrafts = (old: Catalog.Catalog, next: Catalog.Catalog): ReadonlyArray<Draft> => {
  const requestIds = difference(old.requestIdHeaders, next.requestIdHeaders)
  const secrets = difference(old.secrets, next.secrets)
  const draft = (subject: string, what: string, bump: "minor" | "major", rule: string): Draft =>
    makeDraft({ kind: "Vendor", subject, what, bump, rule })
  return [
    ...requestIds.lost.map((name) => draft(name, "no longer read as a request id", "minor", "request ids changed")),
    ...requestIds.won.map((name) => draft(name, "now read as a request id", "minor", "request ids changed")),
    ...secrets.lost.map((name) =>
      draft(name, "no longer hidden as a secret", "major", "narrowed: a secret is no longer hidden")
    ),
    ...secrets.won.map((name) => draft(name, "now hidden as a secret", "minor", "secrets changed"))
  ]
}

/** The changes of `vendor.json` that a compiled catalog shows. */
export const vendorDrafts = (old: Catalog.Catalog, next: Catalog.Catalog): ReadonlyArray<Draft> => [
  ...formatDrafts(old, next),
  ...sectionDrafts(old, next),
  ...waitDrafts(old, next),
  ...limitDrafts(old, next),
  ...nameDrafts(old, next)
]
