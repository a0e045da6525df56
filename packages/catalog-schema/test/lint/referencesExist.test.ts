import { expect, it } from "vitest"
import { referencesExist } from "../../src/lint/referencesExist.ts"
import { entry, findings } from "../tiny.ts"

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(referencesExist)).toEqual([])
})

it("finds sections, variants and operations that do not exist", async () => {
  const found = await findings(referencesExist, (source) => {
    entry(source, "tiny/people/9").match = [
      { section: ["http", "web"], variant: ["newer"], operation: ["people.drop"] }
    ]
    source.operations.value.operations[1]!.section = "folk"
    source.vendor.value.limits![0]!.variant = "newest"
    source.vendor.value.limits![0]!.operations = ["people.get", "people.list"]
  })
  const vendorFix = (kind: string) => `Correct the name, or add the ${kind} to vendor.json`
  const operationFix = "Correct the name, or add the operation to operations.json"
  expect(found).toEqual([
    {
      file: "entries/people.json",
      place: "/entries/0/match/0/section/1",
      what: "there is no section web",
      fix: vendorFix("section")
    },
    {
      file: "entries/people.json",
      place: "/entries/0/match/0/variant/0",
      what: "there is no variant newer",
      fix: vendorFix("variant")
    },
    {
      file: "entries/people.json",
      place: "/entries/0/match/0/operation/0",
      what: "there is no operation people.drop",
      fix: operationFix
    },
    {
      file: "operations.json",
      place: "/operations/1/section",
      what: "there is no section folk",
      fix: vendorFix("section")
    },
    {
      file: "vendor.json",
      place: "/limits/0/variant",
      what: "there is no variant newest",
      fix: vendorFix("variant")
    },
    {
      file: "vendor.json",
      place: "/limits/0/operations/1",
      what: "there is no operation people.list",
      fix: operationFix
    }
  ])
})
