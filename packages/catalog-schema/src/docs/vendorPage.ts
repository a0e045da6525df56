import { type Explanation, makeExplainer } from "@crm-errors/core/adapter"
import { compile, entriesOf } from "../compile.ts"
import { compareNatural } from "../internal/order.ts"
import type { CatalogSource } from "../load.ts"
import type { AuthoredEntry } from "../schema/entry.ts"
import type { Fixture } from "../schema/fixture.ts"
import type { Vendor } from "../schema/vendor.ts"
import { anchorOf, entrySection, reasonOf, shortId } from "./entry.ts"
import { code, prose, table } from "./markdown.ts"
import { pageMarker } from "./pageMarker.ts"

const sectionOf = ({ id }: AuthoredEntry): string => id.split("/")[1] ?? ""

const written: { readonly [effect in NonNullable<AuthoredEntry["verdict"]>["effect"]]: string } = {
  NotApplied: "no",
  Applied: "yes",
  PartiallyApplied: "a part",
  MaybeApplied: "perhaps"
}

const writtenOf = ({ outcome, verdict }: AuthoredEntry): string => {
  if (verdict !== undefined) return written[verdict.effect]
  return outcome === "Success" ? "yes" : "no"
}

/** The section of a vendor, as it heads a part of the page. */
interface Part {
  readonly id: string
  readonly title: string
  readonly entries: ReadonlyArray<AuthoredEntry>
}

// In the order in which the vendor's description lists them; what is empty says nothing.
const partsOf = ({ sections }: Vendor, entries: ReadonlyArray<AuthoredEntry>): ReadonlyArray<Part> =>
  sections.flatMap(({ id, title }) => {
    const own = entries.filter((entry) => sectionOf(entry) === id)
    return own.length === 0 ? [] : [{ id, title, entries: own }]
  })

const wordsOf = (source: CatalogSource, entries: ReadonlyArray<AuthoredEntry>): ReadonlyMap<string, Explanation> => {
  const texts = entries.map(({ id, texts: { en } }) => [id, { ...en, vendor: en?.vendor ?? [] }] as const)
  const { explain } = makeExplainer({ catalog: compile(source), texts: { en: Object.fromEntries(texts) }, sources: {} })
  return new Map(entries.flatMap(({ id }) => explain({ entry: id }).map((words) => [id, words] as const)))
}

/** The first fixture of each entry, by file name. */
const firstFixtures = ({ fixtures }: CatalogSource): ReadonlyMap<string, Fixture> => {
  const first = new Map<string, Fixture>()
  for (const { value } of [...fixtures].sort((left, right) => compareNatural(left.file, right.file))) {
    if (value.entry !== null && !first.has(value.entry)) first.set(value.entry, value)
  }
  return first
}

const overviewOf = ({ entries, id, title }: Part, words: ReadonlyMap<string, Explanation>): string =>
  [
    `### ${prose(title)} (${code(id)})`,
    table(
      ["id", "meaning", "reason", "what to do next", "written?"],
      entries.map((entry) => [
        `[${code(shortId(entry.id))}](#${anchorOf(entry.id)})`,
        prose(words.get(entry.id)?.summary ?? ""),
        reasonOf(entry),
        prose(words.get(entry.id)?.retry ?? ""),
        writtenOf(entry)
      ])
    )
  ].join("\n\n")

const retiredPart = ({ retired }: CatalogSource): ReadonlyArray<string> =>
  retired.value.retired.length === 0
    ? []
    : [
        "## Ids that are no longer in use",
        table(
          ["id", "since", "now", "why"],
          [...retired.value.retired]
            .sort((left, right) => compareNatural(left.id, right.id))
            .map(({ id, since, to, why }) => [code(id), since, (to ?? []).map(code).join(", ") || "gone", prose(why)])
        )
      ]

const intro = (vendor: Vendor, parts: ReadonlyArray<Part>): string => {
  const count = parts.reduce((sum, { entries }) => sum + entries.length, 0)
  return [
    `${count} entries in ${parts.length} sections. Each is one meaning of an answer: find the vendor's code or the HTTP status below, or ask`,
    `\`crm-errors explain ${vendor.vendor} <code>\`. *What to do next* speaks about the answer alone; what a job may do with the operation that it was running`,
    "is decided by `decide`. [The words](../glossary.md) · [the format](../catalog-format.md) ·",
    "[an entry is missing or wrong](../contributing/add-an-error.md)"
  ].join("\n")
}

/** The page of a vendor: docs/errors/<vendor>.md. Pure. */
export const vendorPage = (source: CatalogSource): string => {
  const vendor = source.vendor.value
  const entries = entriesOf(source)
  const parts = partsOf(vendor, entries)
  const words = wordsOf(source, entries)
  const fixtures = firstFixtures(source)
  return `${[
    pageMarker,
    `# ${prose(vendor.names.join(" / "))}: what its answers mean`,
    intro(vendor, parts),
    "## Overview",
    ...parts.map((part) => overviewOf(part, words)),
    "## Entries",
    ...parts.flatMap((part) => [
      `### ${prose(part.title)}`,
      ...part.entries.flatMap((entry) => {
        const said = words.get(entry.id)
        return said === undefined ? [] : [entrySection(entry, said, fixtures.get(entry.id))]
      })
    ]),
    ...retiredPart(source)
  ].join("\n\n")}\n`
}
