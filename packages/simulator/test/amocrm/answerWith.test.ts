import { readdirSync, readFileSync } from "node:fs"
import { Amocrm } from "@crm-errors/amocrm"
import type { RequestDescriptor } from "@crm-errors/core/adapter"
import type { Fixture } from "@crm-errors/core/testing"
import { describe, expect, it } from "vitest"
import type { WireRequest } from "../../src/Api.ts"
import { api } from "../../src/amocrm/index.ts"
import { inOneLine } from "./support.ts"

const folder = new URL("../../../../catalogs/amocrm/fixtures/", import.meta.url)

const fixtures = readdirSync(folder)
  .map((name) => ({ name, fixture: JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Fixture }))
  .flatMap(({ fixture, name }) => (fixture.entry === null ? [] : [{ name, fixture, entry: fixture.entry }]))

const entries = new Map(Amocrm.catalog.entries.map((entry) => [entry.id, entry.outcome]))

/** Paths for fixtures that only tell the resource. */
const paths: Readonly<Record<string, string>> = {
  catalog_elements: "/api/v4/catalogs/6869/elements"
}

const isUpdate = ({ intent, method }: RequestDescriptor): boolean => method === "PATCH" || intent === "Update"

const record = (request: RequestDescriptor, index: number): object =>
  isUpdate(request) ? { id: 700 + index, name: `n${index}` } : { name: `n${index}` }

/** A body with as many records as the fixture's request says, in the dialect of its path. */
const bodyOf = (request: RequestDescriptor): string => {
  const { method, path, size } = request
  if (method === "GET" || method === "DELETE" || size === undefined || size === null) return ""
  const records = Array.from({ length: size }, (_, index) => record(request, index))
  const older = /\/(\w+)\/set\/?$/.exec(path ?? "")?.[1]
  const operation = isUpdate(request) ? "update" : "add"
  if (older !== undefined) return JSON.stringify({ request: { [older]: { [operation]: records } } })
  if (path?.startsWith("/api/v2/webhooks/")) {
    return JSON.stringify({ subscribe: records.map((_, index) => ({ url: `https://example.test/${index}` })) })
  }
  if (path?.startsWith("/api/v2/")) return JSON.stringify({ [operation]: records })
  return JSON.stringify(records)
}

const requestOf = (request: RequestDescriptor): WireRequest => ({
  method: request.method ?? "GET",
  path: request.path ?? paths[request.entity ?? ""] ?? "/api/v4/leads",
  query: new URLSearchParams(),
  headers: { host: "main.amocrm.ru", "content-type": "application/json" },
  body: bodyOf(request),
  ip: "198.51.100.1"
})

const answered = (entry: string, request: RequestDescriptor): unknown => {
  const variant = request.variant ?? undefined
  const state = api.initial(variant === undefined ? {} : { variant })
  const wire = requestOf(request)
  const before = JSON.stringify(state)
  const answer = api.answerWith(state, wire, api.receive(state, wire), entry)
  expect(JSON.stringify(state)).toBe(before)
  const adapter = Amocrm.make(variant === undefined ? {} : { variant })
  return adapter.normalize({ ...answer!, status: answer!.status }, request)
}

/** What every record came to, or the request; a success tells no entry. */
const entriesIn = (outcome: unknown): ReadonlyArray<string> => {
  const { _tag, entry, error, items } = JSON.parse(JSON.stringify(outcome)) as {
    readonly _tag: string
    readonly entry?: string
    readonly error?: { readonly entry: string }
    readonly items?: ReadonlyArray<{ readonly status: string; readonly error?: { readonly entry: string } }>
  }
  const own = error?.entry ?? entry
  return [...new Set(items?.map((item) => item.error?.entry ?? item.status) ?? [own ?? _tag])]
}

const successes: Readonly<Record<string, ReadonlyArray<string>>> = {
  "amocrm/directory_elements/280": ["Applied"],
  "amocrm/http/no-content": ["Success"],
  "amocrm/other/2002": ["Empty"]
}

describe("an entry that the whole request comes to", () => {
  it("has an answer, whichever it is", () => {
    expect([...new Set(fixtures.map(({ entry }) => entry))].sort()).toEqual([...entries.keys()].sort())
  })

  for (const { entry, fixture, name } of fixtures) {
    it(`is read back, of all records: ${name}`, () => {
      const outcome = answered(entry, fixture.request ?? {})
      expect([inOneLine(outcome), entriesIn(outcome)]).toEqual([inOneLine(outcome), successes[entry] ?? [entry]])
    })
  }
})
