import { promises as fs } from "node:fs"
import * as path from "node:path"
import { buildRules, rules } from "@crm-errors/catalog-schema"
import { expect, it } from "vitest"

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

it("has one rule in each file, named like it, with a test of the same name", async () => {
  const sources = await fs.readdir(path.join(import.meta.dirname, "../../src/lint"))
  const tests = await fs.readdir(import.meta.dirname)
  const files = sources.filter((file) => file !== "Rule.ts" && file !== "rules.ts")
  expect(rules.map(({ name }) => name).sort()).toEqual(files.map((file) => kebab(file.slice(0, -".ts".length))).sort())
  expect(files.filter((file) => !tests.includes(file.replace(".ts", ".test.ts")))).toEqual([])
})

it("says in a sentence what each rule is about", () => {
  expect(rules.filter(({ about }) => !/^[A-Z].*\.$/.test(about)).map(({ name }) => name)).toEqual([])
})

it("builds by rules that lint knows", () => {
  expect(buildRules.filter((rule) => !rules.includes(rule))).toEqual([])
})
