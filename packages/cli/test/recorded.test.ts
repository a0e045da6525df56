import { describe, expect, it } from "vitest"
import { InvalidLine, readRecorded } from "../src/recorded.ts"

const read = (value: unknown): unknown => readRecorded(JSON.stringify(value))

describe("a line that can be read", () => {
  it("has everything that the form names", () => {
    const line = {
      id: "a1",
      vendor: "kommo",
      at: "2026-11-21T12:00:00.250+03:00",
      attempt: 2,
      status: 429,
      headers: { "Retry-After": 120, "X-Two": ["a", "b"], "X-None": null },
      body: "{}",
      transport: { phase: "response", code: "ECONNRESET" },
      request: {
        method: "post",
        path: "https://example.com/api/v4/leads?page=2",
        entity: "leads",
        rpc_method: null,
        variant: "kommo",
        intent: "Create",
        repeat: "Keyed",
        size: 50,
        probe: true
      }
    }
    expect(read(line)).toEqual({
      id: "a1",
      vendor: "kommo",
      at: Date.UTC(2026, 10, 21, 9, 0, 0, 250),
      attempt: 2,
      answer: {
        status: 429,
        headers: { "Retry-After": "120", "X-Two": ["a", "b"] },
        body: "{}",
        transport: { phase: "response", code: "ECONNRESET" }
      },
      request: {
        method: "post",
        path: "/api/v4/leads?page=2",
        entity: "leads",
        rpc_method: undefined,
        variant: "kommo",
        intent: "Create",
        repeat: "Keyed",
        size: 50,
        probe: true
      }
    })
  })

  it("may have null for everything, and keys that nobody knows", () => {
    const line = {
      id: null,
      vendor: null,
      at: null,
      attempt: null,
      status: null,
      headers: null,
      body: null,
      transport: null,
      request: null,
      expected: { anything: [1] },
      __proto__: { polluted: true }
    }
    expect(read(line)).toEqual({ attempt: 1, answer: { status: null } })
    expect(readRecorded('{"status":200,"__proto__":{"body":"x"}}')).toEqual({ attempt: 1, answer: { status: 200 } })
  })

  it("needs no status where it has a transport fact", () => {
    expect(read({ transport: { phase: "connect", code: 28 } })).toEqual({
      attempt: 1,
      answer: { status: null, transport: { phase: "connect", code: "28" } }
    })
  })
})

describe("a line that cannot be read says what is wrong, what was expected and what to do", () => {
  const secret = "s3cr3t"
  const cases: ReadonlyArray<readonly [what: string, text: string, invalid: string]> = [
    [
      "not JSON",
      `{"status":200,${secret}`,
      "not JSON: expected one JSON object on each line. Write each answer on a line of its own, with line breaks inside strings as \\n."
    ],
    [
      "a list",
      `["${secret}"]`,
      "expected one JSON object on each line, found a list. Write each answer as an object with a status."
    ],
    [
      "a number",
      "7",
      "expected one JSON object on each line, found a number. Write each answer as an object with a status."
    ],
    [
      "no status",
      "{}",
      "status: expected a number from 100 to 999, or null, found nothing. Write the HTTP status, or null when no answer came."
    ],
    [
      "a status that is a string",
      '{"status":"400"}',
      "status: expected a number from 100 to 999, or null, found a string. Write the HTTP status, or null when no answer came."
    ],
    [
      "a status that is none",
      '{"status":0}',
      "status: expected a number from 100 to 999, or null, found another number. Write the HTTP status, or null when no answer came."
    ],
    [
      "a parsed body",
      `{"status":400,"body":{"code":"${secret}"}}`,
      "body: expected the raw text of the body as one JSON string, or null, found an object. Write the text as it came over the wire; if only the parsed value is left, JSON.stringify it once more."
    ],
    [
      "headers in a list",
      `{"status":400,"headers":["${secret}"]}`,
      "headers: expected an object of strings (or lists of strings) by header name, found a list."
    ],
    [
      "a header that is an object",
      `{"status":400,"headers":{"${secret}":{}}}`,
      "headers: expected an object of strings (or lists of strings) by header name, found an object. Take out the header whose value is neither."
    ],
    [
      "an unknown phase",
      `{"status":null,"transport":{"phase":"${secret}"}}`,
      "transport.phase: expected connect (the request never left), sent (no answer came) or response (the answer was cut off), found another word."
    ],
    [
      "no phase",
      '{"status":null,"transport":{}}',
      "transport.phase: expected connect (the request never left), sent (no answer came) or response (the answer was cut off), found nothing."
    ],
    [
      "a transport that is a word",
      '{"status":null,"transport":"connect"}',
      'transport: expected {"phase": "connect" | "sent" | "response", "code"?}, or null, found a string.'
    ],
    [
      "an instant without a zone",
      '{"status":200,"at":"2026-11-21T12:00:00"}',
      "at: expected an ISO 8601 instant with a zone. Write it as 2026-11-21T12:00:00Z."
    ],
    [
      "an instant that no calendar has",
      '{"status":200,"at":"2026-13-21T12:00:00Z"}',
      "at: expected an ISO 8601 instant with a zone. Write it as 2026-11-21T12:00:00Z."
    ],
    [
      "an instant that is a number",
      '{"status":200,"at":1}',
      "at: expected a string or null, found a number. Write the instant of receipt, such as 2026-11-21T12:00:00Z."
    ],
    ["attempt 0", '{"status":200,"attempt":0}', "attempt: expected a whole number from 1 up, found another number."],
    [
      "half an attempt",
      '{"status":200,"attempt":1.5}',
      "attempt: expected a whole number from 1 up, found another number."
    ],
    [
      "a request that is a text",
      `{"status":200,"request":"${secret}"}`,
      "request: expected an object or null, found a string."
    ],
    [
      "a size below nothing",
      '{"status":200,"request":{"size":-1}}',
      "request.size: expected a whole number from 0 up, found another number."
    ],
    [
      "an intent that is none",
      `{"status":200,"request":{"intent":"${secret}"}}`,
      "request.intent: expected one of Read, Create, Update, Upsert, Delete, Link, Unlink, or null, found another word. Leave it out if it is not known."
    ],
    [
      "an entity that is a number",
      '{"status":200,"request":{"entity":7}}',
      "request.entity: expected a string or null, found a number."
    ],
    ["an id that is an object", '{"status":200,"id":{}}', "id: expected a string, a number or null, found an object."]
  ]
  for (const [what, text, invalid] of cases) {
    it(what, () => {
      expect(readRecorded(text)).toEqual(new InvalidLine(invalid))
    })
  }
})
