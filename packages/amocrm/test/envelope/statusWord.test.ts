import { describe } from "vitest"
import { decodes } from "../support/decoded.ts"

const refused = "Недостаточно прав для удаления контакта"

describe("L: the private routes say it in a word", () => {
  decodes([
    {
      name: "fail, with nothing else",
      body: { status: "fail", id: 46712131 },
      envelope: { _tag: "Complaint", signal: {} }
    },
    {
      name: "fail inside HTTP 200, with a list of sentences",
      status: 200,
      body: { status: "fail", errors: [refused, "Второе"] },
      envelope: { _tag: "Complaint", signal: { text: refused } }
    },
    {
      name: "a sentence in the place of the list",
      status: 200,
      body: { status: "fail", errors: refused },
      envelope: { _tag: "Complaint", signal: { text: refused } }
    },
    {
      name: "a sentence with a code",
      status: 200,
      body: { status: "fail", message: "Код ошибки 244." },
      envelope: { _tag: "Complaint", signal: { code: "244", text: "Код ошибки 244." } }
    },
    {
      name: "no note inside HTTP 200",
      status: 200,
      body: { status: "no note", id: 5 },
      envelope: { _tag: "Complaint", signal: {} }
    },
    {
      name: "a word that nobody knows is no success",
      status: 200,
      body: { status: "postponed", id: 5 },
      envelope: { _tag: "Complaint", signal: {} }
    },
    {
      name: "success",
      status: 200,
      body: { status: "success", message: "Удаление прошло успешно для 1 сделки" },
      envelope: { _tag: "Ok" }
    },
    { name: "ok with no errors", status: 200, body: { status: "ok", errors: [] }, envelope: { _tag: "Ok" } },
    {
      name: "success that lists errors is none",
      status: 200,
      body: { status: "success", errors: [refused] },
      envelope: { _tag: "Complaint", signal: { text: refused } }
    },
    {
      name: "a word that lists error objects is read by its list",
      status: 200,
      body: { status: "fail", errors: [{ id: 7, code: 404, message: "Error 282." }] },
      envelope: {
        _tag: "ByRecord",
        items: [
          {
            id: "7",
            result: { code: "282", text: "Error 282.", node: { id: 7, code: 404, message: "Error 282." } }
          }
        ],
        rest: "Unknown"
      }
    },
    {
      name: "a record that has a status of its own is no report",
      status: 200,
      body: { id: 5, status: "active", name: "N" },
      envelope: { _tag: "Ok" }
    }
  ])
})
