// How a CRM is reached: what a vendor's file needs to speak to it.
import type { HttpClient } from "effect/http"

export interface Access {
  /** For people. */
  readonly name?: string
  /** A client of the CRM's host, without credentials. */
  readonly client: HttpClient.HttpClient
  readonly credentials: {
    readonly headers: Readonly<Record<string, string>>
    readonly query: Readonly<Record<string, string>>
    readonly oauth?: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string }
  }
  /** By which jobs that share the account know it. */
  readonly account?: string
}
