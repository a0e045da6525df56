/** A diff takes as long as there are entries and fixtures, not longer. The bench measures; this only notices a square. */
import type { Catalog } from "@crm-errors/core/adapter"
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import type { Release } from "../../src/diff/Release.ts"
import { renderJson } from "../../src/diff/render/json.ts"
import { renderMarkdown } from "../../src/diff/render/markdown.ts"
import { renderText } from "../../src/diff/render/text.ts"
import { entry, failed, normalizeAcme, release } from "./support.ts"

/** Every tenth entry is another in `step` 1: half of those retry after a wait of their own, the rest are moved. */
const synthetic = (count: number, step: 0 | 1): Release => {
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

/** Of processor time, because what else runs on the machine is not our doing. */
const secondsFor = (count: number): number => {
  const [old, next] = [synthetic(count, 0), synthetic(count, 1)]
  const before = process.cpuUsage()
  const changes = diff(old, next, { normalize: normalizeAcme })
  const written = [renderText(changes), renderJson(changes), renderMarkdown(changes)].map((text) => text.length > 0)
  const { system, user } = process.cpuUsage(before)
  expect([changes.bump, changes.changes.length, written]).toEqual(["minor", count / 5, [true, true, true]])
  return (system + user) / 1e6
}

it("of 50,000 entries takes seconds, and four times as long as of a quarter of them", () => {
  secondsFor(1_000)
  const quarter = secondsFor(12_500)
  const whole = secondsFor(50_000)
  expect(whole).toBeLessThan(60)
  // A square would make it sixteen times as long.
  expect(whole / quarter).toBeLessThan(10)
}, 120_000)
