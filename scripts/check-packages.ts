// What a user gets: tarballs, looked at by publint and are-the-types-wrong, installed into an empty project, and
// run there on every runtime that can be had.
import { execFileSync, spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { obtainRuntimes } from "./support/runtimes.ts"

const root = join(import.meta.dirname, "..")
const work = mkdtempSync(join(tmpdir(), "crm-errors-packages-"))
const tarballs = join(work, "tarballs")
mkdirSync(tarballs)
let failures = 0
const fail = (message: string): void => {
  failures++
  console.error(message)
}

const folders = ["packages", "catalogs"].flatMap((group) =>
  readdirSync(join(root, group))
    .map((name) => join(root, group, name))
    .filter((folder) => existsSync(join(folder, "package.json")))
)

const pack = (folder: string): string => {
  const output = execFileSync("npm", ["pack", "--json", "--pack-destination", tarballs], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"]
  })
  const parsed = JSON.parse(output) as ReadonlyArray<{ filename: string }> | Record<string, { filename: string }>
  const [first] = Array.isArray(parsed) ? parsed : Object.values(parsed)
  return join(tarballs, first!.filename)
}

const packed: Record<string, string> = {}
for (const folder of folders) {
  const { name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name: string }
  const tarball = pack(folder)
  packed[name] = tarball
  const { messages, pkg } = await publint({
    level: "warning",
    strict: true,
    pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer }
  })
  for (const message of messages) fail(`publint ${name}: ${formatMessage(message, pkg)}`)
  const types = spawnSync("attw", [tarball, "--profile", "esm-only", "--format", "ascii", "--no-color"], {
    cwd: root,
    encoding: "utf8"
  })
  if (types.status !== 0) fail(`attw ${name}:\n${types.stdout}${types.stderr}`)
}
console.log(`publint and are-the-types-wrong looked at ${folders.length} tarballs.`)

// An empty project, as a user makes one. Our packages come from the tarballs, the rest from the registry.
const project = join(work, "project")
mkdirSync(project)
const effectVersion = (
  JSON.parse(readFileSync(join(root, "node_modules/effect/package.json"), "utf8")) as { version: string }
).version
writeFileSync(
  join(project, "package.json"),
  JSON.stringify(
    {
      private: true,
      type: "module",
      dependencies: {
        effect: effectVersion,
        ...Object.fromEntries(Object.entries(packed).map(([name, tarball]) => [name, `file:${tarball}`]))
      },
      overrides: Object.fromEntries(Object.entries(packed).map(([name, tarball]) => [name, `file:${tarball}`]))
    },
    null,
    2
  )
)
execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], {
  cwd: project,
  stdio: ["ignore", "ignore", "inherit"]
})
cpSync(join(root, "scripts/support/decode-check.mjs"), join(project, "decode-check.mjs"))

const { missing, runtimes } = obtainRuntimes(work)
for (const { args, command, name } of runtimes) {
  const result = spawnSync(command, [...args, "decode-check.mjs"], {
    cwd: project,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    timeout: 60_000
  })
  if (result.status === 0) console.log(`${name}: ${result.stdout.trim()}`)
  else fail(`${name}: ${result.stdout}${result.stderr}${result.error ?? ""}`)
}
for (const name of missing) console.log(`${name}: SKIPPED, the registry has no binary of it for this machine.`)
if (
  !runtimes.some(({ name }) => name.startsWith("Node 22")) ||
  !runtimes.some(({ name }) => name.startsWith("Node 24"))
) {
  fail("The support matrix needs Node 22 and Node 24; one of them could not be had.")
}

// An edge-like platform: one bundle without anything of Node's, run in a realm that has only what the web has.
const { checkEdge } = await import("./support/edge.ts")
const edge = await checkEdge(project)
if (edge.ok) console.log(`edge-like bundle: ${edge.message}`)
else fail(`edge-like bundle: ${edge.message}`)

const cli = spawnSync("npx", ["--no-install", "crm-errors", "explain", "amocrm", "429"], {
  cwd: project,
  encoding: "utf8"
})
if (cli.status === 0 && cli.stdout.includes("amocrm/other/429")) console.log("crm-errors runs from the tarball.")
else fail(`crm-errors from the tarball: status ${cli.status}\n${cli.stdout}${cli.stderr}`)

rmSync(work, { recursive: true, force: true })
console.log(failures === 0 ? "The packages are fit to publish." : `${failures} problems with the packages.`)
process.exit(failures === 0 ? 0 : 1)
