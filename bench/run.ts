// `npm run bench:decoding`: decoding, beside its floor and its peers, and importing. Prints Markdown; `--write` puts it
// into docs/benchmarks.md between the markers.
import { readFileSync, writeFileSync } from "node:fs"
import { cpus, totalmem } from "node:os"
import { join } from "node:path"
import { bodies } from "./bodies.ts"
import { contestants } from "./contestants.ts"
import { importing } from "./importing.ts"
import { measure, median, ratio, type Timed } from "./measure.ts"

const rounds = Number(process.env.BENCH_ROUNDS ?? "101")
const lines: Array<string> = []
const say = (line = ""): void => {
  lines.push(line)
  console.log(line)
}

const version = (name: string): string =>
  (
    JSON.parse(readFileSync(join(import.meta.dirname, "..", "node_modules", name, "package.json"), "utf8")) as {
      version: string
    }
  ).version

const micro = (nanos: number): string => (nanos / 1000).toFixed(nanos < 1e4 ? 2 : 1)

const [cpu] = cpus()
say(
  `Machine: ${cpu?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB. Node ${process.version}, effect ${version("effect")}, zod ${version("zod")}, @ai-sdk/provider-utils ${version("@ai-sdk/provider-utils")}. ${rounds} interleaved rounds; medians in microseconds; ratios are medians of the ratios within the rounds.`
)
say()
say(
  "| body | bytes | ours | floor | ours ÷ floor | zod | Effect Schema | ours, from a Response | AI SDK handler | AI SDK ÷ ours |"
)
say("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")

interface Aim {
  readonly text: string
  readonly met: boolean
}
const aims: Array<Aim> = []

for (const body of bodies) {
  // The AI SDK's handler is for errors: a success has no row with it.
  const chosen = contestants.filter(({ name }) => body.kind !== "success" || !name.startsWith("AI SDK"))
  const timed: ReadonlyArray<Timed> = chosen.map(({ asynchronous, name, prepare }) => ({
    name,
    run: prepare(body),
    asynchronous: asynchronous === true
  }))
  const results = await measure(timed, rounds)
  const of = (name: string): ReadonlyArray<number> => results[chosen.findIndex((one) => one.name === name)] ?? []
  const cell = (name: string): string => (of(name).length === 0 ? "–" : micro(median(of(name))))
  const overFloor = ratio(of("ours"), of("floor"))
  const overOurs = of("AI SDK handler").length === 0 ? undefined : ratio(of("AI SDK handler"), of("ours"))
  const bytes = new TextEncoder().encode(body.text).length
  say(
    `| ${body.name} | ${bytes} | ${cell("ours")} | ${cell("floor")} | ${overFloor.toFixed(2)} | ${cell("zod")} | ${cell("Effect Schema")} | ${cell("ours, from a Response")} | ${cell("AI SDK handler")} | ${overOurs === undefined ? "–" : overOurs.toFixed(1)} |`
  )
  if (body.kind === "error") {
    aims.push({ text: `${body.name}: at most 2.5 × floor (${overFloor.toFixed(2)})`, met: overFloor <= 2.5 })
    aims.push({
      text: `${body.name}: at least 10 × faster than the AI SDK's handler (${overOurs!.toFixed(1)})`,
      met: overOurs! >= 10
    })
  } else if (body.kind === "success") {
    const difference = median(of("ours").map((value, round) => value - of("floor")[round]!)) / 1000
    if (body.name.includes("150 B"))
      aims.push({
        text: `${body.name}: at most 0.5 µs over JSON.parse (${difference.toFixed(2)} µs)`,
        met: difference <= 0.5
      })
    else aims.push({ text: `${body.name}: at most 1.2 × JSON.parse (${overFloor.toFixed(2)})`, met: overFloor <= 1.2 })
  }
}

say()
say("| import in a fresh process | whole, ms | over an empty process, ms |")
say("|---|--:|--:|")
for (const { name, over, whole } of importing(
  ["@crm-errors/amocrm", "@crm-errors/pingback", "@crm-errors/constant-contact", "effect/Data", "zod"],
  15
)) {
  say(`| \`${name}\` | ${whole.toFixed(0)} | ${over.toFixed(0)} |`)
  if (name.startsWith("@crm-errors/"))
    aims.push({
      text: `import of ${name}: at most 40 ms over an empty process (${over.toFixed(0)} ms)`,
      met: over <= 40
    })
}

say()
for (const { met, text } of aims) say(`- ${met ? "met" : "**missed**"}: ${text}`)

if (process.argv.includes("--write")) {
  const page = join(import.meta.dirname, "..", "docs", "benchmarks.md")
  const text = readFileSync(page, "utf8")
  const [before, rest] = text.split("<!-- bench:begin -->")
  const after = rest?.split("<!-- bench:end -->")[1]
  if (rest === undefined || after === undefined)
    throw new Error(
      "docs/benchmarks.md: the markers bench:begin and bench:end are missing. Put them back where the table belongs."
    )
  writeFileSync(page, `${before}<!-- bench:begin -->\n${lines.join("\n")}\n<!-- bench:end -->${after}`)
}
