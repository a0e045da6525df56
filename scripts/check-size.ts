// What importing an adapter costs: minified, gzipped, with everything it pulls in, effect included. A tool that
// leaves peer dependencies out would report a fraction of it.
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

const adapter = (name: string, namespace: string): string =>
  `import { ${namespace} } from "@crm-errors/${name}"; import { decide } from "@crm-errors/core"; globalThis.used = [${namespace}.normalize, ${namespace}.fromResponse, decide]`

const budgets: ReadonlyArray<Budget> = [
  { name: "@crm-errors/core (decide and CrmError)", code: `import { CrmError, decide } from "@crm-errors/core"; globalThis.used = [CrmError, decide]`, limit: 13_000 },
  { name: "@crm-errors/amocrm, with its catalog", code: adapter("amocrm", "Amocrm"), limit: 25_000 },
  { name: "@crm-errors/pingback, with its catalog", code: adapter("pingback", "Pingback"), limit: 20_000 },
  { name: "@crm-errors/constant-contact, with its catalog", code: adapter("constant-contact", "ConstantContact"), limit: 22_000 },
  { name: "@crm-errors/core/recovery", code: `import { Recovery } from "@crm-errors/core/recovery"; globalThis.used = Recovery.retry`, limit: 40_000 }
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
  console.log(`${name.padEnd(50)} ${String((size / 1000).toFixed(1)).padStart(6)} kB of ${(limit / 1000).toFixed(0)} kB  ${verdict}`)
}
if (over > 0) console.error("Over budget: look with `esbuild --analyze` at what the entry pulls in, and move it behind a subpath.")
process.exit(over === 0 ? 0 : 1)
