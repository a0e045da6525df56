/**
 * What an answer means to a person: the long texts and the sources of a catalog, put together with its verdicts.
 * Apart from `normalize`, so that a job that never explains carries no texts.
 *
 * @since 0.1.0
 */
import { describeActors, describeWhen } from "../internal/describe.ts"
import * as Verdict from "../Verdict.ts"
import type { Catalog, Confidence, Entry, Match, ReasonData, Section } from "./Catalog.ts"

/** What people read about one entry, in one language. @category models @since 0.1.0 */
export interface ExplainText {
  readonly summary?: string
  readonly remedy?: string
  /** The vendor's own wording, verbatim. */
  readonly vendor: ReadonlyArray<string>
}

/** Where a fact is from. @category models @since 0.1.0 */
export interface ExplainSource {
  readonly url?: string
  readonly document?: string
  /** The day on which somebody looked, as `YYYY-MM-DD`. */
  readonly checked: string
  readonly language?: string
  readonly quote?: string
  readonly about?: string
}

/** Why an entry says what it says. @category models @since 0.1.0 */
export interface ExplainOrigin {
  readonly sources: ReadonlyArray<ExplainSource>
  readonly note?: string
  readonly confidence: { readonly entry: Confidence; readonly effect?: Confidence }
}

/** What a catalog package publishes, as data. @category models @since 0.1.0 */
export interface ExplainData {
  readonly catalog: Pick<Catalog, "vendor" | "version" | "sections" | "entries">
  /** By language, then by the entry's id. English is always there. */
  readonly texts: {
    readonly en: { readonly [id: string]: ExplainText }
    readonly [language: string]: { readonly [id: string]: ExplainText }
  }
  /** By the entry's id. */
  readonly sources: { readonly [id: string]: ExplainOrigin }
}

/**
 * What to explain: an entry, or a code in a section or in any, or answers of a status that carry no code. A
 * `CrmError` fits, and gives its entry and the alternatives of its evidence.
 *
 * @category models
 * @since 0.1.0
 */
export interface ExplainQuery {
  /** The id of an entry, with its vendor in front or without: `contacts/205`. */
  readonly entry?: string | undefined
  readonly code?: string | undefined
  /** A section, or what a caller calls its resources (`notes` is the section `events`). */
  readonly section?: string | undefined
  /** An HTTP status. */
  readonly status?: number | undefined
  readonly evidence?: { readonly alternatives?: ReadonlyArray<string> } | undefined
}

/** One reading of an answer, in sentences. @category models @since 0.1.0 */
export interface Explanation {
  readonly vendor: string
  readonly entry: string
  readonly section: string
  /** What an answer has to show to be read this way: one line for each alternative. */
  readonly conditions: ReadonlyArray<string>
  readonly outcome: Entry["outcome"]
  readonly ambiguous?: true
  readonly reason?: ReasonData
  readonly verdict?: Verdict.Verdict
  /** What it means. */
  readonly summary: string
  /** What to do about it. */
  readonly remedy: string
  /** Whose turn it is. */
  readonly who: string
  /** Whether and when to send it again. */
  readonly retry: string
  /** Did the write happen? */
  readonly written: string
  /** What else is held up as long as this is not resolved. */
  readonly affects: string
  /** The vendor's own wording, verbatim; empty when none is known. */
  readonly vendorText: ReadonlyArray<string>
  /** The language of `vendorText`: the one that was asked for, or English where that has no wording. */
  readonly vendorLanguage: string
  readonly note?: string
  readonly confidence: { readonly entry: Confidence; readonly effect?: Confidence }
  readonly sources: ReadonlyArray<ExplainSource>
}

/** The four sentences that a verdict comes to. @category models @since 0.1.0 */
export interface VerdictInWords {
  readonly who: string
  readonly retry: string
  readonly written: string
  readonly affects: string
}

const effects: { readonly [E in Verdict.Effect]: string } = {
  NotApplied: "No, nothing was written.",
  Applied: "Yes, the write happened.",
  PartiallyApplied: "A part of it was written.",
  MaybeApplied: "Perhaps: the answer does not tell."
}

const scopes: { readonly [S in Verdict.Scope]: string } = {
  Item: "this record",
  Request: "this request",
  Operation: "every call of this operation",
  Credential: "everything with this credential",
  Account: "the whole account",
  EgressIp: "everything from this IP address",
  Vendor: "everything at this vendor"
}

const sentence = (phrase: string): string => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`

/**
 * Says a verdict in words of ours. A repeat of what may have been written is qualified: it is for `decide` to
 * allow it.
 *
 * @category explaining
 * @since 0.1.0
 */
export const describeVerdict = (verdict: Verdict.Verdict): VerdictInWords => {
  const { effect, inFlight, scope, when } = verdict
  const repeats = when._tag !== "Never" && when._tag !== "AfterPerson"
  const caution = repeats && effect !== "NotApplied" ? "only if a repeat can do no harm, or after looking: " : ""
  return {
    who: sentence(describeActors(verdict)),
    retry: sentence(`${caution}${describeWhen(verdict)}`),
    written: inFlight ? "Perhaps, and it may still happen: the answer does not tell." : effects[effect],
    affects: sentence(scope.map((one) => scopes[one]).join(", "))
  }
}

const without: { readonly [O in Exclude<Entry["outcome"], "Failed">]: VerdictInWords } = {
  Success: {
    who: "Nobody.",
    retry: "There is nothing to repeat: this is a success.",
    written: "Yes.",
    affects: "Nothing."
  },
  Empty: {
    who: "Nobody.",
    retry: "There is nothing to repeat: a read found nothing.",
    written: "No: it is a read.",
    affects: "Nothing."
  },
  NoOp: {
    who: "Nobody.",
    retry: "There is nothing to repeat: nothing had to be changed.",
    written: "No: it was so before.",
    affects: "Nothing."
  }
}

const ambiguous: VerdictInWords = {
  who: "Nobody, unless it matters whether the record is still there.",
  retry: "Do not send it again: either nothing had to be changed or the record is gone. Read it to know.",
  written: "No.",
  affects: "This record."
}

const wordsOf = (entry: Entry): VerdictInWords => {
  if (entry.outcome === "Failed") return entry.verdict === undefined ? without.Success : describeVerdict(entry.verdict)
  return entry.ambiguous ? ambiguous : without[entry.outcome]
}

const listed = (values: ReadonlyArray<unknown>): string => values.map(String).join(" or ")

type Test = {
  readonly equals?: unknown
  readonly oneOf?: ReadonlyArray<unknown>
  readonly includes?: string
  readonly exists?: boolean
}

const test = ({ equals, exists, includes, oneOf }: Test): string => {
  if (exists !== undefined) return exists ? "present" : "absent"
  if (includes !== undefined) return `containing ${JSON.stringify(includes)}`
  return oneOf === undefined
    ? `= ${JSON.stringify(equals)}`
    : `one of ${oneOf.map((value) => JSON.stringify(value)).join(", ")}`
}

const condition = (match: Match): string => {
  const parts: Array<string> = []
  if (match.code !== undefined) parts.push(`code ${listed(match.code)}`)
  if (match.status !== undefined) parts.push(`HTTP ${listed(match.status)}`)
  if (match.body !== undefined) parts.push(`body ${listed(match.body)}`)
  if (match.section !== undefined) parts.push(`section ${listed(match.section)}`)
  if (match.operation !== undefined) parts.push(`operation ${listed(match.operation)}`)
  if (match.intent !== undefined) parts.push(`intent ${listed(match.intent)}`)
  if (match.variant !== undefined) parts.push(`variant ${listed(match.variant)}`)
  for (const header of match.header ?? []) parts.push(`header ${header.name} ${test(header)}`)
  for (const pointer of match.pointer ?? [])
    parts.push(`${pointer.path === "" ? "the body" : pointer.path} ${test(pointer)}`)
  return parts.join(", ")
}

const sectionOfEntry = (id: string): string => id.split("/")[1] ?? ""

const explainEntry = (data: ExplainData, entry: Entry, language: string): Explanation => {
  const english = data.texts.en[entry.id]
  const own = data.texts[language]?.[entry.id]
  const origin = data.sources[entry.id]
  const hasOwnWording = own !== undefined && own.vendor.length > 0
  return {
    vendor: data.catalog.vendor,
    entry: entry.id,
    section: sectionOfEntry(entry.id),
    conditions: entry.match.map(condition),
    outcome: entry.outcome,
    ...(entry.ambiguous ? { ambiguous: true } : {}),
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    ...(entry.verdict === undefined ? {} : { verdict: entry.verdict }),
    summary: own?.summary ?? english?.summary ?? "",
    remedy: own?.remedy ?? english?.remedy ?? "",
    ...wordsOf(entry),
    vendorText: (hasOwnWording ? own : english)?.vendor ?? [],
    vendorLanguage: hasOwnWording ? language : "en",
    ...(origin?.note === undefined ? {} : { note: origin.note }),
    confidence: origin?.confidence ?? {
      entry: entry.confidence,
      ...(entry.effectConfidence === undefined ? {} : { effect: entry.effectConfidence })
    },
    sources: origin?.sources ?? []
  }
}

/** The section that a caller means, by its id or by what the caller calls its resources. @category explaining @since 0.1.0 */
export const sectionOf = (sections: ReadonlyArray<Section>, name: string): string | undefined =>
  sections.find(({ id }) => id === name)?.id ?? sections.find(({ entities }) => entities.includes(name))?.id

const hasCode = (match: Match, code: string): boolean => match.code?.includes(code) ?? false

const hasCodeInAnyCase = (match: Match, code: string): boolean =>
  match.code?.some((one) => one.toLowerCase() === code.toLowerCase()) ?? false

const inSection = (match: Match, section: string | undefined): boolean =>
  section === undefined || match.section === undefined || match.section.includes(section)

const select = (data: ExplainData, query: ExplainQuery): ReadonlyArray<Entry> => {
  const { entries, sections, vendor } = data.catalog
  if (query.entry !== undefined) {
    const wanted = [query.entry, ...(query.evidence?.alternatives ?? [])].map((id) =>
      id.startsWith(`${vendor}/`) ? id : `${vendor}/${id}`
    )
    return entries.filter(({ id }) => wanted.includes(id))
  }
  const section = query.section === undefined ? undefined : (sectionOf(sections, query.section) ?? query.section)
  const { code, status } = query
  if (code !== undefined) {
    const by = (fits: (match: Match, code: string) => boolean): ReadonlyArray<Entry> =>
      entries.filter(({ match }) => match.some((one) => fits(one, code) && inSection(one, section)))
    const exact = by(hasCode)
    return exact.length > 0 ? exact : by(hasCodeInAnyCase)
  }
  if (status === undefined) return []
  return entries.filter(({ match }) =>
    match.some((one) => one.code === undefined && one.status?.includes(status) && inSection(one, section))
  )
}

/** Explains what a vendor's answer means. @category models @since 0.1.0 */
export interface Explainer {
  readonly vendor: string
  /** The languages in which something is known, English first. */
  readonly languages: ReadonlyArray<string>
  /** Every reading that fits, in the order of the catalog; none when the catalog does not know it. */
  readonly explain: (query: ExplainQuery, language?: string) => ReadonlyArray<Explanation>
}

/**
 * Makes an explainer out of what a catalog package publishes.
 *
 * **Details**
 *
 * Texts of ours that a language does not have are given in English; the vendor's own wording is never translated.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeExplainer = (data: ExplainData): Explainer => ({
  vendor: data.catalog.vendor,
  languages: [
    "en",
    ...Object.keys(data.texts)
      .filter((language) => language !== "en")
      .sort()
  ],
  explain: (query, language = "en") => select(data, query).map((entry) => explainEntry(data, entry, language))
})

/**
 * The verdict of several readings: what holds when the answer does not tell them apart. `undefined` when none
 * of them is a failure.
 *
 * @category explaining
 * @since 0.1.0
 */
export const uniteReadings = (explanations: ReadonlyArray<Explanation>): Verdict.Verdict | undefined =>
  Verdict.joinAll(explanations.flatMap(({ verdict }) => (verdict === undefined ? [] : [verdict])))
