import { redactRecording } from "@crm-errors/catalog-schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Redactor } from "../../src/authoring/redact/Redactor.ts"

const redactor = (keep: ReadonlyArray<string> = []): Redactor =>
  new Redactor({ secrets: ["x-acme-key", "accountID", "code"], keep: new Set(keep) })

const body = (text: string, keep: ReadonlyArray<string> = []): string | undefined =>
  redactRecording(
    { answer: { status: 400, body: text } },
    { secrets: ["x-acme-key", "accountID", "code"], keep: new Set(keep) }
  ).answer.body

describe("a text", () => {
  const cases: ReadonlyArray<readonly [text: string, redacted: string]> = [
    [
      "Mail jane.doe@acme.io and Jane.Doe@acme.io, then bob@acme.io.",
      "Mail person1@example.com and person1@example.com, then person2@example.com."
    ],
    ["/contacts/jane.doe%40acme.io/notes", "/contacts/person1%40example.com/notes"],
    ["from 10.20.30.40 and 2001:67c:4e8::a", "from 192.0.2.1 and 2001:db8::1"],
    [
      "at acme.amocrm.ru, api.acme.co.uk and eu-1.internal",
      "at host1.example.com, host2.example.com and host3.example.com"
    ],
    ["see https://acme.amocrm.ru/api?x=1#y", "see https://host1.example.com/api?x=1#y"],
    [
      "/login?next=https%3A%2F%2Facme.io%2Fa&mail=jane%40acme.io",
      "/login?next=https%3A%2F%2Fhost1.example.com%2Fa&mail=person1%40example.com"
    ],
    ["https://user:pass@acme.io:8443/", "https://secret1@host1.example.com:8443/"],
    ["Authorization: Bearer abc123def456", "Authorization: Bearer token1"],
    ["eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2VjcmV0", "token1"],
    ["sk_live_51s3cr3t and ghp_abcdef123456", "token1 and token2"],
    ["x-acme-key=hunter2&page=3", "x-acme-key=secret1&page=3"],
    ['{"api_key": "hunter2"', '{"api_key": "secret1"'],
    ["call +49 170 5550199 or (495) 123-45-67-8", "call +15550100001 or +15550100002"],
    ["ff37b0a8-de19-4f72-a7ed-0bd1cb73f29f", "00000000-0000-4000-8000-000000000001"],
    ["4bf92f3577b34da6a3ce929d0e0e4736", "00000000000000000000000000000001"],
    ["dGhpcyBpcyBhIHNlY3JldCB0b2tlbiAxMjM0NTY3OA==", "token1"],
    ["card 4111 1111 1111 1111 or 4111111111111111", "card 0000000000000001 or 0000000000000001"],
    ["79161234567", "10000000001"]
  ]
  it.each(cases)("%s", (text, redacted) => {
    expect(redactor().text(text)).toBe(redacted)
  })

  it.each([
    "SEGMENTATION_LIST_NOT_FOUND",
    "custom_fields_values.0.field_id",
    "contacts.name is required",
    "2026-11-21 12:00:00",
    "2026-11-21T12:00:00+03:00",
    "21.11.2026 12:00:00",
    "Sat, 21 Nov 2026 12:02:00 GMT",
    "12345678",
    "/api/v4/contacts/123456/notes",
    "nginx/1.18.0",
    "rows 11 12 13 14 15 16 17 18",
    'Bearer realm="api", error="invalid_token"',
    "Basic authentication is required",
    "application/problem+json; charset=utf-8",
    "Validation\\Request::create",
    "Error code 213.",
    "Добавление сделок: пустой массив"
  ])("leaves %s", (text) => {
    expect(redactor().text(text)).toBe(text)
  })

  it("keeps what the catalog reads", () => {
    expect(
      redactor(["4bf92f3577b34da6a3ce929d0e0e4736", "developers.acme.com"]).text(
        "4bf92f3577b34da6a3ce929d0e0e4736, see https://developers.acme.com/x"
      )
    ).toBe("4bf92f3577b34da6a3ce929d0e0e4736, see https://developers.acme.com/x")
  })

  it("is done when it is done twice", () => {
    for (const [, redacted] of cases) expect(redactor().text(redacted)).toBe(redacted)
  })

  // A pattern that begins anew at every character would not come to an end before the test does.
  it.each(["a", "a-", "a.", "1. ", "a@", "%40", "a:", "token ", "( ", "?a="])(
    "comes to an end of a long run of %j",
    (part) => {
      const text = part.repeat(Math.ceil(1_000_000 / part.length))
      expect(redactor().text(text)).toBe(text)
    }
  )

  it("does not go down into URLs in URLs without end", () => {
    expect(redactor().text("http://".repeat(100_000)).slice(0, 26)).toBe("http://host1.example.com//")
  })
})

describe("a JSON body", () => {
  it("stays the same to the byte but for what is replaced", () => {
    const text =
      '{ "id" : 123456789012345678901,\n\t"t":"\\u0416 \\/ a", "n": 1.50e3, "mail":"jane@acme.io", "list":[ "bob@acme.io",null ,true] }'
    expect(body(text)).toBe(
      '{ "id" : 123456789012345678901,\n\t"t":"\\u0416 \\/ a", "n": 1.50e3, "mail":"person1@example.com", "list":[ "person2@example.com",null ,true] }'
    )
  })

  it("has no value of a key that is secret, whatever it looks like", () => {
    expect(body('{"access_token":"short","AccountID":12345,"params":{"Secret-Key":{"a":"b"}},"password":""}')).toBe(
      '{"access_token":"secret1","AccountID":10001,"params":{"Secret-Key":{"a":"secret2"}},"password":""}'
    )
  })

  it("keeps the code, though a parameter of this name is secret", () => {
    expect(body('{"code":"INVALID_THING","error":"no"}')).toBe('{"code":"INVALID_THING","error":"no"}')
  })

  it("has no personal values, and keeps the complaints about them", () => {
    expect(
      body(
        '{"first_name":"Jane","phone":79161234567,"errors":{"first_name":"is required","phone":["Invalid phone"],"city":"City must exist"}}'
      )
    ).toBe(
      '{"first_name":"person1","phone":10000000001,"errors":{"first_name":"is required","phone":["Invalid phone"],"city":"City must exist"}}'
    )
  })

  it("has no personal keys either", () => {
    expect(body('{"jane@acme.io":{"ok":false}}')).toBe('{"person1@example.com":{"ok":false}}')
  })

  it("is a text when it is cut off", () => {
    expect(body('{"token":"abc","mail":"jane@acme.io')).toBe('{"token":"secret1","mail":"person1@example.com')
  })
})

describe("headers and the request", () => {
  it("are redacted by their names and by their forms", () => {
    expect(
      redactRecording(
        {
          answer: {
            status: 401,
            headers: {
              Authorization: "abc",
              "X-Acme-Key": "k",
              "set-cookie": ["sid=1", "sid=1"],
              location: "https://acme.io/login?code=1234&next=/a",
              "retry-after": "120"
            }
          },
          request: { method: "GET", path: "/people/jane%40acme.io?accountid=77&page=2", entity: "people" }
        },
        { secrets: ["x-acme-key", "accountID", "code"], keep: new Set() }
      )
    ).toEqual({
      answer: {
        status: 401,
        headers: {
          Authorization: "secret2",
          "X-Acme-Key": "secret3",
          "set-cookie": ["secret4", "secret4"],
          location: "https://host1.example.com/login?code=secret5&next=/a",
          "retry-after": "120"
        }
      },
      request: { method: "GET", path: "/people/person1%40example.com?accountid=secret1&page=2", entity: "people" },
      replaced: 7
    })
  })
})

const secrets = [
  "jane.doe@secret-customer.io",
  "+49 170 5550177",
  "198.18.7.77",
  "crm.secret-customer.com",
  "https://crm.secret-customer.com/a?secretKey=s3cr3tk3y",
  "Bearer s3cr3tS3cr3t99",
  "eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2VjcmV0",
  "sk_live_51s3cr3t"
]

describe("a secret in any place of any body", () => {
  it("is gone, and JSON stays JSON of the same form", () => {
    const withSecret = fc.tuple(
      fc.constantFrom(...secrets),
      fc.string({ maxLength: 8, unit: fc.constantFrom("a", " ", "ж", '"', "\\", "\n") }),
      fc.string({ maxLength: 8, unit: fc.constantFrom("b", " ", "ж", '"', "\\", ",") })
    )
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        withSecret.map(([secret, before, after]) => `${before} ${secret} ${after}`),
        fc.integer({ min: 0, max: 999 }),
        fc.constant(null),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("code", "errors", "detail", "a/b", "~"), tie("any"))
      )
    })).any
    fc.assert(
      fc.property(value, (json) => {
        const text = JSON.stringify(json, null, 1)
        const redacted = body(text) ?? ""
        const traces = ["secret-customer", "5550177", "198.18.7", "s3cr3t", "c2VjcmV0"]
        expect(traces.filter((trace) => redacted.includes(trace))).toEqual([])
        const shape = (node: unknown): unknown =>
          typeof node === "string"
            ? "text"
            : Array.isArray(node)
              ? node.map(shape)
              : node !== null && typeof node === "object"
                ? Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, shape(inner)]))
                : node
        expect(shape(JSON.parse(redacted))).toEqual(shape(json))
      })
    )
  })
})
