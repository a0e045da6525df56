import { expect, it } from "vitest"
import { answersOf, isOfRequest, type PublishedFixture, wireAnswerOf } from "../../src/engine/fixtures.ts"
import { adapter } from "../support/toy.ts"

const fixture = (
  name: string,
  request: PublishedFixture["request"],
  rest: Partial<PublishedFixture> = {}
): PublishedFixture => ({
  entry: "toy/all/slow",
  case: name,
  answer: { status: 429 },
  request,
  expected: { outcome: { _tag: "Failed" } },
  ...rest
})

const fixtures: ReadonlyArray<PublishedFixture> = [
  fixture("another entry", { method: "POST", path: "/contacts" }, { entry: "toy/all/quota" }),
  fixture(
    "cut off",
    { method: "POST", path: "/contacts" },
    {
      answer: { status: 200, transport: { phase: "response" } }
    }
  ),
  fixture("no answer", null, { answer: { status: null, transport: { phase: "sent" } } }),
  fixture("bare", null),
  fixture("token", { method: "POST", path: "/token" }),
  fixture("by entity", { entity: "people" }),
  fixture("list", { method: "GET", path: "/contacts", size: 1 }),
  fixture("of classic", { method: "POST", path: "/contacts", variant: "classic", size: 1 }),
  fixture("many", { method: "POST", path: "/contacts", size: 50 }),
  fixture("one", { method: "POST", path: "/contacts", size: 1 })
]

const ranked = (near?: Parameters<typeof answersOf>[3]) =>
  answersOf(fixtures, adapter, "toy/all/slow", near).map((found) => found.case)

it("puts the same operation first, then the section, the variant and the size", () => {
  expect(ranked({ operation: "contacts.create", size: 1 })).toEqual([
    "one",
    "many",
    "of classic",
    "list",
    "by entity",
    "bare",
    "token"
  ])
  expect(ranked({ operation: "contacts.create", size: 7 }).slice(0, 2)).toEqual(["many", "one"])
  expect(ranked({ operation: "contacts.create", variant: "classic" })[0]).toBe("of classic")
  expect(ranked({ entity: "people" }).slice(0, 1)).toEqual(["by entity"])
  expect(ranked({ operation: "token" })[0]).toBe("token")
})

it("leaves them as they stand where nothing is known", () => {
  expect(ranked()).toEqual(["bare", "token", "by entity", "list", "many", "one", "of classic"])
  expect(answersOf(fixtures, adapter, "toy/all/token")).toEqual([])
})

it("tells answers to a whole request from answers by record", () => {
  const outcomes = [
    { _tag: "Failed", error: {} },
    { _tag: "NoOp" },
    { _tag: "NoOp", items: [] },
    { _tag: "Mixed", items: [] }
  ]
  expect(outcomes.map((outcome) => isOfRequest(fixture("", null, { expected: { outcome } })))).toEqual([
    true,
    true,
    false,
    false
  ])
})

it("makes an answer for the wire of a fixture", () => {
  const answer = { status: 500, headers: { "Content-Type": "text/html", "X-A": ["1", "2"] }, body: null }
  expect(wireAnswerOf(fixture("", null, { answer }))).toEqual({
    status: 500,
    headers: { "content-type": "text/html", "x-a": "1, 2" },
    body: ""
  })
})
