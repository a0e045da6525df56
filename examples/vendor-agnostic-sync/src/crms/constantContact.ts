// Constant Contact Lead Gen & CRM: everything is a POST to one address; contacts are its leads.
import { ConstantContact } from "@crm-errors/constant-contact"
import * as ConstantContactHttp from "@crm-errors/constant-contact/http"
import { Recovery } from "@crm-errors/core/recovery"
import { Sync } from "@crm-errors/sync"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Contact, Crm } from "../Crm.ts"
import type { Access } from "./Access.ts"

interface Leads {
  readonly result: { readonly lead: ReadonlyArray<{ readonly emailAddress: string; readonly firstName?: string }> }
}

const pageSize = 500

export const constantContact = ({ account = "main", client, credentials, name = "constant-contact" }: Access) =>
  Effect.map(Sync.makePace({ adapter: ConstantContact, account }), (pace): Crm => {
    const authorised = HttpClient.mapRequest(client, HttpClientRequest.setUrlParams(credentials.query))
    const crm = ConstantContactHttp.make(authorised)
    const typed = ConstantContactHttp.transform()(authorised)

    const call = (method: string, params: object) =>
      HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post("/pubapi/v1.2/"), { method, params, id: "1" })

    const leads = (where: object, offset: number) =>
      typed
        .execute(call("getLeads", { where, limit: pageSize, offset }))
        .pipe(Effect.flatMap((response) => Effect.orDie(response.json)))

    const contactsOf = (json: unknown): ReadonlyArray<Contact> =>
      (json as Leads).result.lead.map(({ emailAddress, firstName }) => ({
        email: emailAddress,
        name: firstName ?? ""
      }))

    const pageOf =
      (offset: number) =>
      (json: unknown): readonly [ReadonlyArray<Contact>, Option.Option<number>] => {
        const contacts = contactsOf(json)
        return [contacts, contacts.length < pageSize ? Option.none() : Option.some(offset + pageSize)]
      }

    const pageAt = (offset: number) => Effect.map(leads({}, offset), pageOf(offset))
    const read = (offset: number) =>
      leads({}, offset).pipe(pace, Recovery.retry({ attempts: 10 }), Effect.map(pageOf(offset)))

    return {
      name,
      contacts: Stream.paginate(0, read),
      target: {
        adapter: ConstantContact,
        account,
        operation: { rpc_method: "createLeads" },
        maxItems: 20,
        write: (contacts) =>
          crm.execute(
            call("createLeads", {
              objects: contacts.map(({ email, name }) => ({ emailAddress: email, firstName: name }))
            })
          ),
        // One lead by its address; a batch is looked through page by page. What fails is asked again by the job, which
        // knows what is closed.
        probe: ([key, ...others]) =>
          Effect.map(
            others.length === 0
              ? Effect.map(leads({ emailAddress: key }, 0), contactsOf)
              : Stream.runCollect(Stream.paginate(0, (offset) => (offset === 0 ? pageAt(0) : pace(pageAt(offset))))),
            (found) => found.map(({ email }) => email.toLowerCase())
          )
      }
    }
  })
