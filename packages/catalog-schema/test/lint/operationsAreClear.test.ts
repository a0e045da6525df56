import type { AuthoredOperation } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { operationsAreClear } from "../../src/lint/operationsAreClear.ts"
import { findings, type Writable } from "../tiny.ts"

type Route = AuthoredOperation["match"][number]

const collisions = async (left: Route, right: Route): Promise<number> => {
  const found = await findings(operationsAreClear, (source) => {
    source.operations.value.operations[0]!.match = [left as Writable<Route>]
    source.operations.value.operations[1]!.match = [right as Writable<Route>]
  })
  return found.length
}

describe("operations-are-clear", () => {
  it("finds nothing in the tiny catalog", async () => {
    expect(await findings(operationsAreClear)).toEqual([])
  })

  it("finds a request that belongs to two operations", async () => {
    const found = await findings(operationsAreClear, (source) => {
      source.operations.value.operations[1]!.match.push({ rpcMethod: "createPeople" })
    })
    expect(found).toEqual([
      {
        file: "operations.json",
        place: "/operations/1/match/1",
        what: "createPeople is people.get and, at /operations/0/match/1, people.create",
        fix: "Remove one of the two or make its path more exact"
      }
    ])
  })

  it.each<readonly [string, string, number]>([
    ["/people/{id}", "/people/{name}", 1],
    ["/people/{id}/notes", "/people/{name}/notes/", 1],
    ["/people/{id}/notes", "/people/notes/{id}", 0],
    ["/people", "/people/", 1],
    ["/people/{id}", "/people/new", 0],
    ["/people/{id}", "/people/{id}/notes", 0],
    ["/people/{id}", "/deals/{id}", 0]
  ])("%s and %s: %i", async (left, right, expected) => {
    expect(await collisions({ method: "GET", path: left }, { method: "GET", path: right })).toBe(expected)
    expect(await collisions({ method: "GET", path: left }, { method: "PUT", path: right })).toBe(0)
  })

  it("finds a repeat that contradicts the intent or says too little", async () => {
    const found = await findings(operationsAreClear, (source) => {
      const [create] = source.operations.value.operations
      const { confidence, match, name, sources } = create!
      source.operations.value.operations = [
        { match, name, intent: "Create", repeat: "Safe", confidence, sources },
        { match: [{ rpcMethod: "x" }], name: "people.add", intent: "Create", repeat: "Keyed", confidence, sources }
      ]
    })
    expect(found).toEqual([
      {
        file: "operations.json",
        place: "/operations/0/repeat",
        what: "people.create is a Create and is said to change nothing",
        expected: "Safe only with the intent Read",
        fix: "Correct repeat or intent"
      },
      {
        file: "operations.json",
        place: "/operations/1/repeat",
        what: "people.add is Keyed and does not say by what a repeat is recognised",
        expected: "naturalKey or unmaskedBy",
        fix: "Add one of them, or make it Unsafe"
      }
    ])
  })
})
