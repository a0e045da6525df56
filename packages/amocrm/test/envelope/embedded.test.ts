import { describe } from "vitest"
import { decodes } from "../support/decoded.ts"

const stale = "Last modified date is older than in database"

describe("K: failures of v2 inside HTTP 200", () => {
  decodes([
    {
      name: "a map from operation to a map from id to text",
      status: 200,
      body: {
        _links: { self: { href: "/api/v2/leads", method: "post" } },
        _embedded: { items: [], errors: { update: { "21388995": stale } } }
      },
      envelope: {
        _tag: "ByRecord",
        items: [{ id: "21388995", result: { text: stale, node: { text: stale } } }],
        rest: "Unknown"
      }
    },
    {
      name: "what is listed as an item was written",
      status: 200,
      operation: { intent: "Update", size: 2 },
      body: { _embedded: { items: [{ id: 7 }], errors: { update: { "8": stale } } } },
      envelope: {
        _tag: "ByRecord",
        items: [
          { id: "7", result: "Applied" },
          { id: "8", result: { text: stale, node: { text: stale } } }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "records that nobody spoke of are counted",
      status: 200,
      operation: { intent: "Update", size: 4 },
      body: { _embedded: { items: [{ id: 7 }], errors: { update: { "8": stale } } } },
      envelope: {
        _tag: "ByRecord",
        items: [
          { id: "7", result: "Applied" },
          { id: "8", result: { text: stale, node: { text: stale } } },
          { result: "Unknown" },
          { result: "Unknown" }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "what is being added has no id: the key is the position",
      status: 200,
      operation: { intent: "Create", size: 2 },
      body: { _embedded: { items: [{ id: 7, request_id: 0 }], errors: { add: { "1": "Error 285." } } } },
      envelope: {
        _tag: "ByRecord",
        items: [
          { index: 0, id: "7", result: "Applied" },
          { index: 1, result: { code: "285", text: "Error 285.", node: { text: "Error 285." } } }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "a list of errors under the operation",
      status: 200,
      body: { _embedded: { items: [], errors: { add: [{ code: 400, message: "Error 285.", request_id: "0" }] } } },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            index: 0,
            result: {
              code: "285",
              text: "Error 285.",
              node: { code: 400, message: "Error 285.", request_id: "0" }
            }
          }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "two operations count apart",
      status: 200,
      body: {
        _embedded: {
          items: [{ id: 7, request_id: 0 }],
          errors: { add: { "0": "Error 285." }, update: { "8": stale } }
        }
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          { id: "7", result: "Applied" },
          { result: { code: "285", text: "Error 285.", node: { text: "Error 285." } } },
          { id: "8", result: { text: stale, node: { text: stale } } }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "empty errors are none",
      status: 200,
      body: { _embedded: { items: [{ id: 7 }], errors: { add: [], update: {} } } },
      envelope: { _tag: "Ok" }
    }
  ])
})

describe("a success of v4 or v2", () => {
  decodes([
    {
      name: "gives the ids of a write by position",
      status: 200,
      operation: { intent: "Create" },
      body: { _links: {}, _embedded: { leads: [{ id: 10 }, { id: 11 }] } },
      envelope: {
        _tag: "Ok",
        items: [
          { index: 0, id: "10", result: "Applied" },
          { index: 1, id: "11", result: "Applied" }
        ]
      }
    },
    {
      name: "by request_id where it is told, and by the caller's own one beside the position",
      status: 200,
      operation: { intent: "Create", size: 3 },
      body: {
        _embedded: {
          leads: [
            { id: 10, request_id: "1" },
            { id: 11, request_id: "0" },
            { id: 12, request_id: "row-c" }
          ]
        }
      },
      envelope: {
        _tag: "Ok",
        items: [
          { index: 1, id: "10", result: "Applied" },
          { index: 0, id: "11", result: "Applied" },
          { index: 2, key: "row-c", id: "12", result: "Applied" }
        ]
      }
    },
    {
      name: "fewer records than were sent is no success of the rest",
      status: 200,
      operation: { intent: "Create", size: 2 },
      body: { _embedded: { leads: [{ id: 10 }] } },
      envelope: { _tag: "ByRecord", items: [{ index: 0, id: "10", result: "Applied" }], rest: "Unknown" }
    },
    {
      name: "a read has nothing to tell by record",
      status: 200,
      operation: { intent: "Read" },
      body: { _page: 1, _embedded: { leads: [{ id: 10 }] } },
      envelope: { _tag: "Ok" }
    },
    {
      name: "of a record that comes alone the embedded lists are its tags",
      status: 200,
      operation: { intent: "Update" },
      body: { id: 10, _embedded: { tags: [{ id: 1 }, { id: 2 }] } },
      envelope: { _tag: "Ok" }
    },
    {
      name: "a list of anything else has no records",
      status: 200,
      operation: { intent: "Create" },
      body: { _embedded: { leads: ["a", "b"] } },
      envelope: { _tag: "Ok" }
    },
    {
      name: "complex creation answers with a bare list",
      status: 200,
      operation: { intent: "Create" },
      body: [{ id: 10, contact_id: 3, company_id: null, request_id: ["0"], merged: false }],
      envelope: { _tag: "Ok", items: [{ index: 0, id: "10", result: "Applied" }] }
    },
    { name: "nothing to complain of", status: 200, body: {}, envelope: { _tag: "Ok" } },
    { name: "a scalar is no answer of the vendor's", status: 200, body: "ok", envelope: { _tag: "Unrecognised" } },
    { name: "nor is null", status: 200, body: null, envelope: { _tag: "Unrecognised" } }
  ])
})
