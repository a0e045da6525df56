import { describe } from "vitest"
import { decodes } from "../support/decoded.ts"

const missing = {
  code: 226,
  message: "Error 226.",
  source: { element_id: 18220764, element_type: 2, note_type: 4, text: "secret" }
}

describe("D: a map from id to text", () => {
  decodes([
    {
      name: "names the record by its id",
      body: {
        errors: { "10614761": "Lead not found" },
        title: "Bad Request",
        type: "https://httpstatus.es/400",
        status: 400,
        detail: "Request validation failed"
      },
      envelope: {
        _tag: "ByRecord",
        items: [{ id: "10614761", result: { text: "Lead not found", node: { text: "Lead not found" } } }],
        rest: "Unknown"
      }
    }
  ])
})

describe("E: a list of errors that echo what was sent", () => {
  decodes([
    {
      name: "one error that names no record is about the request",
      body: { errors: [missing] },
      envelope: { _tag: "Complaint", signal: { code: "226", text: "Error 226.", node: missing } }
    },
    {
      name: "of a batch it leaves open which record it is, and what came of the others",
      body: { errors: [missing] },
      operation: { intent: "Create", size: 3 },
      envelope: {
        _tag: "ByRecord",
        items: [
          { result: { code: "226", text: "Error 226.", node: missing } },
          { result: "Unknown" },
          { result: "Unknown" }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "request_id, index and id name the record",
      body: {
        errors: [
          { ...missing, request_id: "2" },
          { ...missing, index: 1 },
          { ...missing, id: 77 },
          { ...missing, request_id: "row-a" }
        ]
      },
      operation: { intent: "Create", size: 4 },
      envelope: {
        _tag: "ByRecord",
        items: [
          { index: 2, result: { code: "226", text: "Error 226.", node: { ...missing, request_id: "2" } } },
          { index: 1, result: { code: "226", text: "Error 226.", node: { ...missing, index: 1 } } },
          { id: "77", result: { code: "226", text: "Error 226.", node: { ...missing, id: 77 } } },
          { key: "row-a", result: { code: "226", text: "Error 226.", node: { ...missing, request_id: "row-a" } } }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "a code that no sentence repeats",
      body: { errors: [{ code: "226" }] },
      envelope: { _tag: "Complaint", signal: { code: "226", node: { code: "226" } } }
    },
    {
      name: "an error object alone, without a list",
      body: { errors: missing },
      envelope: { _tag: "Complaint", signal: { code: "226", text: "Error 226.", node: missing } }
    },
    {
      name: "sentences alone",
      body: { errors: ["Error 288.", "second"] },
      envelope: { _tag: "Complaint", signal: { code: "288", text: "Error 288.", node: { text: "Error 288." } } }
    },
    {
      name: "one sentence in the place of a list",
      status: 200,
      body: { errors: "Only chats and mail" },
      envelope: { _tag: "Complaint", signal: { text: "Only chats and mail", node: { text: "Only chats and mail" } } }
    },
    {
      name: "something that is neither is still a complaint",
      status: 200,
      body: { errors: [null] },
      envelope: { _tag: "Complaint", signal: { node: {} } }
    },
    { name: "an empty list is a success", status: 200, body: { errors: [] }, envelope: { _tag: "Ok" } },
    {
      name: "more errors than any request has records is no answer of the vendor's",
      status: 200,
      body: { errors: Array.from({ length: 5_000 }, (_, id) => ({ id: id + 1, code: 226 })) },
      envelope: { _tag: "Unrecognised" }
    },
    {
      name: "and with a status of failure the status decides",
      body: { errors: Array.from({ length: 5_000 }, (_, id) => ({ id: id + 1, code: 226 })) },
      envelope: { _tag: "Complaint", signal: {} }
    }
  ])
})

describe("F: a partial result of calls", () => {
  const unknown = { title: "Entity not found", status: 263 }
  decodes([
    {
      name: "none was taken",
      body: { _total_items: 0, errors: [unknown], _embedded: { calls: [] } },
      envelope: { _tag: "Complaint", signal: { text: "Entity not found", node: unknown } }
    },
    {
      name: "some were taken",
      status: 200,
      operation: { intent: "Create", size: 2 },
      body: {
        _total_items: 1,
        errors: [{ ...unknown, request_id: "1" }],
        _embedded: { calls: [{ id: 5, request_id: "0" }] }
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          { index: 0, id: "5", result: "Applied" },
          { index: 1, result: { text: "Entity not found", node: { ...unknown, request_id: "1" } } }
        ],
        rest: "Unknown"
      }
    }
  ])
})
