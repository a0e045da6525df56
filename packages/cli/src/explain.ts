import type { Verdict } from "@crm-errors/core"
import {
  type Catalog,
  describeVerdict,
  type Explainer,
  type Explanation,
  httpDefaultSources,
  httpDefaults,
  sectionOf,
  uniteReadings,
  type VerdictInWords
} from "@crm-errors/core/adapter"
import { renderExplanations } from "./explainText.ts"
import type { Io } from "./io.ts"
import { nearest } from "./nearest.ts"
import { lookOf } from "./terminal.ts"
import { didYouMean, readOptions, UsageError } from "./usage.ts"
import { findVendor, needVendor, type VendorModule, vendorList } from "./vendors.ts"

interface Asked {
  readonly vendor: VendorModule
  readonly code: string
}

const askedFor = ([first, second]: ReadonlyArray<string>): Asked => {
  if (first === undefined)
    throw new UsageError(`explain what? Say \`explain <vendor> <code>\`. Vendors: ${vendorList}.`)
  // An entry's id begins with its vendor.
  const byEntry =
    second === undefined && first.includes("/") ? findVendor(first.slice(0, first.indexOf("/"))) : undefined
  if (byEntry !== undefined) return { vendor: byEntry, code: first }
  const vendor = needVendor(first)
  if (second === undefined)
    throw new UsageError(`explain which code of ${vendor.id}? Say \`explain ${vendor.id} <code>\`.`)
  return { vendor, code: second }
}

/** Readings that an answer does not tell apart, with what holds for all of them. */
export interface Group {
  readonly readings: ReadonlyArray<Explanation>
  /** Of several readings; one has its own. */
  readonly together?: { readonly verdict: Verdict.Verdict } & VerdictInWords
}

/** What core's own table says of a status for which the catalog has no entry. */
export interface ByDefault extends VerdictInWords {
  readonly status: number
  readonly reason: string
  readonly verdict: Verdict.Verdict
  readonly source: string
}

/** Everything that is known about what was asked; what `--json` prints. */
export interface ExplainReport {
  readonly vendor: string
  readonly title: string
  readonly code: string
  readonly section?: string
  readonly language: string
  readonly readings: ReadonlyArray<Explanation>
  readonly together?: NonNullable<Group["together"]>
  /** The same number as an HTTP status of an answer that carries no code. */
  readonly asStatus?: Group
  readonly byDefault?: ByDefault
  /** Entries of other sections, when this one does not have the code. */
  readonly elsewhere: ReadonlyArray<string>
  /** Codes that a slip of the keyboard could have made of this one. */
  readonly near: ReadonlyArray<string>
}

const group = (readings: ReadonlyArray<Explanation>): Group => {
  const verdict = readings.length > 1 ? uniteReadings(readings) : undefined
  return verdict === undefined ? { readings } : { readings, together: { verdict, ...describeVerdict(verdict) } }
}

const statusOf = (code: string): number | undefined => (/^[1-5]\d\d$/.test(code) ? Number(code) : undefined)

const defaultOf = (status: number | undefined): ByDefault | undefined => {
  const row = httpDefaults.find(([known]) => known === status)
  if (row === undefined) return undefined
  const [known, { reason, verdict }] = row
  const source = httpDefaultSources[String(known)] ?? ""
  return { status: known, reason: reason._tag, verdict, ...describeVerdict(verdict), source }
}

interface Query extends Asked {
  readonly section: string | undefined
  readonly language: string
}

const reportOn = (
  { code, language, section, vendor }: Query,
  catalog: Catalog.Catalog,
  explain: Explainer["explain"]
): ExplainReport => {
  const byCode = (within: string | undefined): ReadonlyArray<Explanation> => {
    const byEntry = code.includes("/") ? explain({ entry: code }, language) : []
    return byEntry.length > 0 ? byEntry : explain({ code, section: within }, language)
  }
  const status = statusOf(code)
  const found = byCode(section)
  const known = new Set(found.map(({ entry }) => entry))
  // A person who has a number does not always know whether it is the vendor's code or an HTTP status.
  const alike =
    status === undefined ? [] : explain({ status, section }, language).filter(({ entry }) => !known.has(entry))
  const byDefault = found.length + alike.length === 0 && section === undefined ? defaultOf(status) : undefined
  const elsewhere = found.length > 0 || section === undefined ? [] : byCode(undefined).map(({ entry }) => entry)
  const unknown = found.length + alike.length + elsewhere.length === 0 && byDefault === undefined
  const names = catalog.entries.flatMap(({ id, match }) => [...match.flatMap((one) => one.code ?? []), id])
  return {
    vendor: vendor.id,
    title: vendor.title,
    code,
    ...(section === undefined ? {} : { section }),
    language,
    ...group(found),
    ...(alike.length === 0 ? {} : { asStatus: group(alike) }),
    ...(byDefault === undefined ? {} : { byDefault }),
    elsewhere,
    near: unknown ? nearest(code, names, 5) : []
  }
}

const sectionGiven = (
  name: string | undefined,
  vendor: VendorModule,
  { sections }: Catalog.Catalog
): string | undefined => {
  if (name === undefined || sectionOf(sections, name) !== undefined) return name
  const names = sections.flatMap(({ entities, id }) => [id, ...entities])
  const ids = sections.map(({ id }) => id).join(", ")
  throw new UsageError(
    `${vendor.id} has no section ${JSON.stringify(name)}. ${didYouMean(name, names)}Sections: ${ids}.`
  )
}

/** `crm-errors explain <vendor> <code>`: what a person needs to know about an answer. */
export const explain = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = { section: { type: "string" }, lang: { type: "string" }, json: { type: "boolean" } } as const
  const given = readOptions("explain", args, options, 2)
  const asked = askedFor(given.positionals)
  const { catalog } = (await asked.vendor.adapterMaker())()
  const { explain: read, languages } = await asked.vendor.explainer()
  const language = given.text("lang") ?? "en"
  if (!languages.includes(language)) {
    throw new UsageError(
      `${asked.vendor.id} has no texts in ${JSON.stringify(language)}. Known: ${languages.join(", ")}.`
    )
  }
  const section = sectionGiven(given.text("section"), asked.vendor, catalog)
  const report = reportOn({ ...asked, section, language }, catalog, read)
  await io.stdout.write(
    given.flag("json") ? `${JSON.stringify(report)}\n` : renderExplanations(report, lookOf(io.stdout, io.env))
  )
  return report.readings.length > 0 || report.asStatus !== undefined || report.byDefault !== undefined ? 0 : 1
}
