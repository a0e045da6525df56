import type { ExplainSource, Explanation, VerdictInWords } from "@crm-errors/core/adapter"
import type { ByDefault, ExplainReport, Group } from "./explain.ts"
import { counted, type Look, labelled, wrap } from "./terminal.ts"

const labelWidth = 12

const languageNames: { readonly [language: string]: string } = { en: "English", ru: "Russian", pt: "Portuguese" }

const reasonOf = ({ ambiguous, outcome, reason }: Explanation): string => {
  if (reason === undefined) return ambiguous ? `${outcome}, ambiguous: not an error` : `${outcome}: not an error`
  const { _tag, ...details } = reason
  const values = Object.values(details).map(String)
  return values.length === 0 ? _tag : `${_tag} (${values.join(", ")})`
}

const confidenceOf = ({ confidence }: Explanation): string =>
  confidence.effect === undefined || confidence.effect === confidence.entry
    ? `${confidence.entry}`
    : `${confidence.entry}; whether it was written: ${confidence.effect}`

const sourceLines = (source: ExplainSource, look: Look): ReadonlyArray<string> => {
  const indent = " ".repeat(labelWidth)
  const place = [source.url ?? source.document ?? "", `(${source.checked})`].join(" ")
  const said = source.quote === undefined ? (source.about ?? "") : `“${source.quote}”`
  return [
    ...wrap(place, look.columns - labelWidth).map((line) => indent + look.cyan(line)),
    ...wrap(said, look.columns - labelWidth - 2).map((line) => `${indent}  ${look.dim(line)}`)
  ]
}

const withLabel = (label: string, lines: ReadonlyArray<string>, look: Look): ReadonlyArray<string> =>
  lines.map((line, index) => (index === 0 ? look.dim(label.padEnd(labelWidth)) + line.slice(labelWidth) : line))

const inWords = (words: VerdictInWords, look: Look): ReadonlyArray<string> => [
  ...labelled("Who", words.who, look, labelWidth),
  ...labelled("Retry", words.retry, look, labelWidth),
  ...labelled("Written?", words.written, look, labelWidth),
  ...labelled("Held up", words.affects, look, labelWidth)
]

const headline = (left: string, right: string, look: Look): string => {
  const gap = look.columns - left.length - right.length
  return gap < 2 ? `${look.bold(left)}\n${look.dim(right)}` : look.bold(left) + " ".repeat(gap) + look.dim(right)
}

const readingLines = (reading: Explanation, look: Look): ReadonlyArray<string> => {
  const vendorText = reading.vendorText.flatMap((text) => wrap(`“${text}”`, look.columns - labelWidth))
  const language = languageNames[reading.vendorLanguage] ?? reading.vendorLanguage
  return [
    headline(reading.entry, reasonOf(reading), look),
    ...wrap(reading.summary, look.columns),
    "",
    ...labelled("Do", reading.remedy, look, labelWidth),
    ...inWords(reading, look),
    "",
    ...withLabel(
      "Read from",
      reading.conditions
        .flatMap((one) => wrap(one, look.columns - labelWidth))
        .map((line) => " ".repeat(labelWidth) + line),
      look
    ),
    ...withLabel(
      `In ${language}`,
      vendorText.map((line) => " ".repeat(labelWidth) + line),
      look
    ),
    ...labelled("Note", reading.note ?? "", look, labelWidth),
    ...labelled("Known", confidenceOf(reading), look, labelWidth),
    ...withLabel(
      "Sources",
      reading.sources.flatMap((source) => sourceLines(source, look)),
      look
    ),
    ""
  ]
}

const groupLines = ({ readings, together }: Group, look: Look): ReadonlyArray<string> => [
  ...readings.flatMap((reading, index) => [
    ...(index === 0 ? [] : [look.dim("─".repeat(look.columns)), ""]),
    ...readingLines(reading, look)
  ]),
  ...(together === undefined
    ? []
    : [
        look.dim("─".repeat(look.columns)),
        "",
        look.bold(readings.length === 2 ? "Both together" : `All ${readings.length} together`),
        ...wrap("What holds when it is not known which of them an answer is.", look.columns),
        "",
        ...inWords(together, look),
        ""
      ])
]

const defaultLines = (row: ByDefault, report: ExplainReport, look: Look): ReadonlyArray<string> => [
  headline(`HTTP ${row.status}`, row.reason, look),
  ...wrap(`The catalog of ${report.title} has no entry for it, so the table for all vendors decides.`, look.columns),
  "",
  ...inWords(row, look),
  ...labelled("Source", row.source, look, labelWidth),
  ""
]

const unknownLines = (
  { code, elsewhere, near, section, title, vendor }: ExplainReport,
  look: Look
): ReadonlyArray<string> => {
  if (elsewhere.length > 0) {
    return [
      ...wrap(`${title} has no ${code} in ${section}. It has:`, look.columns),
      ...elsewhere.map((entry) => `  ${look.bold(entry)}`),
      ...wrap(
        `See ${elsewhere.length === 1 ? "it" : "one of them"} with \`crm-errors explain ${vendor} <entry>\`, or leave --section out.`,
        look.columns
      )
    ]
  }
  return [
    ...wrap(`The catalog of ${title} does not know ${JSON.stringify(code)}.`, look.columns),
    ...(near.length === 0 ? [] : ["Near to it:", ...near.map((one) => `  ${look.bold(one)}`)]),
    ...wrap(
      "Such an answer becomes an UncataloguedError: never a success, and repeated only where that is safe.",
      look.columns
    )
  ]
}

/** The report as a person reads it. Ends with a line break. */
export const renderExplanations = (report: ExplainReport, look: Look): string => {
  const several = report.readings.length > 1
  const lines = [
    ...(several ? [`${report.title} has ${counted(report.readings.length, "reading")} of ${report.code}.`, ""] : []),
    ...groupLines(report, look),
    ...(report.asStatus === undefined
      ? []
      : [
          ...(report.readings.length > 0 ? [look.dim("═".repeat(look.columns)), ""] : []),
          ...wrap(`As an HTTP status, in an answer without a code, ${report.code} is:`, look.columns),
          "",
          ...groupLines(report.asStatus, look)
        ]),
    ...(report.byDefault === undefined ? [] : defaultLines(report.byDefault, report, look))
  ]
  while (lines.at(-1) === "") lines.pop()
  return `${(lines.length > 0 ? lines : unknownLines(report, look)).join("\n")}\n`
}
