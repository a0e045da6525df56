/**
 * `/api/v4/contacts/notes`, `/api/v4/contacts/{id}/notes` and the same for leads.
 */
import type { Handled, WireAnswer } from "../../Api.ts"
import { type Complaint, type Plan, runBatch } from "../batch.ts"
import type { Call } from "../call.ts"
import { isInteger, isObject, isText, type JsonObject, secondsOf } from "../json.ts"
import { idsIn, listOfV4 } from "../listing.ts"
import { createNote, find } from "../records.ts"
import { selfLink, wholeNote } from "../render.ts"
import type { Route } from "../route.ts"
import { membersOf, type Sent } from "../sent.ts"
import { empty, hal, unwritten } from "../shapes.ts"
import type { Entity, StoredNote } from "../state.ts"
import { checkNote } from "../validate.ts"

type NotesRoute = Extract<Route, { readonly _tag: "Notes" }>

const elementTypes: { readonly [E in Entity]: number } = { contacts: 1, leads: 2 }

/** `common` in the terms of the core below v4. */
const commonNote = 4

const parentIdOf = ({ parent }: NotesRoute, item: Sent): number | undefined => {
  const id = parent ?? membersOf(item).entity_id
  return isInteger(id) ? id : undefined
}

const textOf = ({ params }: JsonObject): string => (isObject(params) && isText(params.text) ? params.text : "")

const missingParent: Complaint = { _tag: "Object", error: { code: 226, message: "Error 226." } }

const planOf = (call: Call, route: NotesRoute): Plan => {
  const { account, base, context, state } = call
  const seconds = secondsOf(context.now)
  return {
    judge: (item) => {
      const errors = checkNote(item)
      if (errors.length > 0) return { _tag: "Validation", errors }
      return find(account, route.entity, parentIdOf(route, item)) === undefined ? missingParent : undefined
    },
    // The core's own names for what was sent.
    echo: (item) => ({
      last_modified: seconds,
      element_id: parentIdOf(route, item) ?? 0,
      element_type: elementTypes[route.entity],
      note_type: commonNote,
      text: textOf(membersOf(item))
    }),
    write: (item) => {
      const id = parentIdOf(route, item) ?? 0
      const note = createNote(state, account, { entity: route.entity, id }, membersOf(item), seconds)
      return {
        id: note.id,
        entity_id: note.entity_id,
        request_id: item.requestId,
        _links: selfLink(`${base}/api/v4/${route.entity}/${note.entity_id}/notes/${note.id}`)
      }
    },
    wrap: (written) => hal({ _links: selfLink(`${base}${call.request.path}`), _embedded: { notes: written } })
  }
}

const list = ({ account, base, request }: Call, { entity, parent }: NotesRoute): WireAnswer => {
  const about = idsIn(request.query, "filter[entity_id]")
  const types = request.query.getAll("filter[note_type]")
  const isAsked = (note: StoredNote): boolean =>
    note.entity_type === entity &&
    (parent === undefined || note.entity_id === parent) &&
    (about === undefined || about.includes(note.entity_id)) &&
    (types.length === 0 || types.includes(note.note_type))
  return listOfV4(Object.values(account.notes).filter(isAsked), {
    base,
    name: "notes",
    render: (note) => wholeNote(base, account, note),
    request
  })
}

const get = ({ account, base }: Call, { entity, id = 0, parent }: NotesRoute): WireAnswer => {
  const note = account.notes[id]
  const isThere = note !== undefined && note.entity_type === entity && note.entity_id === parent
  return isThere ? hal(wholeNote(base, account, note)) : empty(204)
}

/** `undefined` for a method that the path does not have. */
export const notes = (call: Call, route: NotesRoute): Handled | undefined => {
  const { method } = call.request
  if (route.id !== undefined) {
    if (method === "GET") return unwritten(get(call, route))
    // Notes cannot be deleted through v4, and it says so without a word.
    return method === "DELETE" ? unwritten(empty(405)) : undefined
  }
  if (method === "GET") return unwritten(list(call, route))
  return method === "POST" ? runBatch(call, planOf(call, route)) : undefined
}
