/**
 * From one recorded answer to an entry and its fixture: everything that can be derived is, and what only a person
 * knows is asked.
 *
 * @since 0.1.0
 */
import type { CrmError, Outcome } from "@crm-errors/core"
import type { Adapter, Catalog } from "@crm-errors/core/adapter"
import { compile } from "../../compile.ts"
import type { GeneratedFiles } from "../../generate.ts"
import type { Rule } from "../../lint/Rule.ts"
import { lint } from "../../lint.ts"
import type { CatalogSource } from "../../load.ts"
import type { Problem } from "../../Problem.ts"
import type { AuthoredEntry } from "../../schema/entry.ts"
import type { Fixture } from "../../schema/fixture.ts"
import { type Recording, redactRecording } from "../redact/redactRecording.ts"
import { complaintOf, shapeOf } from "./complaint.ts"
import { type Facts, factsOf } from "./Facts.ts"
import { fitEntry } from "./fitEntry.ts"
import { bareFixture, fixtureFile } from "./fixtureOf.ts"
import { type Given, type Invalid, invalid, isInvalid, type Question } from "./Given.ts"
import { keptTexts } from "./keptTexts.ts"
import { placeOf } from "./place.ts"
import { propose } from "./propose.ts"
import { wordsOf } from "./texts.ts"
import { withFixture } from "./withFiles.ts"

/** What a draft is made with. @category models @since 0.1.0 */
export interface Kit {
  readonly source: CatalogSource
  readonly adapterOf: (catalog: Catalog.Catalog) => Adapter
  /** `observe` of `@crm-errors/core/testing`, which costs time to load. */
  readonly observe: (adapter: Adapter, fixture: Fixture) => Fixture["expected"]
  /** The vendor's text of an error, which is kept redacted. */
  readonly textOf: (error: CrmError) => string | undefined
  /** Nothing that these find may be new with the entry. */
  readonly rules: ReadonlyArray<Rule>
  /** As `YYYY-MM-DD`. */
  readonly today: string
}

/** An answer to make an entry of. @category models @since 0.1.0 */
export interface RecordedAnswer extends Recording {
  /** The day on which it was received, as `YYYY-MM-DD`. */
  readonly on: string
}

/** An entry has it already. @category models @since 0.1.0 */
export interface Known {
  readonly _tag: "Known"
  readonly entry: string
}

/** No entry can be made of this answer, and why. @category models @since 0.1.0 */
export interface Impossible {
  readonly _tag: "Impossible"
  readonly why: string
  readonly problems?: ReadonlyArray<Problem>
}

/** What only a person knows. @category models @since 0.1.0 */
export interface Asking {
  readonly _tag: "Asking"
  readonly questions: ReadonlyArray<Question>
}

/** @category models @since 0.1.0 */
export interface Draft {
  readonly _tag: "Draft"
  readonly entry: AuthoredEntry
  readonly fixture: Fixture
  /** Everything that has to be written, by file, relative to the catalog's folder; the fixture last. */
  readonly files: GeneratedFiles
  /** How many things in the answer were replaced by placeholders. */
  readonly replaced: number
}

const impossible = (why: string): Impossible => ({ _tag: "Impossible", why })

const longestBody = 65_536

const unfit = ({ answer }: Recording): string | undefined => {
  const { body, status } = answer
  if (status === null) return "no answer came: that is a fact of the transport, which core knows and no catalog."
  if (status > 599) return `HTTP ${status} is no status of HTTP.`
  return (body ?? "").length > longestBody
    ? `the body has more than ${longestBody} characters. Cut it down to what tells the error.`
    : undefined
}

const nothingFailed = (outcome: Outcome.Outcome): Known | Impossible =>
  outcome._tag === "NoOp" && outcome.entry !== undefined
    ? { _tag: "Known", entry: outcome.entry }
    : impossible(
        `it is read as ${outcome._tag}, not as a failure. If it is one, its shape or its code is not read: that is code, decodeEnvelope.ts of the adapter.`
      )

const shownOf = ({ code, status }: Facts): string =>
  code === undefined ? `HTTP ${status} without a code` : `the code ${code} with HTTP ${status}`

const problemsOf = (source: CatalogSource, rules: ReadonlyArray<Rule>): ReadonlyMap<string, Problem> =>
  // Without the place: an entry more moves those behind it.
  new Map(lint(source, rules).map((problem) => [`${problem.rule} ${problem.file} ${problem.what}`, problem]))

/**
 * Drafts an entry. Nothing is written; calling it again with the answers to its questions goes on from there.
 *
 * @category authoring
 * @since 0.1.0
 */
export const draftEntry = (
  kit: Kit,
  recorded: RecordedAnswer,
  given: Given
): Known | Impossible | Invalid | Asking | Draft => {
  const { source } = kit
  const why = unfit(recorded)
  if (why !== undefined) return impossible(why)
  const adapter = kit.adapterOf(compile(source))
  const before = adapter.normalize(recorded.answer, recorded.request)
  const complaint = complaintOf(before)
  if (complaint === undefined) return nothingFailed(before)
  if (complaint.entry !== undefined && given.id === undefined) return { _tag: "Known", entry: complaint.entry }
  if (complaint.code?.startsWith("fp:")) {
    return impossible("its code is not written like one, so that it is not shown anywhere. Write the entry by hand.")
  }

  const redacted = redactRecording(recorded, {
    secrets: source.vendor.value.secrets ?? [],
    keep: keptTexts(source, complaint.code)
  })
  const after = adapter.normalize(redacted.answer, redacted.request)
  const error = complaintOf(after)
  if (error === undefined || shapeOf(after) !== shapeOf(before)) {
    return impossible(
      "without its secrets the answer is read differently. Replace them by hand, and give the command the result."
    )
  }

  const text = kit.textOf(error)
  const status = redacted.answer.status ?? 0
  const facts = factsOf(error, { status, body: redacted.answer.body }, redacted.request, text, adapter)
  const place = placeOf(source, facts, given)
  if (isInvalid(place)) return place
  const proposal = propose(status, given)
  if (isInvalid(proposal)) return proposal
  const words = wordsOf(given, {
    text: text === kit.textOf(complaint) ? text : undefined,
    shown: shownOf(facts),
    on: recorded.on,
    today: kit.today
  })
  if (isInvalid(words)) return words
  const questions = [...place.questions, ...proposal.questions, ...words.questions]
  const { reason, retried, verdict } = proposal
  const { id, section } = place
  if (
    questions.length > 0 ||
    id === undefined ||
    section === undefined ||
    reason === undefined ||
    verdict === undefined
  ) {
    return { _tag: "Asking", questions }
  }

  const name = given.case ?? "recorded"
  if (!/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/.test(name)) {
    return invalid(
      "case",
      `${JSON.stringify(name)} is no name of a case. Write words with hyphens, such as batch-of-two.`
    )
  }
  const draft: Omit<AuthoredEntry, "match"> = {
    id,
    outcome: "Failed",
    reason,
    verdict,
    confidence: { entry: "inferred", effect: "inferred" },
    texts: words.texts,
    sources: [...words.sources]
  }
  const found = fitEntry({ source, adapterOf: kit.adapterOf, recording: redacted, section, facts, retried, draft })
  if (found === undefined) {
    return impossible(
      "nothing that can be derived from the answer tells it from the entries that are there. Write the entry by hand, with a constraint that does."
    )
  }
  const { entry, source: withIt } = found
  const bare = bareFixture(id, redacted, { source: given.source ?? `a recorded answer, ${recorded.on}` })
  const expected = kit.observe(kit.adapterOf(compile(withIt)), { ...bare, expected: nothingExpected })
  const fixture: Fixture = { ...bare, expected }
  const file = fixtureFile(source, id, name)
  const complete = withFixture(withIt, file, fixture)
  const old = problemsOf(source, kit.rules)
  const added = [...problemsOf(complete, kit.rules)].flatMap(([key, problem]) => (old.has(key) ? [] : [problem]))
  if (added.length > 0) {
    return { ...impossible("the catalog would not be right with it."), problems: added }
  }
  const entries = `entries/${section}.json`
  const textOf = (name: string): string =>
    [...complete.entries, ...complete.fixtures].find((one) => one.file === name)?.text ?? ""
  return {
    _tag: "Draft",
    entry,
    fixture,
    files: new Map([
      [entries, textOf(entries)],
      [file, textOf(file)]
    ]),
    replaced: redacted.replaced
  }
}

const nothingExpected: Fixture["expected"] = {
  outcome: { _tag: "Failed" },
  first: { _tag: "Fail" },
  repeat: { _tag: "Fail" }
}
