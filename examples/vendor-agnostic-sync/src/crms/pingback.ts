// Pingback: one contact in a request; a repeat is told by 409.
import { Recovery } from "@crm-errors/core/recovery"
import { Pingback } from "@crm-errors/pingback"
import * as PingbackHttp from "@crm-errors/pingback/http"
import { Sync } from "@crm-errors/sync"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Contact, Crm } from "../Crm.ts"
import type { Access } from "./Access.ts"

interface Page {
  readonly data: {
    readonly data: ReadonlyArray<{ readonly email: string; readonly attributes?: { readonly name?: string } }>
  }
}

export const pingback = ({ account = "main", client, credentials, name = "pingback" }: Access) =>
  Effect.map(Sync.makePace({ adapter: Pingback, account }), (pace): Crm => {
    const authorised = HttpClient.mapRequest(client, HttpClientRequest.setHeaders(credentials.headers))
    const crm = PingbackHttp.make(authorised)
    const typed = PingbackHttp.transform()(authorised)

    const page = (number: number) =>
      typed.execute(HttpClientRequest.get(`/v2/contacts?page=${number}`)).pipe(
        Effect.flatMap((response) => Effect.orDie(response.json)),
        pace,
        Recovery.retry({ attempts: 10 }),
        Effect.map((json): readonly [ReadonlyArray<Contact>, Option.Option<number>] => {
          const { data } = json as unknown as Page
          const contacts = data.data.map(({ attributes, email }) => ({ email, name: attributes?.name ?? "" }))
          return [contacts, contacts.length === 0 ? Option.none() : Option.some(number + 1)]
        })
      )

    return {
      name,
      contacts: Stream.paginate(0, page),
      target: {
        adapter: Pingback,
        account,
        operation: { method: "POST", path: "/v2/contacts" },
        write: ([contact]) =>
          crm.execute(
            HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post("/v2/contacts"), {
              email: contact?.email,
              attributes: { name: contact?.name }
            })
          ),
        probe: ([key = ""]) =>
          crm.execute(HttpClientRequest.get(`/v2/contacts/${encodeURIComponent(key)}`)).pipe(
            Effect.as([key]),
            Effect.catchReason("CrmError", "NotFoundError", () => Effect.succeed([]))
          )
      }
    }
  })
