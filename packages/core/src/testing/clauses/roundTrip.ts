import * as Equal from "effect/Equal"
import * as Schema from "effect/Schema"
import type { Outcome } from "../../Outcome.ts"
import { OutcomeSchema } from "../../schema/OutcomeSchema.ts"
import { bodies, requests, someStatuses } from "../answers.ts"
import { difference } from "../difference.ts"
import { outcomeOf, plain } from "../observe.ts"
import type { Clause, Options } from "../Suite.ts"
import { brief, violation } from "../violation.ts"

const encode = Schema.encodeSync(OutcomeSchema)
const decode = Schema.decodeUnknownSync(OutcomeSchema)

const todo = "Let nothing into the outcome that is not of the model: no NaN, no undefined, no object of the vendor's."

const assertRoundTrip = (outcome: Outcome, where: string): void => {
  const encoded = encode(outcome)
  const apart = difference(plain(encoded), plain(outcome))
  if (apart !== undefined) throw violation(`the codec and toJSON differ ${apart}`, where, todo)
  const back = decode(plain(encoded))
  if (!Equal.equals(back, outcome)) {
    throw violation(`decoding gives another outcome ${difference(plain(outcome), plain(back)) ?? ""}`, where, todo)
  }
}

/** What is stored is what was there. */
export const roundTrip = ({ adapter, fixtures }: Options): ReadonlyArray<Clause> => [
  {
    name: "MUST round-trip through /schema",
    run: () => {
      for (const [name, fixture] of Object.entries(fixtures)) assertRoundTrip(outcomeOf(adapter, fixture), name)
      for (const [index, body] of bodies.entries()) {
        for (const status of someStatuses) {
          const outcome = adapter.normalize({ status, body }, requests[index % requests.length])
          assertRoundTrip(outcome, `status ${String(status)}, body ${brief(body)}`)
        }
      }
    }
  }
]
