import type { CrmError } from "../../CrmError.ts"
import { difference } from "../difference.ts"
import { answerOf } from "../Fixture.ts"
import { outcomeOf, plain } from "../observe.ts"
import { errorsOf } from "../printed.ts"
import type { Clause, Options } from "../Suite.ts"
import { violation } from "../violation.ts"

const isTimed = ({ verdict: { when } }: CrmError): boolean => when.millis !== undefined || when.at !== undefined

const nonsense = ["soon", "-5", "1.5", "1e3", "0x10", "120, 60", "120s", "2026-11-21T12:02:00Z", ""]

/** A wait is what somebody said, never a guess. */
export const retryAfter = ({ adapter, fixtures }: Options): ReadonlyArray<Clause> => [
  {
    name: "MUST keep retryAfter only when the vendor or the catalog said so",
    run: () => {
      for (const [name, fixture] of Object.entries(fixtures)) {
        for (const error of errorsOf(outcomeOf(adapter, fixture))) {
          const said = error.evidence.wait
          if (isTimed(error) && said === undefined) {
            throw violation(
              "a wait that nobody gave",
              name,
              "Take waits from `Retry-After`, `waits` of vendor.json or `when` of the entry."
            )
          }
        }
      }
      for (const status of [429, 503]) {
        const bare = plain(adapter.normalize({ status, body: "" }))
        for (const value of nonsense) {
          const found = difference(
            bare,
            plain(adapter.normalize({ status, headers: { "retry-after": value }, body: "" }))
          )
          if (found !== undefined) {
            throw violation(
              `nonsense counts as a wait: ${found}`,
              `status ${status}, Retry-After ${JSON.stringify(value)}`,
              "Ignore it."
            )
          }
        }
      }
    }
  },
  {
    name: "MUST take Retry-After before every other hint",
    run: () => {
      const at = Date.UTC(2026, 10, 21, 12, 2)
      const said = { "retry-after": "Sat, 21 Nov 2026 12:02:00 GMT" }
      for (const [name, fixture] of Object.entries(fixtures)) {
        const answer = answerOf(fixture)
        const headers = { ...fixture.answer.headers, ...said }
        const outcome = adapter.normalize({ ...answer, headers }, fixture.request ?? undefined)
        for (const error of errorsOf(outcome)) {
          const { when } = error.verdict
          if (
            isTimed(error) &&
            error.reason.family === "throttle" &&
            (when._tag === "After" || when._tag === "AtWindow") &&
            when.at !== at
          ) {
            throw violation(
              `waits ${JSON.stringify(when)}`,
              `${name}, Retry-After ${said["retry-after"]}`,
              "Leave waits to the adapter kit."
            )
          }
        }
      }
    }
  }
]
