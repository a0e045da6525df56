// The only file that names vendors: what a contact looks like to each, and which client speaks to it.
import * as AmocrmHttp from "@crm-errors/amocrm/http"
import * as ConstantContactHttp from "@crm-errors/constant-contact/http"
import * as PingbackHttp from "@crm-errors/pingback/http"
import { type HttpClient, HttpClientRequest } from "effect/http"
import type { Contact, Crm } from "./ports.ts"

type Service = Crm["Service"]

const patch = (url: string, body: unknown) => HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.patch(url), body)
const put = (url: string, body: unknown) => HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.put(url), body)
const post = (url: string, body: unknown) => HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post(url), body)

export const crms = (client: HttpClient.HttpClient): { readonly [vendor: string]: Service } => ({
  amocrm: {
    execute: AmocrmHttp.make(client).execute,
    contactsUpsert: (contacts: ReadonlyArray<Contact>) => patch("https://example.amocrm.ru/api/v4/contacts", contacts)
  },
  pingback: {
    execute: PingbackHttp.make(client).execute,
    contactsUpsert: ([contact]: ReadonlyArray<Contact>) =>
      put(`https://connect.pingback.com/v2/contacts/${encodeURIComponent(contact?.email ?? "")}`, contact)
  },
  "constant-contact": {
    execute: ConstantContactHttp.make(client).execute,
    contactsUpsert: (contacts: ReadonlyArray<Contact>) =>
      post("https://api.sharpspring.com/pubapi/v1.2/?accountID=example&secretKey=example", {
        method: "updateLeadsV2",
        params: { objects: contacts },
        id: "1"
      })
  }
})
