import { type CatalogSource, compile, compiledCatalogSchema } from "@crm-errors/catalog-schema"
import { expect, it } from "vitest"
import { entry, tinySource, type Writable } from "./tiny.ts"

const compiled = {
  schemaVersion: 1,
  vendor: "tiny",
  version: "0.3.1",
  variants: ["old", "new"],
  sections: [
    { id: "people", entities: ["contacts"] },
    { id: "http", entities: [] }
  ],
  requestIdHeaders: ["x-tiny-id"],
  waits: [{ pointer: "/wait", form: "Seconds" }],
  limits: [{ name: "requests", scope: "Account", requests: 5, window: "Second", operations: ["people.create"] }],
  secrets: ["key"],
  operations: [
    {
      match: [{ method: "POST", path: "/people" }, { rpcMethod: "createPeople" }],
      name: "people.create",
      intent: "Create",
      repeat: "Keyed",
      section: "people",
      maxItems: 10,
      naturalKey: ["email"],
      unmaskedBy: ["9"]
    },
    {
      match: [{ method: "GET", path: "/people/{id}" }],
      name: "people.get",
      intent: "Read",
      repeat: "Safe",
      section: "people"
    }
  ],
  entries: [
    {
      id: "tiny/http/401",
      match: [
        { status: [401], header: [{ name: "www-authenticate", includes: "Tiny" }] },
        { status: [401], body: ["Json"], pointer: [{ path: "/state", oneOf: ["gone", null] }] }
      ],
      outcome: "Failed",
      reason: { _tag: "AuthenticationError", kind: "TokenExpired" },
      verdict: {
        when: { _tag: "AfterRefresh", what: ["Credentials", "Routing"] },
        effect: "NotApplied",
        change: "Same",
        scope: ["Credential"],
        actor: ["Nobody"]
      },
      confidence: "documented",
      effectConfidence: "documented"
    },
    { id: "tiny/people/9", match: [{ code: ["9"] }], outcome: "NoOp", ambiguous: true, confidence: "documented" },
    {
      id: "tiny/people/10",
      match: [{ code: ["10"], section: ["people"] }, { code: ["110"] }],
      outcome: "Failed",
      reason: { _tag: "QuotaExhaustedError", window: "Day" },
      verdict: {
        when: { _tag: "AtWindow", window: "Day", latest: 86_400_000 },
        effect: "MaybeApplied",
        inFlight: true,
        change: "Same",
        scope: ["Account"],
        actor: ["Vendor", "Operator"]
      },
      confidence: "observed",
      effectConfidence: "inferred"
    }
  ]
}

it("leaves texts and sources out, spells windows out and sorts", async () => {
  expect(compile(await tinySource())).toStrictEqual(compiled)
})

it("does not depend on the order of the files, the entries or the keys", async () => {
  const source = await tinySource()
  const turned = {
    ...source,
    entries: [...source.entries].reverse().map(({ file, text, value }) => ({
      file,
      text,
      value: { ...value, entries: [...value.entries].reverse() }
    })),
    operations: {
      ...source.operations,
      value: { operations: [...source.operations.value.operations].reverse() }
    }
  }
  expect(JSON.stringify(compile(turned))).toBe(JSON.stringify(compile(source)))
})

it("does not depend on how sets are written", async () => {
  const source = structuredClone(await tinySource()) as Writable<CatalogSource>
  const changed = entry(source, "tiny/people/10")
  changed.match = [{ section: ["people", "http", "people"], status: [404, 400], code: ["10", "9"] }]
  changed.verdict = {
    when: { _tag: "AfterRefresh", what: ["Schema", "Credentials"] },
    effect: "NotApplied",
    change: "Same",
    scope: ["Vendor", "Item"],
    actor: ["Operator", "Nobody", "Vendor"]
  }
  expect(compile(source as CatalogSource).entries.at(-1)).toStrictEqual({
    ...compiled.entries.at(-1),
    match: [{ code: ["9", "10"], section: ["http", "people"], status: [400, 404] }],
    verdict: {
      when: { _tag: "AfterRefresh", what: ["Credentials", "Schema"] },
      effect: "NotApplied",
      change: "Same",
      scope: ["Vendor"],
      actor: ["Vendor", "Operator"]
    }
  })
})

it("makes what the public schema takes", async () => {
  expect(compiledCatalogSchema.parse(JSON.parse(JSON.stringify(compile(await tinySource()))))).toStrictEqual(compiled)
})

it("refuses another version of the format", () => {
  expect(compiledCatalogSchema.safeParse({ ...compiled, schemaVersion: 2 }).error?.issues).toEqual([
    { code: "invalid_value", values: [1], path: ["schemaVersion"], message: "Invalid input: expected 1" }
  ])
})

it("does not change what it reads", async () => {
  const source = await tinySource()
  const before = structuredClone(source)
  compile(source)
  expect(source).toEqual(before)
})
