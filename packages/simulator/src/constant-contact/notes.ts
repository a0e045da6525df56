/**
 * Notes, each about a lead, an opportunity or an account. Nothing recognises one: the same one sent twice is there twice.
 */
import type { JsonObject } from "../internal/json.ts"
import { fieldProblem, referenceProblem } from "./check.ts"
import { invalidParams, missingParams, parameter, type VendorError, vendorError } from "./errors.ts"
import { noteFields } from "./fields.ts"
import { applied, type Call, created, failed, keep, type Outcome, type Read, type Write } from "./Method.ts"
import { pageOf, rowView } from "./rows.ts"
import { type Account, nextId, rowOf, type Table } from "./State.ts"

const tableOf = (account: Account, type: unknown): Table | undefined => {
  switch (type) {
    case "lead":
      return account.leads
    case "opportunity":
      return account.opportunities
    case "account":
      return account.companies
    default:
      return undefined
  }
}

const subjectProblem = (
  account: Account,
  { whatID, whatType, whoID, whoType }: JsonObject
): VendorError | undefined => {
  if (whoID === undefined && whatID === undefined)
    return missingParams([parameter("whoID", "Missing required parameter")])
  for (const [name, id, type] of [
    ["whoType", whoID, whoType],
    ["whatType", whatID, whatType]
  ] as const) {
    if (id === undefined) continue
    const table = tableOf(account, type)
    if (table === undefined) return invalidParams([parameter(name, "Invalid value")])
    // Only for who is there a code of its own.
    if (rowOf(table, id) === undefined) return vendorError(name === "whoType" ? 220 : 303)
  }
  return undefined
}

const create = ({ account, now, state }: Call, object: JsonObject): Outcome => {
  const problem =
    fieldProblem(object, noteFields, true) ?? referenceProblem(account, object) ?? subjectProblem(account, object)
  if (problem !== undefined) return failed(problem)
  return created(keep(account.notes, nextId(state), { ...object, createTimestamp: now }).id)
}

const remove = ({ account }: Call, { id }: JsonObject): Outcome => {
  const row = rowOf(account.notes, id)
  if (row === undefined) return failed(vendorError(404))
  delete account.notes[String(row.id)]
  return applied
}

const keyOf = (account: Account, { id, note }: JsonObject): string =>
  String(note ?? (id === undefined ? undefined : rowOf(account.notes, id)?.note) ?? "")

export const createNotes: Write = { _tag: "Write", under: "creates", kind: "note", keyOf, write: create }

export const deleteNotes: Write = { _tag: "Write", under: "deletes", kind: "note", keyOf, write: remove }

/** The notes about one record, by its id. */
const notesOf = (type: "lead" | "opportunity" | "account"): Read => ({
  _tag: "Read",
  under: "note",
  read: ({ account, params }) => {
    const { id } = params
    if (id === undefined || id === null) return missingParams([parameter("id", "Missing required parameter")])
    const about = Object.values(account.notes).filter(
      (note) =>
        (note.whoType === type && String(note.whoID) === String(id)) ||
        (note.whatType === type && String(note.whatID) === String(id))
    )
    const { hasMore, rows } = pageOf(about, params)
    return { rows: rows.map((row) => rowView(noteFields, row)), hasMore }
  }
})

export const getContactNotes = notesOf("lead")

export const getOpportunityNotes = notesOf("opportunity")

export const getAccountNotes = notesOf("account")
