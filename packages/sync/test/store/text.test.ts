import type { History } from "@crm-errors/core"
import * as FastCheck from "fast-check"
import { describe, expect, it } from "vitest"
import { decodeHistory, encodeHistory } from "../../src/store/rows.ts"
import { decodeText, encodeText, keyFrom, storedKey } from "../../src/store/text.ts"

/** Any text of JavaScript, and often one that looks like ours. */
const texts = FastCheck.oneof(
  FastCheck.string({ unit: "binary", maxLength: 20 }),
  FastCheck.array(FastCheck.constantFrom("\\j", "\\h", '"', "\u0000", "\ud83e", "\udd8a", "a"), { maxLength: 4 }).map(
    (parts) => parts.join("")
  ),
  FastCheck.string({ minLength: 160, maxLength: 700, unit: "grapheme" })
)

/** As a database has it: bytes, in which half of a pair is lost and a zero ends the text. */
const throughBytes = (text: string): string => {
  const bytes = new TextEncoder().encode(text)
  const end = bytes.indexOf(0)
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(end < 0 ? bytes : bytes.subarray(0, end))
}

const numbers = FastCheck.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0)

const attempt: FastCheck.Arbitrary<History.Attempt> = FastCheck.record(
  {
    at: numbers,
    reason: texts,
    family: FastCheck.constantFrom("auth", "throttle", "outage"),
    entry: texts,
    code: texts,
    httpStatus: FastCheck.integer(),
    requestId: texts,
    effect: FastCheck.constantFrom("NotApplied", "Applied", "PartiallyApplied", "MaybeApplied"),
    decision: FastCheck.constantFrom("Retry", "Refresh", "Verify", "Park", "Items"),
    refreshed: FastCheck.array(FastCheck.constantFrom("Credentials", "Routing", "Schema", "Record"))
  },
  { requiredKeys: ["at", "effect", "decision"], noNullPrototype: true }
)

const histories: FastCheck.Arbitrary<History.History> = FastCheck.record(
  { attempts: FastCheck.array(attempt, { maxLength: 4 }), startedAt: numbers, tokens: numbers, sample: numbers },
  { requiredKeys: ["attempts"], noNullPrototype: true }
)

describe("what is kept", () => {
  it("a text comes back exactly", () => {
    FastCheck.assert(
      FastCheck.property(texts, (text) => {
        expect(decodeText(throughBytes(encodeText(text)))).toBe(text)
      }),
      { numRuns: 1000 }
    )
  })

  it("a key comes back exactly, and is found by what no other key is found by", () => {
    FastCheck.assert(
      FastCheck.property(texts, texts, (one, other) => {
        const [left, right] = [storedKey(one), storedKey(other)]
        expect([
          keyFrom(throughBytes(left.key), left.full === null ? null : throughBytes(left.full)),
          left.key === right.key,
          Buffer.byteLength(left.key) <= 500
        ]).toEqual([one, one === other, true])
      }),
      { numRuns: 1000 }
    )
  })

  it("a history comes back exactly", () => {
    FastCheck.assert(
      FastCheck.property(histories, (history) => {
        expect(decodeHistory(throughBytes(encodeHistory(history)))).toStrictEqual(history)
      }),
      { numRuns: 300 }
    )
  })
})
