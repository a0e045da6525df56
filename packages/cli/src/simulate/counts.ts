import type { Counts } from "@crm-errors/simulator"
import type { Io } from "../io.ts"
import { grouped, type Look, lookOf } from "../terminal.ts"
import { readOptions } from "../usage.ts"
import { ask } from "./ask.ts"

/** What was seen. */
const plain: ReadonlyArray<readonly [name: keyof Counts, label: string]> = [
  ["calls", "calls"],
  ["writes", "that wrote"],
  ["reads", "that read"],
  ["refreshes", "for new tokens"],
  ["applied", "records written"],
  ["created", "new ones among them"]
]

/** What a job should not have done. */
const harm: ReadonlyArray<readonly [name: keyof Counts, label: string]> = [
  ["duplicates", "duplicates"],
  ["early", "calls before the instant that was given"],
  ["overLimit", "calls over the rate"],
  ["overQuota", "calls after the quota was used up"],
  ["whileBlocked", "calls while blocked"],
  ["deadCredential", "calls with a dead credential"],
  ["pointless", "writes repeated that cannot succeed"]
]

const width = 10

const pageOf = (counts: Counts, look: Look): string => {
  const row = (count: number, label: string, paint: (text: string) => string): string =>
    `${paint(grouped(count).padStart(width))}  ${label}`
  const answers = Object.entries(counts.answers).map(([status, count]) =>
    row(count, status === "cut" ? "answers cut off" : `answers with ${status}`, look.bold)
  )
  return [
    ...plain.map(([name, label]) => row(counts[name] as number, label, look.bold)),
    "",
    ...answers,
    ...(answers.length === 0 ? [] : [""]),
    ...harm.map(([name, label]) => {
      const count = counts[name] as number
      return row(count, label, count === 0 ? look.green : look.red)
    }),
    ""
  ].join("\n")
}

/** `crm-errors simulate counts`: what a simulated vendor has seen. */
export const counts = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const given = readOptions("simulate counts", args, { url: { type: "string" }, json: { type: "boolean" } }, 0)
  const seen = (await ask("simulate counts", given.text("url"), "counts")) as Counts
  await io.stdout.write(given.flag("json") ? `${JSON.stringify(seen)}\n` : pageOf(seen, lookOf(io.stdout, io.env)))
  return 0
}
