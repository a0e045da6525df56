/**
 * From one recorded answer to an entry and its fixture: everything that can be derived is, and what only a person
 * knows is asked.
 *
 * @since 0.1.0
 */
import { complete } from "./complete.ts"
import type { Facts } from "./Facts.ts"
import { type Given, type Invalid, invalid, isInvalid } from "./Given.ts"
import type { Asking, Draft, Impossible, Kit, Known, RecordedAnswer } from "./Kit.ts"
import { placeOf } from "./place.ts"
import { propose } from "./propose.ts"
import { writeReason } from "./reasonOption.ts"
import { study } from "./study.ts"
import { wordsOf } from "./texts.ts"

const caseName = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/

const shownOf = ({ code, status }: Facts): string =>
  code === undefined ? `HTTP ${status} without a code` : `the code ${code} with HTTP ${status}`

/**
 * Drafts an entry. Nothing is written; calling it again with the answers to its questions goes on from there. What is
 * drafted is inferred and never a retry, unless the HTTP status alone is one.
 *
 * @category authoring
 * @since 0.1.0
 */
export const draftEntry = (
  kit: Kit,
  recorded: RecordedAnswer,
  given: Given
): Known | Impossible | Invalid | Asking | Draft => {
  const studied = study(kit, recorded, given)
  if (studied._tag !== "Study") return studied
  const { facts, wording } = studied
  const place = placeOf(kit.source, facts, given)
  if (isInvalid(place)) return place
  const proposal = propose(facts.status, given)
  if (isInvalid(proposal)) return proposal
  const words = wordsOf(given, { text: wording, shown: shownOf(facts), on: recorded.on, today: kit.today })
  if (isInvalid(words)) return words
  const name = given.case ?? "recorded"
  if (!caseName.test(name)) {
    return invalid(
      "case",
      `${JSON.stringify(name)} is no name of a case. Write words with hyphens, such as batch-of-two.`
    )
  }
  const questions = [...place.questions, ...proposal.questions, ...words.questions]
  const { id, section } = place
  const { reason, retried, verdict } = proposal
  if (
    questions.length > 0 ||
    id === undefined ||
    section === undefined ||
    reason === undefined ||
    verdict === undefined
  ) {
    return { _tag: "Asking", questions, ...(reason === undefined ? {} : { proposed: writeReason(reason) }) }
  }
  return complete(kit, studied, {
    entry: {
      id,
      outcome: "Failed",
      reason,
      verdict,
      confidence: { entry: "inferred", effect: "inferred" },
      texts: words.texts,
      sources: [...words.sources]
    },
    section,
    retried,
    name,
    from: given.source ?? `a recorded answer, ${recorded.on}`
  })
}
