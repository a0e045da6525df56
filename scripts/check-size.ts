// What importing an adapter costs: minified, gzipped, with everything it pulls in, effect included. A tool that
// leaves peer dependencies out would report a fraction of it.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"

const root = join(import.meta.dirname, "..")

interface Budget {
  readonly name: string
  readonly code: string
  /** In bytes; 1 kB is 1,000 bytes. */
  readonly limit: number
}

/** Of an adapter with its catalog, unless its vendor has a budget of its own. */
const usual = 20_000
// amoCRM: the aim is 25 kB; docs/benchmarks.md says what it is made of and why it is more.
const larger: { readonly [vendor: string]: number } = { amocrm: 27_000, "constant-contact": 22_000 }

const vendors = readdirSync(join(root, "catalogs")).filter((name) =>
  existsSync(join(root, "catalogs", name, "vendor.json"))
)

const namespaceOf = (vendor: string): string => {
  const index = readFileSync(join(root, "packages", vendor, "src", "index.ts"), "utf8")
  const found = /^export \* as (\w+) from/m.exec(index)?.[1]
  if (found === undefined)
    throw new Error(
      `packages/${vendor}/src/index.ts exports no namespace. Write \`export * as <Name> from "./<Name>.ts"\`.`
    )
  return found
}

const adapter = (vendor: string): Budget => {
  const namespace = namespaceOf(vendor)
  return {
    name: `@crm-errors/${vendor}, with its catalog`,
    code: `import { ${namespace} } from "@crm-errors/${vendor}"; globalThis.used = [${namespace}.normalize, ${namespace}.fromResponse]`,
    limit: larger[vendor] ?? usual
  }
}

const budgets: ReadonlyArray<Budget> = [
  {
    name: "@crm-errors/core (decide and CrmError)",
    code: `import { CrmError, decide } from "@crm-errors/core"; globalThis.used = [CrmError, decide]`,
    limit: 13_000
  },
  ...vendors.map(adapter),
  {
    name: "@crm-errors/core/recovery",
    code: `import { Recovery } from "@crm-errors/core/recovery"; globalThis.used = Recovery.retry`,
    limit: 40_000
  }
]

let over = 0
for (const { code, limit, name } of budgets) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(root, "scripts"), loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    conditions: ["@crm-errors/source"],
    logLevel: "error",
    nodePaths: [join(root, "node_modules")]
  })
  const size = gzipSync(outputFiles[0]!.contents, { level: 9 }).length
  const verdict = size <= limit ? "ok" : `over by ${size - limit} bytes`
  if (size > limit) over++
  console.log(
    `${name.padEnd(50)} ${String((size / 1000).toFixed(1)).padStart(6)} kB of ${(limit / 1000).toFixed(0)} kB  ${verdict}`
  )
}
if (over > 0)
  console.error("Over budget: look with `esbuild --analyze` at what the entry pulls in, and move it behind a subpath.")
process.exit(over === 0 ? 0 : 1)
