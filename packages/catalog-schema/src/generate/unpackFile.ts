import { module } from "./header.ts"

/** `src/unpack.ts`: the other half of `pack.ts`, the same in every catalog. */
export const unpackFile = (): string =>
  module(
    "Makes the catalog out of its packed form, in which what repeats is written once. `catalog.json` is the same, written out.",
    `import type { Catalog, CatalogOperation, Entry, Intent, Repeat } from "./types.ts"

const intents: { readonly [method: string]: Intent } = {
  GET: "Read",
  POST: "Create",
  PATCH: "Update",
  PUT: "Update",
  DELETE: "Delete"
}

// "GET /contacts;GET /contacts/{id}|name|intent|repeat|section|maxItems|naturalKey|unmaskedBy"; what is usual is left out.
const operation = (line: string): CatalogOperation => {
  const [routes = "", name = "", intent, repeat, section, maxItems, naturalKey, unmaskedBy] = line.split("|")
  const match = routes.split(";").map((route) => {
    const [method, path] = route.split(" ")
    return path === undefined ? { rpcMethod: route } : method ? { method, path } : { path }
  })
  const meant = (intent || intents[(match[0] as { readonly method?: string }).method ?? ""]) as Intent
  return {
    match,
    name,
    intent: meant,
    repeat: (repeat || (meant === "Read" ? "Safe" : meant === "Create" ? "Unsafe" : "Idempotent")) as Repeat,
    ...(section && { section }),
    ...(maxItems && { maxItems: Number(maxItems) }),
    ...(naturalKey && { naturalKey: naturalKey.split(",") }),
    ...(unmaskedBy && { unmaskedBy: unmaskedBy.split(",") })
  }
}

/**
 * \`sections\` hold "name:behaviour" of each entry; an exclamation mark takes the next of \`matches\` instead of the
 * code of that name in that section.
 *
 * @internal
 */
export const unpack = (
  head: Omit<Catalog, "entries" | "operations">,
  behaviours: ReadonlyArray<Omit<Entry, "id" | "match">>,
  sections: ReadonlyArray<readonly [section: string, entries: string]>,
  matches: ReadonlyArray<Entry["match"]>,
  operations: ReadonlyArray<string>
): Catalog => {
  let next = 0
  return {
    ...head,
    operations: operations.map(operation),
    entries: sections.flatMap(([section, entries]) =>
      entries.split(",").map((entry): Entry => {
        const [name = "", behaviour = ""] = entry.split(":")
        return {
          id: \`\${head.vendor}/\${section}/\${name}\`,
          match: behaviour.endsWith("!") ? matches[next++]! : [{ code: [name], section: [section] }],
          ...behaviours[Number.parseInt(behaviour, 10)]!
        }
      })
    )
  }
}
`
  )
