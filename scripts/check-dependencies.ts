// The rules of the dependency picture (docs/architecture.md), checked on the sources and on the real import
// graphs: what a bundler would pull in, not what somebody meant to import.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { build } from "esbuild"

const root = join(import.meta.dirname, "..")
const problems: Array<string> = []

const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })

/** Who there is: each has a folder with a vendor.json, and an adapter of the same name. */
const vendors = readdirSync(join(root, "catalogs")).filter((name) =>
  existsSync(join(root, "catalogs", name, "vendor.json"))
)
const catalog = (vendor: string) => `@crm-errors/catalog-${vendor}`

const vendorWords = vendors.flatMap((vendor) => {
  const file = readFileSync(join(root, "catalogs", vendor, "vendor.json"), "utf8")
  const { aliases = [], names } = JSON.parse(file) as {
    readonly names: ReadonlyArray<string>
    readonly aliases?: ReadonlyArray<string>
  }
  return [vendor, ...aliases, ...names]
})

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")

// `constant-contact`, `ConstantContact` and `Constant Contact` are one word, and nobody writes it by accident. A vendor
// may also be called Close: then only the capital letter tells its name, and only the quotes its id.
const isEveryday = (word: string): boolean => /^[A-Za-z]?[a-z]+$/.test(word)
const either = (words: ReadonlyArray<string>): string => words.join("|") || "(?!)"
const vendorPatterns = [
  new RegExp(
    either(
      vendorWords.filter((word) => !isEveryday(word)).map((word) => word.split(/[ -]/).map(escaped).join("[ -]?"))
    ),
    "i"
  ),
  new RegExp(
    either(vendorWords.filter(isEveryday).map((word) => (/^[A-Z]/.test(word) ? `\\b${word}` : `["'/]${word}["'/]`)))
  )
]

/** What each package may import, besides itself and relative files. `node:` only where it says so. */
const allowed: Record<string, ReadonlyArray<string>> = {
  "packages/core": ["effect"],
  "packages/catalog-schema": ["@crm-errors/core", "zod", "node:"],
  "packages/cli": [
    "@crm-errors/core",
    "@crm-errors/catalog-schema",
    "@crm-errors/simulator",
    "@crm-errors/sync",
    "effect",
    "node:",
    ...vendors.flatMap((vendor) => [`@crm-errors/${vendor}`, catalog(vendor)])
  ],
  // It speaks for the vendors, so it knows them; what it answers is in their catalogs.
  "packages/simulator": [
    "@crm-errors/core",
    "effect",
    "@effect/platform-node",
    "node:",
    ...vendors.flatMap((vendor) => [`@crm-errors/${vendor}`, catalog(vendor)])
  ],
  // No adapter: a job never names a vendor.
  "packages/sync": ["@crm-errors/core", "effect", "@effect/sql-pg", "node:"],
  ...Object.fromEntries(
    vendors.map((vendor) => [`packages/${vendor}`, ["@crm-errors/core", catalog(vendor), "effect"]])
  ),
  ...Object.fromEntries(vendors.map((vendor) => [`catalogs/${vendor}`, []]))
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g

// Neither comments nor templates: the files that `catalog new-vendor` writes stand in templates, imports and all.
const onlyCode = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/^\s*\/\/.*$/gm, "")
    .replaceAll(/`(?:[^`\\]|\\[\s\S])*`/g, "``")

for (const [folder, names] of Object.entries(allowed)) {
  const own = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
    name: string
    dependencies?: Record<string, string>
    peerDependencies?: Record<string, string>
  }
  const declared = [...Object.keys(own.dependencies ?? {}), ...Object.keys(own.peerDependencies ?? {})]
  for (const file of filesBelow(join(root, folder, "src"))) {
    if (!file.endsWith(".ts")) continue
    const place = relative(root, file)
    const text = readFileSync(file, "utf8")
    for (const match of onlyCode(text).matchAll(importPattern)) {
      const specifier = (match[1] ?? match[2] ?? match[3])!
      if (specifier.startsWith(".")) continue
      const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0]!
      if (!names.some((one) => (one.endsWith(":") ? specifier.startsWith(one) : one === name))) {
        problems.push(
          `${place}: imports "${specifier}", which ${folder} may not. Allowed: ${names.join(", ") || "nothing"}.`
        )
      } else if (!specifier.startsWith("node:") && !declared.includes(name)) {
        problems.push(
          `${place}: imports "${specifier}", which ${folder}/package.json does not declare. Add it to its dependencies.`
        )
      }
      if (specifier === "effect")
        problems.push(`${place}: imports the barrel "effect". Import the module by its subpath, "effect/Data" say.`)
      if (/\/internal(?:\/|$)/.test(specifier))
        problems.push(`${place}: imports another package's internals, "${specifier}". Use what it exports.`)
    }
    const lines = text.split("\n").length
    if (lines > 500 && !folder.startsWith("catalogs/"))
      problems.push(`${place}: ${lines} lines; 500 are allowed. Split it by idea.`)
    if (file.endsWith("index.ts") && !folder.startsWith("catalogs/") && /^export \* from/m.test(text)) {
      problems.push(`${place}: flattens a module with "export *". List the names, or export a namespace.`)
    }
    if (folder === "packages/core" || folder === "packages/sync") {
      // An example of a job may say whose adapter it takes; the jobs themselves never do.
      const looked = folder === "packages/core" ? text : onlyCode(text)
      const vendor = vendorPatterns.map((pattern) => pattern.exec(looked)).find((found) => found !== null) ?? null
      if (vendor !== null)
        problems.push(`${place}: names a vendor ("${vendor[0]}"). ${folder} knows shapes, catalogs know vendors.`)
    }
  }
}

/** Entries that have to stay light: no Schema, no Effect runtime, no HTTP, no zod, nothing of Node. */
const light = [
  "packages/core/src/index.ts",
  "packages/core/src/adapter/index.ts",
  ...vendors.map((vendor) => `packages/${vendor}/src/index.ts`)
]
const heavy = [
  /effect\/dist\/(?:Schema|Effect|Schedule|Layer|Stream|Cause|Context)\.js$/,
  /effect\/dist\/(?:http|sql|internal\/effect)/,
  /node_modules\/zod\//,
  /packages\/catalog-schema\//,
  /\/explain/
]

for (const entry of light) {
  const { metafile } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    treeShaking: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["@crm-errors/source", "import"],
    logLevel: "silent"
  }).catch((thrown: { readonly errors?: ReadonlyArray<{ readonly text: string }> }) => {
    problems.push(
      `${entry}: cannot be bundled for a platform without Node: ${thrown.errors?.map((error) => error.text).join("; ") ?? String(thrown)}`
    )
    return { metafile: { inputs: {}, outputs: {} } }
  })
  const [output] = Object.values(metafile.outputs)
  const used = Object.entries(output?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path)
  for (const path of used) {
    if (
      heavy.some((pattern) => pattern.test(path)) &&
      !(entry.includes("core/src/adapter") && path.includes("/adapter/explain"))
    ) {
      problems.push(`${entry}: loads ${path}. The root entries stay light; move what needs it behind a subpath.`)
    }
  }
}

for (const problem of problems) console.error(problem)
console.log(
  problems.length === 0 ? "The dependency rules hold." : `${problems.length} breaches of the dependency rules.`
)
process.exit(problems.length === 0 ? 0 : 1)
