import type { Answer, RequestDescriptor } from "../adapter/Answer.ts"

/** Bodies that no vendor documents and every vendor sends one day. */
export const bodies: ReadonlyArray<string | undefined> = [
  undefined,
  "",
  "   \r\n",
  "null",
  "true",
  "0",
  "1e999",
  "-0",
  '""',
  '"a sentence"',
  "[]",
  "{}",
  "[[]]",
  "[null]",
  "[1,2,3]",
  "{",
  '{"error":',
  '{"error":null}',
  '{"error":[]}',
  '{"error":[null,1,"a"]}',
  '{"error":{"code":null,"message":{}}}',
  '{"code":1e400,"errors":{"a":{"b":{"c":[]}}}}',
  '{"errors":[{}],"data":null,"result":null,"response":[null]}',
  '{"result":{"creates":[null,{}],"updates":"no","deletes":7},"error":[],"id":null}',
  '{"validation-errors":[{"request_id":{},"errors":[null]}],"status":"400","detail":7}',
  '{"__proto__":{"code":"1"},"constructor":{"prototype":{}},"toString":1}',
  "\ufeff{}",
  "\u0000\u0001\u0002",
  "<!DOCTYPE html><html><body><h1>403 Forbidden</h1><hr>nginx</body></html>",
  '<?xml version="1.0"?><error><code>1</code></error>',
  "upstream connect error or disconnect/reset before headers",
  "NaN",
  "undefined",
  `${"[".repeat(20_000)}`,
  `${"[".repeat(2_000)}${"]".repeat(2_000)}`
]

/** The largest body of the suite: 5 MB of JSON that stays open. */
export const hugeBody = (): string => `{"detail":"${"x".repeat(5_000_000)}`

/** Every status of HTTP, and what is none. */
export const statuses: ReadonlyArray<number | null> = [
  null,
  Number.NaN,
  -1,
  0,
  99,
  ...Array.from({ length: 500 }, (_, index) => 100 + index),
  600,
  999,
  1e21,
  Number.POSITIVE_INFINITY,
  200.5
]

/** The statuses that bodies are combined with in full: the others behave as one of these. */
export const someStatuses: ReadonlyArray<number | null> = [
  null,
  Number.NaN,
  -1,
  0,
  99,
  100,
  200,
  201,
  202,
  204,
  205,
  207,
  301,
  304,
  400,
  401,
  402,
  403,
  404,
  408,
  409,
  410,
  412,
  413,
  418,
  422,
  429,
  499,
  500,
  501,
  502,
  503,
  504,
  520,
  599,
  600,
  999
]

const types = ["application/json", "text/html; charset=utf-8", "", "application/problem+json"]

/** Headers for the answer of this number, so that all kinds come up. */
export const headersFor = (index: number): Answer["headers"] =>
  index % 5 === 0
    ? undefined
    : { "Content-Type": types[index % types.length] ?? "", "retry-after": index % 3 === 0 ? "soon" : "7" }

/** Requests of every intent, and none. */
export const requests: ReadonlyArray<RequestDescriptor | undefined> = [
  undefined,
  {},
  { intent: "Read" },
  { intent: "Create", repeat: "Unsafe", size: 3 },
  { intent: "Update", size: 1 },
  { intent: "Upsert", repeat: "Keyed", size: 0 },
  { intent: "Delete", size: -1 },
  { intent: "Link", size: Number.NaN },
  { intent: "Unlink", size: 1e9 },
  { method: "GET", path: "//?#", entity: "no such entity", rpc_method: null, variant: "no such variant" },
  { method: null, path: null, entity: null, intent: null, repeat: null, size: null }
]
