import { join } from "node:path"
import {
  type Asking,
  compile,
  type Draft,
  draftEntry,
  type Fixture,
  type Given,
  type Impossible,
  type Invalid,
  type Kit,
  type Known,
  loadCatalog,
  type Option,
  type Question,
  reasonForms,
  writeTogether
} from "@crm-errors/catalog-schema"
import * as Redacted from "effect/Redacted"
import type { Io } from "../io.ts"
import { judge, toLine } from "../judge.ts"
import { counted } from "../terminal.ts"
import { readOptions, UsageError } from "../usage.ts"
import { needVendor, type VendorModule, vendorList } from "../vendors.ts"
import { askerOf } from "./ask.ts"
import { type Finished, linesOf, type Today } from "./newEntryText.ts"
import { dayOf, readOne, recordedAnswer } from "./recording.ts"
import { rootOf } from "./root.ts"
import { rulesFor } from "./rulesFor.ts"

type Result = Known | Impossible | Invalid | Asking | Draft

const texts: ReadonlyArray<Option> = [
  "section",
  "id",
  "case",
  "reason",
  "when",
  "effect",
  "summary",
  "remedy",
  "source",
  "quote",
  "lang"
]

const kitOf = async (vendor: VendorModule, directory: string, name: string, today: string): Promise<Kit> => {
  const { problems, source } = await loadCatalog(directory)
  if (source === undefined) {
    throw new UsageError(
      `${name} cannot be read: ${counted(problems.length, "problem")}. See ${problems.length === 1 ? "it" : "them"} with \`crm-errors catalog lint ${name}\`.`
    )
  }
  const make = await vendor.adapterMaker()
  const { observe } = await import("@crm-errors/core/testing")
  return {
    source,
    adapterOf: (catalog) => make({ catalog }),
    observe: (adapter, fixture) => observe(adapter, fixture as Parameters<typeof observe>[1]) as Fixture["expected"],
    textOf: ({ vendorText }) => (vendorText === undefined ? undefined : Redacted.value(vendorText)),
    rules: await rulesFor({ path: directory, name }),
    today
  }
}

const confirming = (proposed: string): Question => ({
  option: "reason",
  why: `What happened? The HTTP status comes to ${proposed}. Press Enter if that is it.`,
  choices: reasonForms
})

/** What to ask first. */
const questionOf = (result: Invalid | Asking, given: Given): Question | undefined => {
  if (result._tag === "Invalid") return { option: result.option, why: result.message }
  return result.proposed !== undefined && given.reason === undefined ? confirming(result.proposed) : result.questions[0]
}

// One question at a time: an answer that does not do is told at once, and one answer can raise or settle another question.
const inDialogue = async (draft: (given: Given) => Result, given: Given, io: Io): Promise<Result> => {
  const asker = askerOf(io)
  try {
    let known = given
    for (;;) {
      const result = draft(known)
      if (result._tag !== "Invalid" && result._tag !== "Asking") return result
      const question = questionOf(result, known)
      const answer = question === undefined ? undefined : await asker.ask(question)
      if (question === undefined || answer === undefined) return result
      const kept = question.option === "reason" && result._tag === "Asking" ? result.proposed : undefined
      known = { ...known, [question.option]: answer === "" ? kept : answer }
    }
  } finally {
    asker.close()
  }
}

const refused = (result: Invalid | Asking): UsageError =>
  new UsageError(
    result._tag === "Invalid"
      ? `--${result.option}: ${result.message} Nothing was written.`
      : ["nothing was written. Only a person knows:", ...result.questions.flatMap(linesOf.question)].join("\n")
  )

/** `crm-errors catalog new-entry --vendor <id> --from <FILE|->`. */
export const newEntry = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const spec = {
    vendor: { type: "string" },
    from: { type: "string" },
    ...Object.fromEntries(texts.map((name) => [name, { type: "string" }] as const)),
    json: { type: "boolean" }
  } as const
  const parsed = readOptions("catalog new-entry", args, spec, 0)
  const name = parsed.text("vendor")
  const from = parsed.text("from")
  if (name === undefined || from === undefined) {
    throw new UsageError(`say --vendor <id> (${vendorList}) and --from <file with one recorded answer, or ->.`)
  }
  const vendor = needVendor(name)
  const directory = join(rootOf(io.cwd), "catalogs", vendor.id)
  const folder = `catalogs/${vendor.id}`
  const kit = await kitOf(vendor, directory, folder, dayOf(io.now()))
  const recorded = await readOne(from, io)
  const adapter = (await vendor.adapterMaker())({ catalog: compile(kit.source) })
  const today = toLine(recorded, judge(adapter, recorded, io.now())) as Today
  const json = parsed.flag("json")
  if (!json) await io.stderr.write(`${linesOf.today(today).join("\n")}\n`)

  const given: Given = Object.fromEntries(texts.map((option) => [option, parsed.text(option)]))
  const answer = recordedAnswer(recorded, adapter, io.now())
  const draft = (known: Given): Result => draftEntry(kit, answer, known)
  const dialogue = io.stdinIsTerminal && from !== "-" && !json
  const result = dialogue ? await inDialogue(draft, given, io) : draft(given)
  if (result._tag === "Invalid" || (result._tag === "Asking" && !json)) throw refused(result)
  if (result._tag === "Draft") await writeTogether(directory, result.files)
  const finished: Finished = { vendor: vendor.id, folder, today, result }
  await io.stdout.write(
    json ? `${JSON.stringify(linesOf.json(finished))}\n` : `${linesOf.person(finished).join("\n")}\n`
  )
  if (result._tag === "Asking") return 2
  return result._tag === "Impossible" ? 1 : 0
}
