import { describe, expect, it } from "vitest"
import { pascalCase, refuseId, refuseName } from "../../src/authoring/vendor/names.ts"

describe("refuseId", () => {
  it.each(["acme", "acme-crm", "a1", "acme-2"])("takes %s", (id) => {
    expect(refuseId(id)).toBe(undefined)
  })

  const form = "Write lower-case words with hyphens between them, such as acme or acme-crm."
  const refused: ReadonlyArray<readonly [id: string, why: string]> = [
    ["", `"" is no id of a vendor. ${form}`],
    ["Acme", `"Acme" is no id of a vendor. ${form}`],
    ["1c", `"1c" is no id of a vendor. ${form}`],
    ["acme_crm", `"acme_crm" is no id of a vendor. ${form}`],
    ["acme--crm", `"acme--crm" is no id of a vendor. ${form}`],
    ["../acme", `"../acme" is no id of a vendor. ${form}`],
    ["a".repeat(41), `the id ${"a".repeat(41)} has 41 characters. Choose one with at most 40.`],
    ["core", "@crm-errors/core is the name of another package. Choose another id."],
    ["catalog-acme", "@crm-errors/catalog-acme is the name of another package. Choose another id."]
  ]
  it.each(refused)("refuses %j", (id, why) => {
    expect(refuseId(id)).toBe(why)
  })
})

describe("refuseName", () => {
  it.each(["Acme", "Constant Contact Lead Gen & CRM", "amoCRM / Kommo", "1C-Битрикс24", "Zoho (EU)"])(
    "takes %s",
    (name) => {
      expect(refuseName(name)).toBe(undefined)
    }
  )

  it.each(["", " ", "a*/b", "`x`", "line\nbreak", "<b>", "$" + "{x}", '"', "x".repeat(61), " Acme", "| a"])(
    "refuses %j, which would not stay a name in a comment or a page",
    (name) => {
      expect(refuseName(name)).toBe(
        `${JSON.stringify(name)} cannot be used as a name. Write it as people do, with at most 60 letters, digits, spaces and . , & + ' ( ) / -.`
      )
    }
  )
})

describe("pascalCase", () => {
  it("makes the name of an adapter", () => {
    expect(["acme", "constant-contact", "acme-2-crm"].map(pascalCase)).toEqual(["Acme", "ConstantContact", "Acme2Crm"])
  })
})
