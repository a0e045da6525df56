import {
  type Asking,
  type Draft,
  formatProblem,
  type Impossible,
  type Known,
  type Question,
  writeReason
} from "@crm-errors/catalog-schema"
import { counted } from "../terminal.ts"

interface TodayError {
  readonly code?: string
  readonly entry?: string
  readonly reason: { readonly _tag: string }
}

/** What the answer comes to before anything is written: the line of `normalize`. */
export interface Today {
  readonly outcome: string
  readonly entry?: string
  readonly error?: TodayError
  readonly items?: ReadonlyArray<{ readonly index?: number; readonly error?: TodayError }>
  readonly decision: { readonly _tag: string; readonly because?: string }
}

/** How it ended. */
export interface Finished {
  readonly vendor: string
  /** `catalogs/<vendor>`. */
  readonly folder: string
  readonly today: Today
  readonly result: Known | Impossible | Asking | Draft
}

const said = ({ code, entry, reason }: TodayError): string =>
  `${reason._tag}, ${code === undefined ? "no code" : `code ${code}`}, ${entry === undefined ? "no entry" : `entry ${entry}`}`

const today = ({ decision, entry, error, items, outcome }: Today): ReadonlyArray<string> => {
  const what = error === undefined ? (entry === undefined ? "" : `: entry ${entry}`) : `: ${said(error)}`
  const records = (items ?? []).flatMap(({ error: one, index }) =>
    one === undefined ? [] : [`  record ${index ?? "?"}: ${said(one)}`]
  )
  const because = decision.because === undefined ? "" : ` (${decision.because})`
  return [`Today it is ${outcome}${what}. Decision: ${decision._tag}${because}.`, ...records]
}

const next = (vendor: string, folder: string, fixture: string): ReadonlyArray<string> => [
  "Next:",
  "",
  `  1. Read ${folder}/${fixture}. Names and streets in the middle of a sentence look like any other words: replace them.`,
  "     Compare `expected` with what the vendor says, and correct the entry where they differ.",
  "  2. npx crm-errors catalog build && npm run build && npx crm-errors catalog docs",
  `  3. npx crm-errors catalog lint ${folder} && npm test -- packages/${vendor}`,
  "  4. npx changeset"
]

const question = ({ choices, option, why }: Question): ReadonlyArray<string> => [
  `  --${option.padEnd(8)} ${why}`,
  ...(choices ?? []).map((choice) => `             ${choice}`)
]

const drafted = ({ entry, files, replaced }: Draft, vendor: string, folder: string): ReadonlyArray<string> => {
  const [entries = "", fixture = ""] = files.keys()
  const { match, reason, verdict } = entry
  return [
    `${folder}/${entries}: ${entry.id} was added.`,
    `  match    ${JSON.stringify(match[0])}`,
    `  reason   ${reason === undefined ? "" : writeReason(reason)}`,
    `  verdict  ${JSON.stringify(verdict)}`,
    "  inferred: raise the confidence when a source says so, and not before",
    `${folder}/${fixture} was written, with ${counted(replaced, "thing")} replaced by placeholders.`,
    "",
    ...next(vendor, folder, fixture)
  ]
}

const person = ({ folder, result, vendor }: Finished): ReadonlyArray<string> => {
  switch (result._tag) {
    case "Known":
      return [
        `It is ${result.entry} already: nothing was written.`,
        `Read it with \`npx crm-errors explain ${result.entry}\`. If this answer means something else, say --id <name> for an entry of its own.`
      ]
    case "Impossible":
      return [
        `Nothing was written: ${result.why}`,
        ...(result.problems ?? []).map((problem) => formatProblem({ ...problem, file: `${folder}/${problem.file}` }))
      ]
    case "Asking":
      return result.questions.flatMap(question)
    case "Draft":
      return drafted(result, vendor, folder)
  }
}

const json = ({ folder, result, today: before, vendor }: Finished): unknown => {
  switch (result._tag) {
    case "Known":
      return { vendor, today: before, known: result.entry, written: [] }
    case "Impossible":
      return { vendor, today: before, impossible: result.why, problems: result.problems ?? [], written: [] }
    case "Asking":
      return { vendor, today: before, needed: result.questions, written: [] }
    case "Draft":
      return {
        vendor,
        today: before,
        entry: result.entry,
        fixture: result.fixture,
        replaced: result.replaced,
        written: Array.from(result.files.keys(), (file) => `${folder}/${file}`)
      }
  }
}

/** The texts of the command. */
export const linesOf = { today, question, person, json }
