import type { AuthoredEntry } from "../../schema/entry.ts"
import { language, url } from "../../schema/primitives.ts"
import type { Source } from "../../schema/source.ts"
import { type Given, type Invalid, invalid, type Question } from "./Given.ts"

const longestQuote = 300

/** What is said about an entry, as far as it is known. */
export interface Words {
  readonly texts: AuthoredEntry["texts"]
  readonly sources: ReadonlyArray<Source>
  readonly questions: ReadonlyArray<Question>
}

/** What the vendor said in the answer. Absent when something in it was replaced: then it is not the vendor's wording. */
export interface Said {
  readonly text: string | undefined
  /** What the answer shows otherwise, in words of ours. */
  readonly shown: string
  /** The day of the answer, as `YYYY-MM-DD`. */
  readonly on: string
  readonly today: string
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ""

const ownSource = ({ quote, source }: Given, today: string): ReadonlyArray<Source> =>
  source === undefined || isBlank(source)
    ? []
    : [
        {
          ...(url.safeParse(source).success ? { url: source } : { document: source }),
          checked: today,
          ...(quote === undefined || isBlank(quote) ? { about: "named with the recorded answer" } : { quote })
        }
      ]

/** The texts and the sources of a new entry. */
export const wordsOf = (given: Given, said: Said): Words | Invalid => {
  const spoken = given.lang ?? (/\p{Script=Cyrillic}/u.test(said.text ?? "") ? "ru" : "en")
  if (!language.safeParse(spoken).success) {
    return invalid("lang", `${JSON.stringify(spoken)} is no language. Write it as en, ru or pt-BR.`)
  }
  const wording =
    said.text !== undefined && said.text.trim() !== "" && said.text.length <= longestQuote ? said.text : undefined
  const vendor = wording === undefined ? {} : { vendor: [wording] }
  const { remedy, summary } = given
  const questions: ReadonlyArray<Question> = [
    ...(isBlank(summary)
      ? [{ option: "summary" as const, why: "What does it mean? One plain sentence in English." }]
      : []),
    ...(isBlank(remedy)
      ? [{ option: "remedy" as const, why: "What does a person do about it? One or two plain sentences." }]
      : [])
  ]
  return {
    texts: {
      en: { summary: summary?.trim() ?? "", remedy: remedy?.trim() ?? "", ...(spoken === "en" ? vendor : {}) },
      ...(spoken === "en" || wording === undefined ? {} : { [spoken]: vendor })
    },
    sources: [
      ...ownSource(given, said.today),
      {
        document: "a recorded answer",
        checked: said.on,
        ...(wording === undefined ? { about: said.shown } : { language: spoken, quote: wording })
      }
    ],
    questions
  }
}
