import * as fc from "fast-check"
import { expect, it } from "vitest"
import { compareLanguage, compareNatural } from "../src/internal/order.ts"

it("sorts codes as a person does", () => {
  const codes = ["10", "9", "a/10", "a/9", "a", "A", "010", "a/9-x", "a/9b"]
  expect(codes.sort(compareNatural)).toEqual(["9", "010", "10", "A", "a", "a/9", "a/9-x", "a/9b", "a/10"])
})

it("is a total order", () => {
  const text = fc.string({ unit: fc.constantFrom("0", "1", "9", "a", "-", "/"), maxLength: 6 })
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      expect(Math.sign(compareNatural(a, b))).toBe(-Math.sign(compareNatural(b, a)) + 0)
      expect(compareNatural(a, b) === 0).toBe(a === b)
      fc.pre(compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0)
      expect(compareNatural(a, c)).toBeLessThanOrEqual(0)
    })
  )
})

it("puts English first", () => {
  expect(["ru", "de", "en", "pt-BR"].sort(compareLanguage)).toEqual(["en", "de", "pt-BR", "ru"])
})
