/**
 * The compiled catalog in the form that `src/catalog.ts` carries: what repeats is written once, because every
 * bundle with an adapter pays for it. `unpack.ts` beside it makes the catalog again; `catalog.json` is the form
 * for people and other languages. Pure.
 */
import type { Catalog } from "@crm-errors/core/adapter"

/** See `unpackFile.ts` for the grammar of the texts. */
export interface Packed {
  readonly head: Omit<Catalog.Catalog, "entries" | "operations">
  /** What entries say, each once. */
  readonly behaviours: ReadonlyArray<object>
  /** By section: the names of its entries, and which behaviour each has. */
  readonly sections: ReadonlyArray<readonly [section: string, entries: string]>
  /** The matches of the entries that are marked, in order. */
  readonly matches: ReadonlyArray<Catalog.Entry["match"]>
  readonly operations: ReadonlyArray<string>
}

const intentOfMethod: { readonly [method: string]: string } = {
  GET: "Read",
  POST: "Create",
  PATCH: "Update",
  PUT: "Update",
  DELETE: "Delete"
}

const repeatOfIntent = (intent: string): string =>
  intent === "Read" ? "Safe" : intent === "Create" ? "Unsafe" : "Idempotent"

// A separator inside a value would silently make another catalog. No grammar of ours lets one in.
const plain = (value: string, separators: RegExp): string => {
  if (separators.test(value))
    throw new Error(`${JSON.stringify(value)} holds a separator of the packed form. Take it out of the catalog.`)
  return value
}

const packOperation = (operation: Catalog.CatalogOperation): string => {
  const routes = operation.match.map(({ method, path, rpcMethod }) =>
    rpcMethod === undefined ? `${method ?? ""} ${plain(path ?? "", /[|;\n]/)}` : plain(rpcMethod, /[| ;\n]/)
  )
  const usual = intentOfMethod[operation.match[0]?.method ?? ""]
  const columns = [
    routes.join(";"),
    plain(operation.name, /[|\n]/),
    operation.intent === usual ? "" : operation.intent,
    operation.repeat === repeatOfIntent(operation.intent) ? "" : operation.repeat,
    plain(operation.section ?? "", /[|\n]/),
    operation.maxItems === undefined ? "" : String(operation.maxItems),
    (operation.naturalKey ?? []).map((key) => plain(key, /[|,\n]/)).join(","),
    (operation.unmaskedBy ?? []).map((code) => plain(code, /[|,\n]/)).join(",")
  ]
  return columns.join("|").replace(/\|+$/, "")
}

const isUsual = (match: Catalog.Entry["match"], section: string, name: string): boolean =>
  JSON.stringify(match) === JSON.stringify([{ code: [name], section: [section] }])

/** Packs a compiled catalog. */
export const pack = ({ entries, operations, ...head }: Catalog.Catalog): Packed => {
  const behaviours = new Map<string, object>()
  const sections: Array<[string, Array<string>]> = []
  const matches: Array<Catalog.Entry["match"]> = []
  for (const { id, match, ...behaviour } of entries) {
    const [, section = "", name = ""] = id.split("/")
    const key = JSON.stringify(behaviour)
    if (!behaviours.has(key)) behaviours.set(key, behaviour)
    const number = [...behaviours.keys()].indexOf(key)
    const usual = isUsual(match, section, name)
    if (!usual) matches.push(match)
    const last = sections.at(-1)
    const list = last !== undefined && last[0] === section ? last[1] : []
    if (list.length === 0) sections.push([section, list])
    list.push(`${plain(name, /[:,!]/)}:${number}${usual ? "" : "!"}`)
  }
  return {
    head,
    behaviours: [...behaviours.values()],
    sections: sections.map(([section, list]) => [section, list.join(",")] as const),
    matches,
    operations: operations.map(packOperation)
  }
}
