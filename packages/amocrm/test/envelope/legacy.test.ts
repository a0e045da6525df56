import { describe } from "vitest"
import { decodes } from "../support/decoded.ts"

describe("H: the request as a whole", () => {
  decodes([
    {
      name: "error_code is a string",
      status: 401,
      body: {
        response: {
          error: "Неверный логин или пароль",
          error_code: "110",
          ip: "203.0.113.7",
          domain: "example.amocrm.ru",
          server_time: 1536235109
        }
      },
      envelope: { _tag: "Complaint", signal: { code: "110", text: "Неверный логин или пароль" } }
    },
    {
      name: "error_code is a number, inside HTTP 200",
      status: 200,
      body: { response: { error: "Wrong", error_code: 101 } },
      envelope: { _tag: "Complaint", signal: { code: "101", text: "Wrong" } }
    },
    {
      name: "the code stands in the sentence only",
      body: { response: { error: "Error code 104. If error appears again …" } },
      envelope: { _tag: "Complaint", signal: { code: "104", text: "Error code 104. If error appears again …" } }
    },
    {
      name: "a code without a sentence",
      body: { response: { error_code: "102" } },
      envelope: { _tag: "Complaint", signal: { code: "102" } }
    },
    {
      name: "error_code 0 is none",
      status: 200,
      body: { response: { error: "", error_code: "0", server_time: 1 } },
      envelope: { _tag: "Ok" }
    }
  ])
})

describe("I: by record inside HTTP 200", () => {
  decodes([
    {
      name: "the number in the message is the code, and not the HTTP-like class beside it",
      status: 200,
      body: {
        response: {
          links: {
            link: { links: [], errors: [{ id: 0, code: 403, message: "Error 288.", request_id: 0 }] }
          },
          server_time: 1490420521
        }
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            index: 0,
            result: {
              code: "288",
              text: "Error 288.",
              node: { id: 0, code: 403, message: "Error 288.", request_id: 0 }
            }
          }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "an HTTP-like class alone is no code",
      status: 200,
      body: {
        response: { customers: { delete: { customers: [], errors: [{ id: 9, code: 404, message: "Not found" }] } } }
      },
      envelope: {
        _tag: "ByRecord",
        items: [{ id: "9", result: { text: "Not found", node: { id: 9, code: 404, message: "Not found" } } }],
        rest: "Unknown"
      }
    },
    {
      name: "other numbers are the vendor's, though they look like a status",
      status: 200,
      body: {
        response: {
          customers: { add: { customers: [], errors: [{ request_id: 0, code: 426, message: "Customers disabled" }] } }
        }
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            index: 0,
            result: {
              code: "426",
              text: "Customers disabled",
              node: { request_id: 0, code: 426, message: "Customers disabled" }
            }
          }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "some records were written",
      status: 200,
      operation: { intent: "Create", size: 3 },
      body: {
        response: {
          customers: {
            add: {
              customers: [
                { id: 11, request_id: 0 },
                { id: 12, request_id: 2 }
              ],
              errors: [{ id: 0, code: 400, message: "Error 285.", request_id: 1 }]
            }
          }
        }
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          { index: 0, id: "11", result: "Applied" },
          { index: 2, id: "12", result: "Applied" },
          {
            index: 1,
            result: {
              code: "285",
              text: "Error 285.",
              node: { id: 0, code: 400, message: "Error 285.", request_id: 1 }
            }
          }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "several operations count apart: no position is told",
      status: 200,
      body: {
        response: {
          customers: {
            add: { customers: [{ id: 11, request_id: 0 }], errors: [] },
            update: { customers: [], errors: [{ id: 12, code: 404, message: "Error 282.", request_id: 0 }] }
          }
        }
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          { id: "11", result: "Applied" },
          {
            id: "12",
            result: {
              code: "282",
              text: "Error 282.",
              node: { id: 12, code: 404, message: "Error 282.", request_id: 0 }
            }
          }
        ],
        rest: "Unknown"
      }
    }
  ])
})

describe("J: a map from id to text, and an object where a success has a list", () => {
  decodes([
    {
      name: "failure",
      status: 200,
      body: {
        response: { leads: { update: { errors: { "21388995": "Last modified date is older than in database" } } } }
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            id: "21388995",
            result: {
              text: "Last modified date is older than in database",
              node: { text: "Last modified date is older than in database" }
            }
          }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "success, with the ids by position",
      status: 200,
      operation: { intent: "Update", size: 2 },
      body: { response: { leads: { update: [{ id: 1 }, { id: 2 }] }, server_time: 1 } },
      envelope: {
        _tag: "Ok",
        items: [
          { index: 0, id: "1", result: "Applied" },
          { index: 1, id: "2", result: "Applied" }
        ]
      }
    }
  ])
})

describe("P: webhook subscriptions", () => {
  decodes([
    {
      name: "result: false is a failure, in the place of its subscription",
      status: 200,
      body: {
        response: {
          webhooks: {
            subscribe: [
              { url: "https://a.example/hook", result: true },
              { url: "https://b.example/hook", result: false, notice: "Already exists" }
            ]
          }
        }
      },
      envelope: {
        _tag: "ByRecord",
        items: [
          { index: 0, result: "Applied" },
          {
            index: 1,
            result: {
              text: "Already exists",
              node: { url: "https://b.example/hook", result: false, notice: "Already exists" }
            }
          }
        ],
        rest: "Unknown"
      }
    }
  ])
})

describe("success in the legacy envelope", () => {
  decodes([
    {
      name: "an empty list of errors is a success",
      status: 200,
      body: { response: { catalogs: { delete: { catalogs: { "6869": { id: 6869, name: "n" } }, errors: [] } } } },
      envelope: { _tag: "Ok" }
    },
    {
      name: "and of a write it gives the ids",
      status: 200,
      operation: { intent: "Delete" },
      body: { response: { catalogs: { delete: { catalogs: { "6869": { id: 6869, name: "n" } }, errors: [] } } } },
      envelope: { _tag: "Ok", items: [{ id: "6869", result: "Applied" }] }
    },
    {
      name: "a read lists its records",
      status: 200,
      operation: { intent: "Read" },
      body: { response: { contacts: [{ id: 1 }], server_time: 1 } },
      envelope: { _tag: "Ok" }
    },
    {
      name: "with a status of failure the status decides",
      body: { response: { contacts: [] } },
      envelope: { _tag: "Complaint", signal: {} }
    }
  ])
})
