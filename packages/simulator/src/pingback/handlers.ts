import type { Handler } from "./Call.ts"
import * as Contacts from "./contacts.ts"
import * as Deals from "./deals.ts"
import * as Emails from "./emails.ts"
import * as Notes from "./notes.ts"
import * as Segments from "./segments.ts"
import * as Subscribers from "./subscribers.ts"

/**
 * What answers an operation, by its name in the catalog. `webhooks.receive` is not here: what such an address takes and
 * answers is not in public, so it is a route that the simulator does not have.
 */
export const handlers: { readonly [operation: string]: Handler } = {
  "contacts.create": Contacts.create,
  "contacts.delete": Contacts.remove,
  "contacts.get": Contacts.get,
  "contacts.list": Contacts.list,
  "contacts.update": Contacts.update,
  "deals.create": Deals.create,
  "deals.delete": Deals.remove,
  "deals.get": Deals.get,
  "deals.list": Deals.list,
  "deals.update": Deals.update,
  "emails.verify": Emails.verify,
  "notes.create": Notes.create,
  "notes.list": Notes.list,
  "segmentation.addSubscriber": Segments.addSubscriber,
  "segmentation.removeSubscriber": Segments.removeSubscriber,
  "segments.addContact": Segments.addContact,
  "subscribers.create": Subscribers.create,
  "subscribers.get": Subscribers.get,
  "subscribers.update": Subscribers.update
}
