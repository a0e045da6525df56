import { describe, expect, it } from "@effect/vitest"
import { failuresOf } from "./check.ts"

/** So many seeds are one test. */
const together = 20

/** Every law holds for each of these seeds. They are the same in each run: `npm run soak` looks for others. */
export const seeds = (from: number, count: number): void => {
  describe("a random fault schedule", () => {
    it.each(Array.from({ length: count / together }, (_, index) => from + index * together))(
      `leaves every record in one state, and the vendor in peace: ${together} seeds from %i`,
      { timeout: 300_000 },
      async (first) => {
        const failures: Array<string> = []
        for (let seed = first; seed < first + together; seed++) failures.push(...(await failuresOf(seed)))
        expect(failures).toEqual([])
      }
    )
  })
}
