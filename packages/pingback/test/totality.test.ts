import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { Pingback } from "../src/index.ts"
import { fixtures } from "./fixtures.ts"

const bodies = Object.entries(fixtures).flatMap(([name, { answer, request }]) =>
  typeof answer.body === "string" && answer.body !== ""
    ? [{ name, body: answer.body, answer, request: request ?? undefined }]
    : []
)

describe("a body that breaks off", () => {
  it.each(bodies)("is a failure wherever it does: $name", ({ answer, body, request }) => {
    const { headers, status } = answer
    const tags = new Set<string>()
    for (let length = 0; length < body.length; length++) {
      tags.add(Pingback.normalize({ status, headers: headers ?? undefined, body: body.slice(0, length) }, request)._tag)
    }
    expect([...tags]).toEqual(["Failed"])
  })
})

const secret = "Jane Roe <jane.roe@customer.example> 10.20.30.40 key=hunter2"
const traces = ["Jane", "Roe", "customer", "10.20.30", "hunter2"]

const planted = (value: unknown): unknown => {
  if (typeof value === "string") return secret
  if (Array.isArray(value)) return value.map(planted)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, planted(inner)]))
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

describe("secrets in every string of a body", () => {
  it.each(bodies)("are in no printed form: $name", ({ answer, body, request }) => {
    const outcome = Pingback.normalize(
      {
        status: answer.status,
        headers: { "content-type": secret, "x-amzn-errortype": secret, "x-amzn-requestid": secret },
        body: JSON.stringify(planted(parse(body)))
      },
      request
    )
    const messages = inspect(outcome, { depth: Infinity, showHidden: true, getters: true })
    const shown = [JSON.stringify(outcome), inspect(outcome, { depth: Infinity }), messages].join("\n")
    expect(traces.filter((trace) => shown.includes(trace))).toEqual([])
  })
})
