import { type Because, type DeadLetter, Store } from "@crm-errors/sync"
import { visible } from "@crm-errors/sync/render"
import * as Effect from "effect/Effect"
import type { Io } from "../io.ts"
import { clip, counted, grouped, type Look, lookOf, wrap } from "../terminal.ts"
import { isoSeconds } from "../time.ts"
import { actorsOf } from "../triage/words.ts"
import { readOptions, UsageError } from "../usage.ts"
import { iso, lineOf } from "./json.ts"
import { type Next, nextLines } from "./next.ts"
import { type RemedyOf, remediesOf } from "./remedies.ts"
import { nameOf } from "./show.ts"
import { needStore, quoted, storeNamed, storeOption } from "./storeNamed.ts"
import { needJob, withStore } from "./withStore.ts"

const usualLimit = 20
const mostLetters = 10_000

const wholeOf = (option: string, text: string | undefined, otherwise: number, least: number, most: number): number => {
  if (text === undefined) return otherwise
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new UsageError(
    `--${option} needs a whole number from ${grouped(least)}${most === Number.MAX_SAFE_INTEGER ? "" : ` to ${grouped(most)}`}, found ${visible(JSON.stringify(text))}.`
  )
}

const maybeWritten = "The write may have happened: look before it is sent again."

/** The catalog's words are of more use than the runner's, which only say what it did. */
const remedyIn = ({ entry, remedy }: Because, remedyOf: RemedyOf): string | undefined =>
  (entry === undefined ? undefined : remedyOf(entry)) ?? remedy

const letterLines = (
  { account, at, because, key, seq }: DeadLetter,
  remedyOf: RemedyOf,
  wide: number,
  look: Look
): ReadonlyArray<string> => {
  const margin = wide + 2
  const below = (text: string, paint: (line: string) => string): ReadonlyArray<string> =>
    wrap(visible(text), look.columns - margin).map((line) => " ".repeat(margin) + paint(line))
  const { actor, attempts, effect, entry, fields, httpStatus, reason } = because
  const what = [
    reason,
    ...(entry === undefined ? [] : [entry]),
    ...(httpStatus === undefined ? [] : [`HTTP ${httpStatus}`]),
    counted(attempts, "attempt"),
    `account ${account}`,
    isoSeconds(at)
  ].join("; ")
  const who = (actor ?? []).filter((one) => one !== "Nobody")
  return [
    `${String(seq).padStart(wide)}  ${look.bold(visible(key))}`,
    ...below(what, look.dim),
    ...below((fields ?? []).join(", "), look.yellow),
    ...below(remedyIn(because, remedyOf) ?? "", (line) => line),
    ...(who.length === 0 ? [] : below(`${actorsOf(who)}.`, look.dim)),
    ...(effect === "MaybeApplied" || effect === "PartiallyApplied" ? below(maybeWritten, look.red) : [])
  ]
}

/** `crm-errors jobs dead-letters NAME`: what was left out, and why. */
export const deadLetters = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = {
    ...storeOption,
    reason: { type: "string" },
    limit: { type: "string" },
    after: { type: "string" },
    json: { type: "boolean" }
  } as const
  const given = readOptions("jobs dead-letters", args, options, 1)
  const name = nameOf(given, "dead-letters")
  const limit = wholeOf("limit", given.text("limit"), usualLimit, 1, mostLetters)
  const after = wholeOf("after", given.text("after"), 0, 0, Number.MAX_SAFE_INTEGER)
  const reason = given.text("reason")
  const store = needStore(storeNamed(given, io))
  const { found, skipped } = await withStore(
    store,
    io,
    Effect.gen(function* () {
      const job = yield* needJob(name, store)
      const { deadLetters, tallyOf } = yield* Store
      const asked = { after, limit: limit + 1, ...(reason === undefined ? {} : { reason }) }
      return { found: yield* deadLetters(job.name, asked), skipped: (yield* tallyOf(job.name)).skipped }
    })
  )
  const letters = found.slice(0, limit)
  const last = letters.at(-1)
  const more = found.length > limit && last !== undefined ? last.seq : undefined
  const remedyOf = await remediesOf(letters.map(({ because }) => because.entry))
  if (given.flag("json")) {
    const shown = letters.map(({ at, because, ...letter }) => {
      const remedy = remedyIn(because, remedyOf)
      return { ...letter, at: iso(at), ...because, ...(remedy === undefined ? {} : { remedy }) }
    })
    await io.stdout.write(
      lineOf({ job: name, skipped, deadLetters: shown, ...(more === undefined ? {} : { nextAfter: more }) })
    )
    return letters.length === 0 ? 0 : 1
  }
  const look = lookOf(io.stdout, io.env)
  const wide = Math.max(5, ...letters.map(({ seq }) => String(seq).length))
  const head = `${look.bold(visible(name))}  ${clip(counted(skipped, "dead letter"), look.columns)}`
  const command = (rest: string): string => visible(`crm-errors jobs ${rest}${store.option}`)
  const asked = reason === undefined ? "" : ` --reason ${quoted(reason)}`
  const next: ReadonlyArray<Next> = [
    ...(more === undefined
      ? []
      : [
          {
            command: command(`dead-letters ${quoted(name)}${asked} --limit ${limit} --after ${more}`),
            when: "the next"
          }
        ]),
    ...(letters.length === 0
      ? []
      : [
          {
            command: command(`retry ${quoted(name)}${asked === "" ? " --all" : asked}`),
            when: `opens ${reason === undefined ? "all of them" : "these"} again; one by one with --key KEY`
          }
        ])
  ]
  const none = skipped === 0 ? "Nothing was left out." : "None of them is asked for here."
  await io.stdout.write(
    `${[
      head,
      ...letters.flatMap((letter) => ["", ...letterLines(letter, remedyOf, wide, look)]),
      ...(letters.length === 0 ? ["", none] : nextLines(next, look))
    ].join("\n")}\n`
  )
  return letters.length === 0 ? 0 : 1
}
