// The documentation is true: samples are those of files that CI runs, every sample type-checks, every relative
// link leads somewhere. `--fix` copies the samples into the pages.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

const root = join(import.meta.dirname, "..")
const fix = process.argv.includes("--fix")
const problems: Array<string> = []

const filesBelow = (folder: string, ending: string): ReadonlyArray<string> =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules" || entry.name === "dist" || entry.name.startsWith(".")) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path, ending) : path.endsWith(ending) ? [path] : []
  })

const region = (specifier: string): string | undefined => {
  const [file, name] = specifier.split("#")
  const path = join(root, file!)
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, "utf8")
  if (name === undefined) return text.trimEnd()
  const begin = text.indexOf(`// #region ${name}\n`)
  const end = text.indexOf(`// #endregion ${name}`)
  return begin < 0 || end < 0 ? undefined : text.slice(begin + `// #region ${name}\n`.length, end).trimEnd()
}

interface Sample {
  readonly place: string
  readonly code: string
}
const samples: Array<Sample> = []

for (const page of filesBelow(root, ".md")) {
  const place = relative(root, page)
  if (place.startsWith(".changeset") || place.endsWith("CHANGELOG.md")) continue
  const before = readFileSync(page, "utf8")
  const after = before.replaceAll(
    /<!-- sample: (\S+) -->\n```(\w+)\n([\s\S]*?)```/g,
    (whole, specifier: string, language: string, code: string) => {
      const wanted = region(specifier)
      if (wanted === undefined) {
        problems.push(
          `${place}: the sample ${specifier} does not exist. Name a file, and a region between "// #region name" and "// #endregion name".`
        )
        return whole
      }
      if (code.trimEnd() !== wanted && !fix)
        problems.push(`${place}: the sample differs from ${specifier}. Run \`npm run check:docs -- --fix\`.`)
      return `<!-- sample: ${specifier} -->\n\`\`\`${language}\n${wanted}\n\`\`\``
    }
  )
  if (fix && after !== before) writeFileSync(page, after)
  for (const [, target] of after.replaceAll(/```[\s\S]*?```/g, "").matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(?:https?:|mailto:|#)/.test(target!)) continue
    if (!existsSync(join(dirname(page), target!.split("#")[0]!)))
      problems.push(`${place}: the link to ${target} leads nowhere.`)
  }
  let number = 0
  for (const [, code] of after.matchAll(/```ts\n([\s\S]*?)```/g)) {
    number++
    if (/from "@crm-errors\//.test(code!)) samples.push({ place: `${place}, sample ${number}`, code: code! })
  }
}

for (const group of ["packages"]) {
  for (const file of filesBelow(join(root, group), ".ts")) {
    if (!file.includes("/src/")) continue
    for (const [, code] of readFileSync(file, "utf8").matchAll(/@example\n((?: \*.*\n)+?) \* ```\n/g)) {
      const bare = code!.replaceAll(/^ \* ?/gm, "").replace(/^```ts\n/, "")
      if (/from "@crm-errors\//.test(bare)) samples.push({ place: relative(root, file), code: bare })
    }
  }
}

const folder = join(root, "node_modules", ".cache", "crm-errors-docs")
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
samples.forEach(({ code }, index) => {
  writeFileSync(join(folder, `sample-${index}.ts`), `${code}\nexport {}\n`)
})
writeFileSync(
  join(folder, "tsconfig.json"),
  JSON.stringify({
    extends: "../../../tsconfig.test.json",
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, types: ["node"], rootDir: "../../.." },
    include: ["./*.ts"]
  })
)
const checked = spawnSync("tsc", ["-p", join(folder, "tsconfig.json"), "--pretty", "false"], {
  cwd: root,
  encoding: "utf8"
})
for (const line of checked.stdout.split("\n")) {
  const index = /sample-(\d+)\.ts/.exec(line)?.[1]
  if (index !== undefined)
    problems.push(`${samples[Number(index)]!.place}: does not type-check: ${line.slice(line.indexOf("error"))}`)
  else if (line.includes("error")) problems.push(line)
}

for (const problem of problems) console.error(problem)
console.log(
  problems.length === 0
    ? `The documentation holds: ${samples.length} samples type-check, all links lead somewhere.`
    : `${problems.length} problems in the documentation.`
)
process.exit(problems.length === 0 ? 0 : 1)
