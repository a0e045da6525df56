/** A diff takes as long as there are entries and fixtures, not longer. The bench measures; this only notices a square. */
import type { Catalog } from "@crm-errors/core/adapter"
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import type { Release } from "../../src/diff/Release.ts"
import { renderJson } from "../../src/diff/render/json.ts"
import { renderMarkdown } from "../../src/diff/render/markdown.ts"
import { renderText } from "../../src/diff/render/text.ts"
import { entry, failed, normalizeAcme, release } from "./support.ts"

const count = 50_000

/** Every tenth entry is another in `step` 1: half of those retry after a wait of their own, the rest are moved. */
const synthetic = (step: 0 | 1): Release => {
  const indexes = Array.from({ length: count }, (_, index) => index)
  const moved = (index: number): boolean => step === 1 && index % 10 === 5
  const idOf = (index: number): string => `acme/${moved(index) ? "moved" : "x"}/${index}`
  const behaviour = (index: number): Partial<Catalog.Entry> =>
    index % 10 === 0
      ? failed({ _tag: "UnavailableError" }, { _tag: "After", millis: 1_000 + index + step * 500_000 })
      : failed({ _tag: "InvalidRecordError" }, "Never")
  return release(
    {
      entries: indexes.map((index) => entry(idOf(index), { ...behaviour(index), match: [{ code: [String(index)] }] }))
    },
    {
      fixtures: indexes
        .filter((index) => index % 10 === 0)
        .map((index) => ({
          name: `fixture-${index}`,
          entry: idOf(index),
          answer: { status: 400, body: JSON.stringify({ code: String(index) }) },
          request: { intent: "Read" }
        })),
      retired: indexes.filter(moved).map((index) => ({
        id: `acme/x/${index}`,
        kind: "moved",
        to: [`acme/moved/${index}`],
        since: "2.0.0",
        why: "moved"
      }))
    }
  )
}

it("of 50,000 entries is there in seconds", () => {
  const [old, next] = [synthetic(0), synthetic(1)]
  const started = performance.now()
  const changes = diff(old, next, { normalize: normalizeAcme })
  const lengths = [renderText(changes), renderJson(changes), renderMarkdown(changes)].map((text) => text.length > 0)
  const seconds = (performance.now() - started) / 1_000
  expect([changes.bump, changes.changes.length, lengths]).toEqual(["minor", 10_000, [true, true, true]])
  expect(seconds).toBeLessThan(15)
})
