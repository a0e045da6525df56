import { expect, it } from "vitest"
import { failedHasVerdict } from "../../src/lint/failedHasVerdict.ts"
import { entry, findings } from "../tiny.ts"

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(failedHasVerdict)).toEqual([])
})

it("finds what a failed entry lacks", async () => {
  const found = await findings(failedHasVerdict, (source) => {
    const { confidence, id, match, outcome, sources, texts } = entry(source, "tiny/people/10")
    source.entries[1]!.value.entries[1] = {
      id,
      match,
      outcome,
      ambiguous: true,
      confidence: { entry: confidence.entry },
      texts,
      sources
    }
  })
  const file = "entries/people.json"
  expect(found).toEqual([
    { file, place: "/entries/1", what: "tiny/people/10 has failed and has no reason", fix: "Add the reason" },
    { file, place: "/entries/1", what: "tiny/people/10 has failed and has no verdict", fix: "Add the verdict" },
    {
      file,
      place: "/entries/1/confidence",
      what: "tiny/people/10 does not say how sure verdict.effect is",
      expected: "confidence.effect: documented, observed or inferred",
      fix: "Add it; vendors seldom document it, so it is mostly inferred"
    },
    {
      file,
      place: "/entries/1/ambiguous",
      what: "tiny/people/10 is ambiguous and has the outcome Failed",
      expected: "ambiguous only with NoOp",
      fix: "Remove ambiguous or correct the outcome"
    }
  ])
})

it("finds what an entry that has not failed has too much", async () => {
  const found = await findings(failedHasVerdict, (source) => {
    entry(source, "tiny/people/10").outcome = "Success"
  })
  const file = "entries/people.json"
  expect(found).toEqual([
    {
      file,
      place: "/entries/1/reason",
      what: "tiny/people/10 has a reason and the outcome Success",
      fix: "Remove the reason"
    },
    {
      file,
      place: "/entries/1/verdict",
      what: "tiny/people/10 has a verdict and the outcome Success",
      fix: "Remove the verdict"
    }
  ])
})
