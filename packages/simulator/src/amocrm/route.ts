/**
 * What a path is for, whatever the method.
 */
import type { Collection, Entity } from "./state.ts"

export type Route =
  /** A collection of v4, or one record of it. */
  | { readonly _tag: "Records"; readonly collection: Collection; readonly id?: number; readonly catalogId?: number }
  /** Notes of all records of a kind, of one record (`parent`), or one of those. */
  | { readonly _tag: "Notes"; readonly entity: Entity; readonly parent?: number; readonly id?: number }
  | { readonly _tag: "Fields"; readonly collection: Collection }
  | { readonly _tag: "Account"; readonly dialect: "v4" | "v2" | "private" }
  /** The older APIs: a method that adds and updates, and one that lists. */
  | { readonly _tag: "Set"; readonly entity: Entity; readonly dialect: "v2" | "private" }
  | { readonly _tag: "List"; readonly entity: Entity; readonly dialect: "v2" | "private" }
  /** The private channel by which records go to the trash. */
  | { readonly _tag: "Trash"; readonly entity: Entity }
  | { readonly _tag: "Token" }
  /** A path that is not served, in the dialect in which that is said. */
  | { readonly _tag: "Unknown"; readonly dialect: "v4" | "private" | "web" }

type Read = (parts: ReadonlyArray<string | undefined>, method: string) => Route

const entity = (text: string | undefined): Entity => (text === "leads" ? "leads" : "contacts")

const number = (text: string | undefined): number => Number(text)

const table: ReadonlyArray<readonly [RegExp, Read]> = [
  [/^\/oauth2\/access_token$/, () => ({ _tag: "Token" })],
  [/^\/api\/v4\/account$/, () => ({ _tag: "Account", dialect: "v4" })],
  [/^\/api\/v4\/(contacts|leads)$/, ([name]) => ({ _tag: "Records", collection: entity(name) })],
  [
    /^\/api\/v4\/(contacts|leads)\/(\d{1,15})$/,
    ([name, id]) => ({ _tag: "Records", collection: entity(name), id: number(id) })
  ],
  [/^\/api\/v4\/(contacts|leads)\/custom_fields$/, ([name]) => ({ _tag: "Fields", collection: entity(name) })],
  [/^\/api\/v4\/catalogs\/\d{1,15}\/custom_fields$/, () => ({ _tag: "Fields", collection: "elements" })],
  [/^\/api\/v4\/(contacts|leads)\/notes$/, ([name]) => ({ _tag: "Notes", entity: entity(name) })],
  [
    /^\/api\/v4\/(contacts|leads)\/(\d{1,15})\/notes$/,
    ([name, parent]) => ({ _tag: "Notes", entity: entity(name), parent: number(parent) })
  ],
  [
    /^\/api\/v4\/(contacts|leads)\/(\d{1,15})\/notes\/(\d{1,15})$/,
    ([name, parent, id]) => ({ _tag: "Notes", entity: entity(name), parent: number(parent), id: number(id) })
  ],
  [
    /^\/api\/v4\/catalogs\/(\d{1,15})\/elements$/,
    ([catalog]) => ({ _tag: "Records", collection: "elements", catalogId: number(catalog) })
  ],
  [
    /^\/api\/v4\/catalogs\/(\d{1,15})\/elements\/(\d{1,15})$/,
    ([catalog, id]) => ({ _tag: "Records", collection: "elements", catalogId: number(catalog), id: number(id) })
  ],
  [/^\/api\/v2\/account$/, () => ({ _tag: "Account", dialect: "v2" })],
  [
    /^\/api\/v2\/(contacts|leads)$/,
    ([name], method) => ({ _tag: method === "GET" ? "List" : "Set", entity: entity(name), dialect: "v2" })
  ],
  [/^\/private\/api\/v2\/json\/accounts\/current$/, () => ({ _tag: "Account", dialect: "private" })],
  [
    /^\/private\/api\/v2\/json\/(contacts|leads)\/set$/,
    ([name]) => ({ _tag: "Set", entity: entity(name), dialect: "private" })
  ],
  [
    /^\/private\/api\/v2\/json\/(contacts|leads)\/list$/,
    ([name]) => ({ _tag: "List", entity: entity(name), dialect: "private" })
  ],
  [/^\/ajax\/(contacts|leads)\/multiple\/delete$/, ([name]) => ({ _tag: "Trash", entity: entity(name) })],
  [/^\/(?:private\/api|api\/v2)\//, () => ({ _tag: "Unknown", dialect: "private" })],
  [/^\/(?:api|oauth2)\//, () => ({ _tag: "Unknown", dialect: "v4" })]
]

/** Total: every path is something, if only a page of the web router. */
export const routeOf = (method: string, path: string): Route => {
  const bare = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path
  for (const [form, read] of table) {
    const found = form.exec(bare)
    if (found !== null) return read(found.slice(1), method)
  }
  return { _tag: "Unknown", dialect: "web" }
}
