import { describe } from "vitest"
import { decodes } from "../support/decoded.ts"

const fieldError = {
  code: "NotSupportedChoice",
  path: "custom_fields_values.0.field_id",
  detail: "The value you selected is not a valid choice."
}
const typeError = { code: "InvalidType", path: "status_id", detail: "This value should be of type array." }

const problem = {
  title: "Bad Request",
  type: "https://httpstatus.es/400",
  status: 400,
  detail: "Request validation failed"
}

describe("A: validation errors by request_id", () => {
  decodes([
    {
      name: "names the record by its position",
      body: { "validation-errors": [{ request_id: "0", errors: [fieldError] }], ...problem },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            index: 0,
            result: {
              code: "NotSupportedChoice",
              section: "validation",
              openCode: true,
              text: "The value you selected is not a valid choice.",
              fields: [{ path: "custom_fields_values.0.field_id", code: "NotSupportedChoice", item: 0 }],
              node: fieldError
            }
          }
        ],
        rest: "NotAttempted"
      }
    },
    {
      name: "keeps every field of a record, and the code of the first",
      body: { "validation-errors": [{ request_id: "0", errors: [fieldError, typeError] }], ...problem },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            index: 0,
            result: {
              code: "NotSupportedChoice",
              section: "validation",
              openCode: true,
              text: "The value you selected is not a valid choice.",
              fields: [
                { path: "custom_fields_values.0.field_id", code: "NotSupportedChoice", item: 0 },
                { path: "status_id", code: "InvalidType", item: 0 }
              ],
              node: fieldError
            }
          }
        ],
        rest: "NotAttempted"
      }
    },
    {
      name: "keeps records apart, and gathers the groups of one record",
      body: {
        "validation-errors": [
          { request_id: "7", errors: [typeError] },
          { request_id: "2", errors: [fieldError] },
          { request_id: "7", errors: [fieldError] }
        ],
        ...problem
      },
      operation: { intent: "Create", size: 50 },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            index: 7,
            result: {
              code: "InvalidType",
              section: "validation",
              openCode: true,
              text: "This value should be of type array.",
              fields: [
                { path: "status_id", code: "InvalidType", item: 7 },
                { path: "custom_fields_values.0.field_id", code: "NotSupportedChoice", item: 7 }
              ],
              node: typeError
            }
          },
          {
            index: 2,
            result: {
              code: "NotSupportedChoice",
              section: "validation",
              openCode: true,
              text: "The value you selected is not a valid choice.",
              fields: [{ path: "custom_fields_values.0.field_id", code: "NotSupportedChoice", item: 2 }],
              node: fieldError
            }
          }
        ],
        rest: "NotAttempted"
      }
    },
    {
      name: "takes a request_id of the caller's own for a key: a word, and a number beyond the request",
      body: {
        "validation-errors": [
          { request_id: "row-a", errors: [typeError] },
          { request_id: "12", errors: [typeError] },
          { request_id: "00", errors: [typeError] }
        ]
      },
      operation: { intent: "Create", size: 12 },
      envelope: {
        _tag: "ByRecord",
        items: [
          ...["row-a", "12", "00"].map((key) => ({
            key,
            result: {
              code: "InvalidType",
              section: "validation",
              openCode: true as const,
              text: "This value should be of type array.",
              fields: [{ path: "status_id", code: "InvalidType" }],
              node: typeError
            }
          })),
          // No position is known, so the others are only counted.
          ...Array.from({ length: 9 }, () => ({ result: "NotAttempted" as const }))
        ],
        rest: "NotAttempted"
      }
    },
    {
      name: "passes a code of any form through",
      body: {
        "validation-errors": [
          {
            request_id: "0",
            errors: [
              { code: "57c2f299-1154-4870-89bb-ef3b1f5ad229", path: "destination.destination", detail: "Invalid URL" }
            ]
          }
        ],
        title: "Bad Request",
        status: 400
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            index: 0,
            result: {
              code: "57c2f299-1154-4870-89bb-ef3b1f5ad229",
              section: "validation",
              openCode: true,
              text: "Invalid URL",
              fields: [{ path: "destination.destination", code: "57c2f299-1154-4870-89bb-ef3b1f5ad229", item: 0 }],
              node: {
                code: "57c2f299-1154-4870-89bb-ef3b1f5ad229",
                path: "destination.destination",
                detail: "Invalid URL"
              }
            }
          }
        ],
        rest: "NotAttempted"
      }
    },
    {
      name: "reads lists that PHP wrote as objects",
      body: { "validation-errors": { "3": { request_id: 3, errors: { "1": typeError } } } },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            index: 3,
            result: {
              code: "InvalidType",
              section: "validation",
              openCode: true,
              text: "This value should be of type array.",
              fields: [{ path: "status_id", code: "InvalidType", item: 3 }],
              node: typeError
            }
          }
        ],
        rest: "NotAttempted"
      }
    },
    {
      name: "is one also when it comes with HTTP 200",
      status: 200,
      body: { "validation-errors": [{ request_id: "0", errors: [] }] },
      envelope: {
        _tag: "ByRecord",
        items: [{ index: 0, result: { section: "validation", openCode: true, fields: [], node: {} } }],
        rest: "NotAttempted"
      }
    }
  ])
})

describe("A': parts are missing", () => {
  decodes([
    {
      name: "no request_id names no record: the request was refused",
      body: {
        "validation-errors": [{ errors: [{ code: "NotSupportedChoice", path: "id", detail: "Not a choice." }] }]
      },
      envelope: {
        _tag: "Complaint",
        signal: {
          code: "NotSupportedChoice",
          section: "validation",
          openCode: true,
          text: "Not a choice.",
          fields: [{ path: "id", code: "NotSupportedChoice" }],
          node: { code: "NotSupportedChoice", path: "id", detail: "Not a choice." }
        }
      }
    },
    {
      name: "a list that holds nothing readable is still a refusal",
      body: { "validation-errors": ["text", 7, null], ...problem },
      envelope: { _tag: "Complaint", signal: { section: "validation", openCode: true, node: {} } }
    },
    {
      name: "an empty list leaves the problem document",
      body: { "validation-errors": [], ...problem },
      envelope: { _tag: "Complaint", signal: { text: "Request validation failed" } }
    },
    {
      name: "a text in the place of the list leaves the problem document",
      body: { "validation-errors": "oops", ...problem },
      envelope: { _tag: "Complaint", signal: { text: "Request validation failed" } }
    }
  ])
})
