// amoCRM / Kommo: no natural key, so a write that may have happened is looked for; tokens run out and are refreshed.
import { Amocrm } from "@crm-errors/amocrm"
import * as AmocrmHttp from "@crm-errors/amocrm/http"
import type { CrmError } from "@crm-errors/core"
import { Recovery } from "@crm-errors/core/recovery"
import { Sync } from "@crm-errors/sync"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Contact, Crm } from "../Crm.ts"
import type { Access } from "./Access.ts"

interface Page {
  readonly _embedded: {
    readonly contacts: ReadonlyArray<{
      readonly name: string
      readonly custom_fields_values: ReadonlyArray<{
        readonly field_code: string | null
        readonly values: ReadonlyArray<{ readonly value: string }>
      }> | null
    }>
  }
  readonly _links?: { readonly next?: unknown }
}

interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

const contactOf = ({ custom_fields_values: fields, name }: Page["_embedded"]["contacts"][number]): Contact => ({
  name,
  email: fields?.find((field) => field.field_code === "EMAIL")?.values[0]?.value ?? ""
})

const contactsOf = (page: unknown): ReadonlyArray<Contact> =>
  (page as Page | undefined)?._embedded.contacts.map(contactOf) ?? []

const sent = (contacts: ReadonlyArray<Contact>) =>
  contacts.map(({ email, name }, index) => ({
    name,
    request_id: String(index),
    custom_fields_values: [{ field_code: "EMAIL", values: [{ value: email, enum_code: "WORK" }] }]
  }))

// The vendor takes 250 and recommends 50; with ten there is more to watch.
const maxItems = 10
const pageSize = 250

export const amocrm = ({ account = "main", client, credentials, name = "amocrm" }: Access) =>
  Effect.gen(function* () {
    const pace = yield* Sync.makePace({ adapter: Amocrm, account })
    // A real job keeps these where the next process finds them.
    let authorization = credentials.headers.authorization ?? ""
    let refreshToken = credentials.oauth?.refreshToken ?? ""

    const plain = AmocrmHttp.transform()(client)
    const refresh = Effect.suspend(() =>
      plain.execute(
        HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post("/oauth2/access_token"), {
          client_id: credentials.oauth?.clientId,
          client_secret: credentials.oauth?.clientSecret,
          grant_type: "refresh_token",
          refresh_token: refreshToken
        })
      )
    ).pipe(
      Effect.flatMap((response) => Effect.orDie(response.json)),
      Effect.tap((json) => {
        const tokens = json as unknown as Tokens
        authorization = `Bearer ${tokens.access_token}`
        refreshToken = tokens.refresh_token
        return Effect.void
      })
    )
    const tokens = yield* Recovery.makeCredentials({ refresh })

    const authorised = HttpClient.mapRequestEffect(client, (request) =>
      Effect.sync(() => HttpClientRequest.setHeader(request, "authorization", authorization))
    )
    const crm = AmocrmHttp.make(authorised)
    const typed = AmocrmHttp.transform()(authorised)

    const page = (query: string) =>
      typed.execute(HttpClientRequest.get(`/api/v4/contacts?${query}`)).pipe(
        // "204" is an empty list.
        Effect.flatMap((response) =>
          response.status === 204 ? Effect.succeed(undefined) : Effect.orDie(response.json)
        )
      )

    const read = (number: number) =>
      page(`limit=${pageSize}&page=${number}`).pipe(
        pace,
        Recovery.retry({ attempts: 10, credentials: tokens }),
        Effect.map((json): readonly [ReadonlyArray<Contact>, Option.Option<number>] => {
          const found = json as Page | undefined
          return [contactsOf(found), found?._links?.next === undefined ? Option.none() : Option.some(number + 1)]
        })
      )

    /** What a write of ours may have left is among the newest; but others may have been written since. */
    const look = (keys: ReadonlyArray<string>, number: number): Effect.Effect<ReadonlyArray<string>, CrmError> => {
      const newest = page(`limit=${pageSize}&page=${number}&order[id]=desc`)
      return Effect.flatMap(number === 1 ? newest : pace(newest), (json) => {
        const there = new Set(contactsOf(json).map(({ email }) => email.toLowerCase()))
        const found = keys.filter((key) => there.has(key))
        const missing = keys.filter((key) => !there.has(key))
        if (missing.length === 0 || (json as Page | undefined)?._links?.next === undefined) return Effect.succeed(found)
        return Effect.map(look(missing, number + 1), (more) => [...found, ...more])
      })
    }

    const target: Crm["target"] = {
      adapter: Amocrm,
      account,
      operation: { method: "POST", path: "/api/v4/contacts" },
      maxItems,
      write: (contacts) =>
        crm.execute(HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post("/api/v4/contacts"), sent(contacts))),
      // One is searched for; several of one request are looked for among the newest.
      probe: ([key = "", ...others]) =>
        others.length > 0
          ? look([key, ...others], 1)
          : Effect.map(page(`limit=${pageSize}&query=${encodeURIComponent(key)}`), (found) =>
              contactsOf(found).some(({ email }) => email.toLowerCase() === key) ? [key] : []
            ),
      refresh: { Credentials: refresh }
    }
    return { name, contacts: Stream.paginate(1, read), target } satisfies Crm
  })
