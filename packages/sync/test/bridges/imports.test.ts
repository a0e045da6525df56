// The bridges name no package that a user may not have: neither in code nor in types.
import { readdirSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

const source = new URL("../../src/", import.meta.url)
const files = [
  "bullmq.ts",
  "temporal.ts",
  "p-retry.ts",
  "problem.ts",
  ...readdirSync(new URL("bridges/", source)).map((name) => `bridges/${name}`)
]

it("import core, Effect and each other", () => {
  const packages = files.flatMap((file) => {
    const text = readFileSync(new URL(file, source), "utf8")
    // In the examples of the documentation they stand, as they do in a user's code.
    const code = text.replaceAll(/^ \*.*$/gm, "")
    return [...code.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier]) => specifier!)
  })
  expect([...new Set(packages.filter((specifier) => !specifier.startsWith(".")))].sort()).toEqual([
    "@crm-errors/core",
    "@crm-errors/core/schema",
    "effect/Result",
    "effect/Schema"
  ])
})
