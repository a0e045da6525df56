import { describe } from "vitest"
import { decodes, type Row } from "../support/decoded.ts"

const support = "В случае повторного возникновения ошибки, обращайтесь в нашу техническую поддержку - support@amocrm.ru"

const problem = (status: number, detail: string) => ({
  title: "Title",
  type: `https://httpstatus.es/${status}`,
  status,
  detail
})

const text = (status: number, detail: string, signal: object = {}): Row => ({
  name: `${status} ${detail}`,
  status,
  body: problem(status, detail),
  envelope: { _tag: "Complaint", signal: { ...signal, text: detail } }
})

describe("B: problem documents", () => {
  decodes([
    text(400, "Request data can not be empty"),
    text(401, "Invalid user name or password"),
    text(401, "Неверный логин или пароль"),
    text(402, "Payment required"),
    text(403, "Invalid scope"),
    text(404, "Pipeline not found"),
    text(422, "Limit 250 per page", { limit: 250 }),
    {
      name: "only a detail",
      body: { detail: "Invalid request data" },
      envelope: { _tag: "Complaint", signal: { text: "Invalid request data" } }
    },
    {
      name: "only a title",
      status: 500,
      body: { title: "InternalServerError" },
      envelope: { _tag: "Complaint", signal: { text: "InternalServerError" } }
    },
    {
      name: "the gateway's 500 tells its trace for want of a request id",
      status: 500,
      body: { title: "INTERNAL", status: 500, detail: "unexpected", trace_id: "8522c111dfbcacb99b9a2bc22ee07820" },
      envelope: {
        _tag: "Complaint",
        requestId: "8522c111dfbcacb99b9a2bc22ee07820",
        signal: { text: "unexpected" }
      }
    },
    {
      name: "the application's own request id is the better one",
      status: 500,
      headers: { "X-Request-Id": "299d361dfe220c531a51cbcbe216e301" },
      body: { title: "INTERNAL", detail: "unexpected", trace_id: "8522c111dfbcacb99b9a2bc22ee07820" },
      envelope: { _tag: "Complaint", signal: { text: "unexpected" } }
    },
    {
      name: "inside HTTP 200 it is no success",
      status: 200,
      body: problem(401, "Unauthorized"),
      envelope: { _tag: "Complaint", signal: { text: "Unauthorized" } }
    }
  ])
})

describe("a problem document with HTTP 200", () => {
  decodes([
    {
      name: "is one as long as nothing else is there",
      status: 200,
      body: { detail: "Only chats and mail" },
      envelope: { _tag: "Complaint", signal: { text: "Only chats and mail" } }
    },
    {
      name: "a record may have a title",
      status: 200,
      body: { id: 5, title: "T", detail: "D" },
      envelope: { _tag: "Ok" }
    }
  ])
})

describe("C: a code that stands only in a sentence, in three wordings", () => {
  decodes([
    text(400, `Код ошибки 244. ${support}`, { code: "244" }),
    text(400, "Error code 104. If error appears again, you can write to our support team", { code: "104" }),
    text(400, "Error 288.", { code: "288" }),
    text(400, "Error 2002.", { code: "2002" }),
    text(400, "Error 12 of 3456 rows"),
    text(400, "Error 12345."),
    text(400, "Errors 288.")
  ])
})

describe("a code in the place of the status, as an old client reports it", () => {
  decodes([
    {
      name: "is none of HTTP's errors and not the answer's status",
      body: { title: "Error", status: 244, detail: "" },
      envelope: { _tag: "Complaint", signal: { code: "244", text: "Error" } }
    },
    {
      name: "an HTTP error is no code",
      body: { title: "Error", status: 403, detail: "No" },
      envelope: { _tag: "Complaint", signal: { text: "No" } }
    }
  ])
})

describe("what a library or a proxy made of it", () => {
  decodes([
    {
      name: "http_code and a sentence as response",
      status: 401,
      body: { http_code: 401, response: "Пользователь не найден", description: "" },
      envelope: { _tag: "Complaint", signal: { text: "Пользователь не найден" } }
    },
    {
      name: "the same inside HTTP 200",
      status: 200,
      body: { http_code: 401, response: "Пользователь не найден", description: "" },
      envelope: { _tag: "Complaint", signal: { text: "Пользователь не найден" } }
    },
    {
      name: "an error member inside HTTP 200",
      status: 200,
      body: { error: "nope" },
      envelope: { _tag: "Complaint", signal: { text: "nope" } }
    },
    {
      name: "success: false inside HTTP 200",
      status: 200,
      body: { success: false },
      envelope: { _tag: "Complaint", signal: {} }
    },
    {
      name: "a bare sentence with a code",
      body: "Error 288.",
      envelope: { _tag: "Complaint", signal: { code: "288", text: "Error 288." } }
    },
    { name: "null", body: null, envelope: { _tag: "Complaint", signal: {} } },
    { name: "an empty list", body: [], envelope: { _tag: "Complaint", signal: {} } },
    { name: "an empty object", body: {}, envelope: { _tag: "Complaint", signal: {} } }
  ])
})
