// Copies 500 contacts from each of three simulated CRMs to each of the others, while all kinds of things go wrong.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import { ScaledClock } from "@crm-errors/simulator"
import type { Progress } from "@crm-errors/sync"
import { layer as sqlite } from "@crm-errors/sync/sqlite"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { copyAll } from "./copy.ts"
import { page } from "./page.ts"
import { nameOf, type Pair, pairs } from "./world.ts"

const usage = `Usage: npm start -- [lift] [--speed N] [--records N] [--pair FROM:TO]... [--json]

  (nothing)   copies ${500} contacts for each pair of the three CRMs; at the end
              one kind of CRM has blocked its accounts
  lift        the second command: the accounts are let in again, and what was
              waiting goes on

  --speed N   so many seconds pass in one, for jobs and CRMs alike (10)
  --records N contacts in each source (500)
  --pair F:T  only this pair: ${[...new Set(pairs.map(({ from }) => from))].join(", ")}
  --json      the reports as JSON`

const refuse = (what: string): never => {
  console.error(`${what}\n\n${usage}`)
  process.exit(2)
}

const options = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        speed: { type: "string" },
        records: { type: "string" },
        pair: { type: "string", multiple: true },
        json: { type: "boolean" },
        help: { type: "boolean" }
      }
    })
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
})()

if (options.values.help) {
  console.log(usage)
  process.exit(0)
}

const number = (name: "speed" | "records", otherwise: number): number => {
  const said = options.values[name]
  const value = said === undefined ? otherwise : Number(said)
  return value > 0 && Number.isFinite(value) ? value : refuse(`--${name} ${said}: expected a number above 0.`)
}

const pairOf = (text: string): Pair =>
  pairs.find(({ from, to }) => text === `${from}:${to}`) ??
  refuse(`--pair ${text}: expected one of ${pairs.map(({ from, to }) => `${from}:${to}`).join(", ")}.`)

const lift = options.positionals[0] === "lift"
if (options.positionals.length > (lift ? 1 : 0)) refuse(`${options.positionals.join(" ")}: expected nothing, or lift.`)

const folder = resolve(".crm-errors", "example")
const clockFile = join(folder, "clock.json")
const chosen = options.values.pair?.map(pairOf) ?? pairs
const records = Math.round(number("records", 500))

// The second command's time goes on where the first one's is: later, never earlier.
const begun =
  lift && existsSync(clockFile) ? (JSON.parse(readFileSync(clockFile, "utf8")) as { readonly at: number }) : undefined
if (lift && begun === undefined) refuse("There is nothing to lift yet: run `npm start` first.")
if (!lift) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const speed = number("speed", 10)
const began = Date.now()
// Simulated time begins with the real one, or goes on where the first command left it.
const origin = begun === undefined || speed === 1 ? began : (began * speed - Math.max(begun.at, began)) / (speed - 1)
const simulated = (): number => origin + (Date.now() - origin) * speed

const seen = new Map<string, Progress>()
const show = (): void => {
  if (!process.stderr.isTTY) return
  const all = [...seen.values()]
  const settled = all.reduce((total, { applied, skipped, unchanged }) => total + applied + skipped + unchanged, 0)
  const total = chosen.length * records
  const width = 30
  const full = Math.min(width, Math.floor((settled / total) * width))
  process.stderr.write(`\r\u001B[K${"█".repeat(full)}${"░".repeat(width - full)} ${settled} of ${total}`)
}

const program = copyAll({
  folder,
  records,
  chosen,
  lift,
  onProgress: (pair, progress) =>
    Effect.sync(() => {
      seen.set(nameOf(pair), progress)
      show()
    })
}).pipe(
  Effect.provide(
    Layer.mergeAll(sqlite({ file: join(folder, "jobs.db"), synchronous: "normal" }), NodeHttpClient.layerUndici)
  ),
  Effect.provide(ScaledClock.layer({ speed, origin })),
  Effect.provide(Logger.layer([]))
)

const results = await Effect.runPromise(program)
if (process.stderr.isTTY) process.stderr.write("\r\u001B[K")
writeFileSync(clockFile, JSON.stringify({ at: Math.ceil(simulated()) }))

if (options.values.json) console.log(JSON.stringify(results, undefined, 2))
else {
  console.log(page(results))
  const waiting = results.some(({ report }) => report.turns.length > 0)
  if (waiting)
    console.log("\nThe second command lets the blocked accounts in again, and finishes:\n  npm start -- lift")
  console.log("\nEach job's own report: npx crm-errors jobs list --store .crm-errors/example/jobs.db")
  const seconds = (Date.now() - began) / 1000
  console.log(`\n${seconds.toFixed(0)} s, in which ${(seconds * speed).toFixed(0)} s passed for the CRMs.`)
}
process.exitCode = results.some(({ discrepancies }) => discrepancies.length > 0) ? 1 : 0
