// The simulated CRMs: real HTTP servers on this machine, which keep their state in files between two commands.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Simulator, Snapshot, type Vendor } from "@crm-errors/simulator"
import * as SimulatorNode from "@crm-errors/simulator/node"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Result from "effect/Result"
import type { Contact, Crm } from "./Crm.ts"
import { amocrm } from "./crms/amocrm.ts"
import { constantContact } from "./crms/constantContact.ts"
import { pingback } from "./crms/pingback.ts"
import { alreadyThere, faultsOf } from "./faults.ts"

const crms = { amocrm, pingback, "constant-contact": constantContact }

export interface Pair {
  readonly from: Vendor
  readonly to: Vendor
}

const vendors: ReadonlyArray<Vendor> = ["amocrm", "pingback", "constant-contact"]

/** Each of them to each of the others. */
export const pairs: ReadonlyArray<Pair> = vendors.flatMap((from) =>
  vendors.filter((to) => to !== from).map((to) => ({ from, to }))
)

export const nameOf = ({ from, to }: Pair): string => `${from} → ${to}`

export const contact = (number: number): Contact => ({
  email: `person${number}@example.com`,
  name: `Person ${number}`
})

export interface Side {
  readonly simulator: Simulator
  readonly crm: Crm
}

export interface Copy {
  readonly pair: Pair
  readonly source: Side
  readonly target: Side
  /** Keeps the state of both for the next command. */
  readonly save: Effect.Effect<void>
}

const readSnapshot = (file: string, vendor: Vendor): unknown => {
  if (!existsSync(file)) return undefined
  const read = Snapshot.read(JSON.parse(readFileSync(file, "utf8")), vendor)
  if (Result.isFailure(read)) throw new Error(`${file}: ${read.failure.message} Remove the file to begin anew.`)
  return read.success
}

const side = (vendor: Vendor, account: string, simulator: Simulator) =>
  Effect.gen(function* () {
    // All pairs share one process: an answer may lie there for so long before its job gets to read it.
    const { url } = yield* SimulatorNode.serve(simulator, { inFlight: 200 })
    const client = yield* HttpClient.HttpClient
    const credentials = yield* simulator.credentials()
    const crm = yield* crms[vendor]({
      client: HttpClient.mapRequest(client, HttpClientRequest.prependUrl(url)),
      credentials,
      name: vendor,
      account
    })
    return { simulator, crm } satisfies Side
  })

/** Starts the two CRMs of a pair: the source with its contacts, the target with what will go wrong. */
export const startCopy = (pair: Pair, folder: string, records: number) =>
  Effect.gen(function* () {
    const { from, to } = pair
    const fileOf = (role: string) => join(folder, `${from}-to-${to}-${role}.json`)
    const known = { source: readSnapshot(fileOf("source"), from), target: readSnapshot(fileOf("target"), to) }
    const source = yield* Simulator.make(from, known.source === undefined ? {} : { snapshot: known.source })
    const target = yield* Simulator.make(
      to,
      known.target === undefined
        ? { script: { faults: faultsOf(to, (number) => contact(number).email) } }
        : { snapshot: known.target }
    )
    if (known.source === undefined) {
      for (let number = 1; number <= records; number++) yield* source.put("contact", { ...contact(number) })
    }
    if (known.target === undefined && to !== "amocrm") {
      for (const number of alreadyThere) yield* target.put("contact", { ...contact(number) })
    }
    const save = Effect.gen(function* () {
      mkdirSync(folder, { recursive: true })
      for (const [role, simulator] of [
        ["source", source],
        ["target", target]
      ] as const) {
        const file = fileOf(role)
        writeFileSync(`${file}.tmp`, JSON.stringify(yield* simulator.snapshot))
        renameSync(`${file}.tmp`, file)
      }
    })
    const copy: Copy = {
      pair,
      source: yield* side(from, `${nameOf(pair)} (source)`, source),
      target: yield* side(to, nameOf(pair), target),
      save
    }
    return copy
  })
