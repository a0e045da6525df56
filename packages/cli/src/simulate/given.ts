import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import type { Vendor } from "@crm-errors/simulator"
import type { Io } from "../io.ts"
import { type Given, readOptions, suggestion, UsageError } from "../usage.ts"
import { needVendor, vendorList } from "../vendors.ts"

/** What `crm-errors simulate` was asked for. */
export interface Asked {
  readonly vendor: Vendor
  readonly title: string
  readonly port: number
  /** As the file holds it; `undefined` without one. */
  readonly script: { readonly file: string; readonly value: unknown } | undefined
  readonly accounts: ReadonlyArray<string>
  readonly variant: string | undefined
  readonly unlimited: boolean
  readonly clock: { readonly speed: number; readonly origin: number } | undefined
  readonly state: string | undefined
  readonly json: boolean
}

const spec = {
  port: { type: "string" },
  script: { type: "string" },
  account: { type: "string" },
  variant: { type: "string" },
  unlimited: { type: "boolean" },
  speed: { type: "string" },
  origin: { type: "string" },
  state: { type: "string" },
  json: { type: "boolean" }
} as const

const portOf = (text: string | undefined): number => {
  if (text === undefined) return 0
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port: expected a number from 0 to 65535, found ${JSON.stringify(text)}.`)
  return port
}

const clockOf = (given: Given, io: Io): Asked["clock"] => {
  const [speed, origin] = [given.text("speed"), given.text("origin")]
  if (speed === undefined) {
    if (origin !== undefined) throw new UsageError("--origin means something with --speed only. Say both.")
    return undefined
  }
  const times = Number(speed)
  if (speed.trim() === "" || !(times > 0) || times > 1_000_000)
    throw new UsageError(`--speed: expected a number above 0, up to 1000000, found ${JSON.stringify(speed)}.`)
  const at = origin === undefined ? io.now() : Date.parse(origin)
  if (Number.isNaN(at))
    throw new UsageError(`--origin: expected an instant such as 2026-11-22T12:00:00Z, found ${JSON.stringify(origin)}.`)
  return { speed: times, origin: at }
}

/** Reads a file of JSON. `undefined` when it is not there and need not be. */
export const readJsonFile = (option: string, file: string, needed: boolean): unknown => {
  let text: string
  try {
    text = readFileSync(file, "utf8")
  } catch (error) {
    if (!needed && (error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw new UsageError(
      `${option}: cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? "no reason given"}). Name a file of JSON.`
    )
  }
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new UsageError(`${option}: ${file} is no JSON. Name a file of JSON.`)
  }
}

const variantOf = async (given: Given, name: string): Promise<string | undefined> => {
  const { adapterMaker, id } = needVendor(name)
  const { variants } = (await adapterMaker())().catalog
  const variant = given.text("variant")
  // The other name of a vendor may be a brand of its own: `simulate kommo`.
  if (variant === undefined) return variants.find((one) => one === name.toLowerCase())
  if (variants.includes(variant)) return variant
  throw new UsageError(
    variants.length === 0
      ? `${id} has no variants. Leave --variant out.`
      : `${id} has no variant ${JSON.stringify(variant)}. ${suggestion(variant, variants)}`
  )
}

/** Reads the command line. Throws `UsageError`. */
export const asked = async (args: ReadonlyArray<string>, io: Io): Promise<Asked> => {
  const given = readOptions("simulate", args, spec, 1)
  const [name] = given.positionals
  if (name === undefined) throw new UsageError(`simulate which vendor? Say one of: ${vendorList}.`)
  const { id, title } = needVendor(name)
  const { vendors } = await import("@crm-errors/simulator")
  const vendor = vendors.find((one) => one === id)
  if (vendor === undefined) throw new UsageError(`there is no simulator of ${id}. There are: ${vendors.join(", ")}.`)
  const accounts = given.texts("account")
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index)
  if (twice !== undefined) throw new UsageError(`--account ${twice} is said twice. Say each once.`)
  const [script, state] = [given.text("script"), given.text("state")]
  return {
    vendor,
    title,
    port: portOf(given.text("port")),
    script:
      script === undefined
        ? undefined
        : { file: script, value: readJsonFile("--script", resolve(io.cwd, script), true) },
    accounts,
    variant: await variantOf(given, name),
    unlimited: given.flag("unlimited"),
    clock: clockOf(given, io),
    state: state === undefined ? undefined : resolve(io.cwd, state),
    json: given.flag("json")
  }
}
