// `npm run bench`: decoding, then sync jobs. `--only decoding` or `--only sync` takes one of them; everything else is
// passed on to them.
import { spawnSync } from "node:child_process"
import { join } from "node:path"

const files = { decoding: "run.ts", sync: "sync.ts" } as const
const args = process.argv.slice(2)
const place = args.indexOf("--only")
const only = place < 0 ? undefined : args[place + 1]
if (place >= 0 && (only === undefined || !(only in files))) {
  throw new Error(
    `--only knows ${Object.keys(files).join(" and ")}, found ${JSON.stringify(only)}. A part of sync: npm run bench:sync -- --only pace`
  )
}
const rest = place < 0 ? args : args.toSpliced(place, 2)
for (const [name, file] of Object.entries(files)) {
  if (only !== undefined && only !== name) continue
  console.log(`## ${name}\n`)
  const { status } = spawnSync(process.execPath, [...process.execArgv, join(import.meta.dirname, file), ...rest], {
    stdio: "inherit"
  })
  if (status !== 0) process.exit(status ?? 1)
  console.log()
}
