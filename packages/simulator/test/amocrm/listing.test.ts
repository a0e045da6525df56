import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { makeWorld, type World } from "./support.ts"

const path = "/api/v4/contacts"

const withContacts = (count: number): World => {
  const world = makeWorld({ unlimited: true })
  for (let index = 1; index <= count; index++) {
    api.put(world.state, "main", "contact", {
      name: `P${index}`,
      email: `p${index}@example.test`,
      phone: `+7 900 ${index}`,
      updated_at: 1_700_000_000 - index
    })
  }
  return world
}

interface Page {
  readonly _page: number
  readonly _links: { readonly next?: { readonly href: string } }
  readonly _embedded: { readonly contacts: ReadonlyArray<{ readonly name: string }> }
}

const names = (json: unknown): ReadonlyArray<string> => (json as Page)._embedded.contacts.map(({ name }) => name)

const numbered = (from: number, to: number): ReadonlyArray<string> =>
  Array.from({ length: to - from + 1 }, (_, index) => `P${from + index}`)

describe("a list", () => {
  it("is read page by page along its links, to an empty page after a full one", () => {
    const world = withContacts(6)
    const seen: Array<readonly [status: number, names: ReadonlyArray<string>]> = []
    let query: string | undefined = "limit=3&order[id]=asc"
    while (query !== undefined) {
      const { json, status } = world.ask("GET", { path, query })
      seen.push([status, status === 204 ? [] : names(json)])
      query = status === 204 ? undefined : (json as Page)._links.next?.href.split("?")[1]
    }
    expect(seen).toEqual([
      [200, ["P1", "P2", "P3"]],
      [200, ["P4", "P5", "P6"]],
      [204, []]
    ])
  })

  it("tells its page and the ones around it", () => {
    const world = withContacts(5)
    const { json } = world.ask("GET", { path, query: "limit=2&page=2" })
    const link = (page: number) => ({ href: `https://main.amocrm.ru/api/v4/contacts?limit=2&page=${page}` })
    expect([(json as Page)._page, (json as Page)._links, names(json)]).toEqual([
      2,
      { self: link(2), next: link(3), first: link(1), prev: link(1) },
      ["P3", "P4"]
    ])
  })

  it("has 50 records, and never more than 250, whatever is asked", () => {
    const world = withContacts(300)
    expect([
      names(world.ask("GET", { path }).json).length,
      names(world.ask("GET", { path, query: "limit=500" }).json),
      names(world.ask("GET", { path, query: "limit=250&page=2" }).json)
    ]).toEqual([50, numbered(1, 250), numbered(251, 300)])
  })

  it("is ordered by id and by the time of change", () => {
    const world = withContacts(3)
    const ordered = (query: string) => names(world.ask("GET", { path, query }).json)
    expect([
      ordered("order[id]=desc"),
      ordered("order[updated_at]=asc"),
      ordered("order[updated_at]=desc"),
      ordered("order[name]=desc")
    ]).toEqual([
      ["P3", "P2", "P1"],
      ["P3", "P2", "P1"],
      ["P1", "P2", "P3"],
      ["P1", "P2", "P3"]
    ])
  })

  it("is searched by name, email and phone, and filtered by ids and times", () => {
    const world = withContacts(12)
    const found = (query: string) => {
      const { json, status } = world.ask("GET", { path, query })
      return status === 204 ? [] : names(json)
    }
    expect([
      found("query=P7"),
      found("query=P3%40EXAMPLE.TEST"),
      found("query=900+12"),
      found("query=nobody"),
      found("filter[id]=40000002"),
      found("filter[id][]=40000002&filter[id][]=40000004&filter[id][]=5"),
      found("filter[id][0]=40000001&filter[id][1]=40000003"),
      found("filter[updated_at][from]=1699999998"),
      found("filter[updated_at][to]=1699999989"),
      found("filter[colour]=blue&limit=1")
    ]).toEqual([["P7"], ["P3"], ["P12"], [], ["P2"], ["P2", "P4"], ["P1", "P3"], ["P1", "P2"], ["P11", "P12"], ["P1"]])
  })
})
