import type { Fixture } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { sample } from "../../src/docs/sample.ts"

const fixture = (change: Partial<Fixture>): Fixture => ({
  entry: "tiny/http/401",
  provenance: "recorded",
  source: "somebody",
  answer: { status: 400 },
  expected: {
    outcome: { _tag: "Failed" },
    first: { _tag: "Fail", because: "Verdict" },
    repeat: { _tag: "Fail", because: "Verdict" }
  },
  ...change
})

const blockOf = (change: Partial<Fixture>): string | undefined => sample(fixture(change)).split("```")[1]

describe("sample", () => {
  it("shows an answer and what a job does about it", () => {
    expect(
      sample(
        fixture({
          about: "a <b> case",
          answer: { status: 429, headers: { "retry-after": "1", "x-two": ["a", "b"] }, body: '{"a":[1,"\\u0416"]}' },
          request: { method: "POST", path: "/people?x=1" },
          expected: {
            outcome: { _tag: "Failed" },
            first: { _tag: "Retry", at: "2026-11-21T12:00:01.000Z", because: "Verdict" },
            repeat: { _tag: "Fail", because: "OutcomeUnknown" }
          }
        })
      )
    ).toBe(`<details><summary>A sample answer, recorded: a &lt;b&gt; case</summary>

\`\`\`http
POST /people?x=1

HTTP 429
retry-after: 1
x-two: a, b

{
  "a": [
    1,
    "Ж"
  ]
}
\`\`\`

**Decision.** Send it again, after 1 second. On a repeat, after an attempt that may have been applied: give up, because nobody knows whether it was written.

</details>`)
  })

  it("says in words that no answer came", () => {
    expect(
      blockOf({
        answer: { status: null, transport: { phase: "sent", code: "ETIMEDOUT" } },
        request: { rpc_method: "getLeads" }
      })
    ).toBe("http\ngetLeads\n\nThe request was sent, and no answer came (ETIMEDOUT).\n")
  })

  it("cuts what is too long, and says how much", () => {
    expect(blockOf({ answer: { status: 400, body: "x".repeat(3_000) } })).toBe(
      `http\nHTTP 400\n\n${"x".repeat(2_000)}\n… (1000 characters more)\n`
    )
    expect(blockOf({ answer: { status: 400, body: "y\n".repeat(50) } })).toBe(
      `http\nHTTP 400\n\n${Array(40).fill("y").join("\n")}\n… (21 characters more)\n`
    )
  })

  it("leaves numbers that JavaScript cannot hold as they came", () => {
    expect(blockOf({ answer: { status: 400, body: '{"id":12345678901234567890}' } })).toBe(
      'http\nHTTP 400\n\n{"id":12345678901234567890}\n'
    )
  })

  it("cannot be left by what is in a body", () => {
    expect(
      sample(fixture({ answer: { status: 400, body: "```\n</details>\n<script>" } }))
        .split("\n")
        .slice(2, 9)
    ).toEqual(["````http", "HTTP 400", "", "```", "</details>", "<script>", "````"])
  })
})
