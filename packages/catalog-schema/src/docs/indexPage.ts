import { describeVerdict, httpDefault, httpDefaultSources, httpDefaults } from "@crm-errors/core/adapter"
import { entriesOf } from "../compile.ts"
import { compareText } from "../internal/order.ts"
import type { CatalogSource } from "../load.ts"
import { code, link, prose, table } from "./markdown.ts"
import { pageMarker } from "./pageMarker.ts"

const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`)

const vendorRow = (source: CatalogSource): ReadonlyArray<string> => {
  const { names, sections, vendor } = source.vendor.value
  const entries = entriesOf(source)
  const known = (confidence: string): string =>
    share(entries.filter((entry) => entry.confidence.entry === confidence).length, entries.length)
  return [
    link(prose(names.join(" / ")), `${vendor}.md`),
    code(vendor),
    String(entries.length),
    String(sections.length),
    known("documented"),
    known("observed"),
    known("inferred")
  ]
}

/** The rows of core's table, then the classes for the statuses that have none. */
const defaultRows = (): ReadonlyArray<ReadonlyArray<string>> => {
  const classes: ReadonlyArray<readonly [name: string, status: number]> = [
    ["3xx", 399],
    ["4xx", 499],
    ["5xx", 599]
  ]
  return [
    ...httpDefaults.map(([status, row]) => [String(status), row] as const),
    ...classes.map(([name, status]) => [name, httpDefault(status)] as const)
  ].map(([status, { reason, verdict }]) => {
    const { retry, written } = describeVerdict(verdict)
    return [
      /^\d+$/.test(status) ? status : `other ${status}`,
      code(reason._tag),
      prose(retry),
      prose(written),
      prose(httpDefaultSources[status] ?? "")
    ]
  })
}

/** The page that leads to the others: docs/errors/README.md. Pure. */
export const indexPage = (sources: ReadonlyArray<CatalogSource>): string => {
  const sorted = [...sources].sort((left, right) => compareText(left.vendor.value.vendor, right.vendor.value.vendor))
  return `${[
    pageMarker,
    "# What the vendors' answers mean",
    "One page for each vendor, made of its catalog: every code and every shape of answer, what it means, what to do, who does it, and where that is from.",
    table(["vendor", "id", "entries", "sections", "documented", "observed", "inferred"], sorted.map(vendorRow)),
    "## Answers that no entry fits",
    "Where a catalog has no entry, the HTTP status decides, for all vendors by the same table. A code that no entry knows is an `UncataloguedError`, unless its status speaks for itself; it is never a success, and beyond 5xx never repeated.",
    table(["HTTP", "reason", "what to do next", "written?", "why"], defaultRows())
  ].join("\n\n")}\n`
}
