import type { Explanation } from "@crm-errors/core/adapter"
import { compareLanguage } from "../internal/order.ts"
import type { AuthoredEntry } from "../schema/entry.ts"
import type { Fixture } from "../schema/fixture.ts"
import type { Source } from "../schema/source.ts"
import { condition } from "./conditions.ts"
import { code, link, prose, quoted, table } from "./markdown.ts"
import { sample } from "./sample.ts"

/** The part of an id after the vendor: on a vendor's own page that is enough. */
export const shortId = (id: string): string => id.slice(id.indexOf("/") + 1)

/** A section has no dot in its name, so that no two ids have one anchor. */
export const anchorOf = (id: string): string => shortId(id).replace("/", ".")

const languages: { readonly [language: string]: string } = {
  de: "German",
  en: "English",
  es: "Spanish",
  fr: "French",
  pt: "Portuguese",
  "pt-BR": "Portuguese (Brazil)",
  ru: "Russian"
}

const languageName = (language: string): string => languages[language] ?? language

/** The reason with its fields, or what an answer is when it is no error. */
export const reasonOf = ({ ambiguous, outcome, reason }: AuthoredEntry): string => {
  if (reason === undefined) return ambiguous ? `${code(outcome)}, ambiguous` : code(outcome)
  const { _tag, ...fields } = reason
  const values = Object.values(fields).map(String)
  return values.length === 0 ? code(_tag) : `${code(_tag)} (${prose(values.join(", "))})`
}

const certainty = ({ confidence }: AuthoredEntry): string =>
  confidence.effect === undefined || confidence.effect === confidence.entry
    ? confidence.entry
    : `${confidence.entry}; whether it was written: ${confidence.effect}`

const wording = ({ texts }: AuthoredEntry): string =>
  Object.entries(texts)
    .sort(([left], [right]) => compareLanguage(left, right))
    .flatMap(([language, { vendor }]) =>
      vendor === undefined || vendor.length === 0
        ? []
        : [`${vendor.map(quoted).join("<br>")} (${languageName(language)})`]
    )
    .join("<br>")

const sourceLine = ({ about, checked, document, language, quote, url }: Source): string => {
  const place =
    url === undefined
      ? prose(document ?? "")
      : `${link(prose(url.replace(/^https?:\/\//, "")), url)}${document === undefined ? "" : `, ${prose(document)}`}`
  const spoken = language === undefined ? "" : `, ${languageName(language)}`
  const said = [quote === undefined ? "" : quoted(quote), about === undefined ? "" : prose(about)]
  return `- ${place} (checked ${checked}${spoken}): ${said.filter((part) => part !== "").join(" ")}`
}

/** Everything about one entry. `fixture` is the first of its fixtures. */
export const entrySection = (entry: AuthoredEntry, words: Explanation, fixture: Fixture | undefined): string => {
  const vendorSays = wording(entry)
  const rows = [
    ["**Read from**", entry.match.map(condition).join("<br>or ")],
    ["**Retry**", prose(words.retry)],
    ["**Written?**", prose(words.written)],
    ["**Who**", prose(words.who)],
    ["**Held up**", prose(words.affects)],
    ...(vendorSays === "" ? [] : [["**The vendor says**", vendorSays]]),
    ["**Known**", certainty(entry)]
  ]
  return [
    `<a id="${anchorOf(entry.id)}"></a>`,
    `#### ${code(entry.id)}`,
    prose(words.summary),
    `**What to do.** ${prose(words.remedy)}`,
    table(["Reason", reasonOf(entry)], rows),
    ...(entry.note === undefined ? [] : [`**Note.** ${prose(entry.note)}`]),
    ["**Sources**", "", ...entry.sources.map(sourceLine)].join("\n"),
    ...(fixture === undefined ? [] : [sample(fixture)])
  ].join("\n\n")
}
