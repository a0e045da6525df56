// What the job needs of the world: a CRM to write to, a place for refused records, and somebody to tell.
import type { CrmError, Outcome, Reason, Verdict } from "@crm-errors/core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { HttpClientRequest } from "effect/http"

export interface Contact {
  readonly email: string
  readonly name: string
}

/** Any adapter's client fits here. */
export class Crm extends Context.Service<
  Crm,
  {
    readonly execute: (request: HttpClientRequest.HttpClientRequest) => Effect.Effect<Outcome.Outcome, CrmError>
    readonly contactsUpsert: (contacts: ReadonlyArray<Contact>) => HttpClientRequest.HttpClientRequest
  }
>()("example/Crm") {}

export class Desk extends Context.Service<
  Desk,
  {
    readonly deadLetter: (fields: ReadonlyArray<Reason.FieldProblem>) => Effect.Effect<void>
    readonly pauseAndTell: (actor: ReadonlyArray<Verdict.Actor>, message: string) => Effect.Effect<void>
  }
>()("example/Desk") {}

type Request = Effect.Effect<HttpClientRequest.HttpClientRequest, never, Crm>

export const contactsUpsert = (contacts: ReadonlyArray<Contact>): Request =>
  Effect.map(Crm, (service) => service.contactsUpsert(contacts))

export const crm = {
  execute: (request: Request) => Effect.flatMap(Crm, (service) => Effect.flatMap(request, service.execute))
}

export const deadLetter = (fields: ReadonlyArray<Reason.FieldProblem>) =>
  Effect.flatMap(Desk, (desk) => desk.deadLetter(fields))

export const pauseAndTell = (actor: ReadonlyArray<Verdict.Actor>, message: string) =>
  Effect.flatMap(Desk, (desk) => desk.pauseAndTell(actor, message))
