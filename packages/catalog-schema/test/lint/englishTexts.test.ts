import { expect, it } from "vitest"
import { englishTexts } from "../../src/lint/englishTexts.ts"
import { entry, findings } from "../tiny.ts"

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(englishTexts)).toEqual([])
})

it("finds English that is missing or is no sentence", async () => {
  const found = await findings(englishTexts, (source) => {
    entry(source, "tiny/http/401").texts = { ru: { summary: "Истёк.", remedy: "Обновите." } }
    entry(source, "tiny/people/9").texts = { en: { summary: "there is one" } }
  })
  expect(found).toEqual([
    {
      file: "entries/http.json",
      place: "/entries/0/texts",
      what: "tiny/http/401 has no English summary",
      fix: "Add texts.en.summary"
    },
    {
      file: "entries/http.json",
      place: "/entries/0/texts",
      what: "tiny/http/401 has no English remedy",
      fix: "Add texts.en.remedy"
    },
    {
      file: "entries/people.json",
      place: "/entries/0/texts/en/summary",
      what: "the English summary of tiny/people/9 does not end like a sentence",
      fix: "Write one or two plain sentences"
    },
    {
      file: "entries/people.json",
      place: "/entries/0/texts",
      what: "tiny/people/9 has no English remedy",
      fix: "Add texts.en.remedy"
    }
  ])
})
