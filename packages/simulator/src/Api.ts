/**
 * One vendor's API as a state machine: what it keeps, how it answers. It does no input or output, reads no clock and
 * draws no random numbers: {@link Context} brings all of that in, so that a run can be replayed.
 *
 * @since 0.1.0
 */
import type { Adapter } from "@crm-errors/core/adapter"

/**
 * A request as it came over the wire.
 *
 * @category models
 * @since 0.1.0
 */
export interface WireRequest {
  /** Upper case. */
  readonly method: string
  /** Without the query; percent-encoded as it came. */
  readonly path: string
  readonly query: URLSearchParams
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The caller's egress address. */
  readonly ip: string
}

/**
 * An answer as it goes over the wire.
 *
 * @category models
 * @since 0.1.0
 */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the simulators keep. Constant Contact's leads are contacts, its opportunities deals. @category models @since 0.1.0 */
export type Kind = "contact" | "deal" | "note" | "member"

/**
 * One record of a request that writes: the key by which the world outside recognises it (the email of a contact, in
 * lower case), by which faults are aimed and duplicates are counted.
 *
 * @category models
 * @since 0.1.0
 */
export interface Written {
  readonly kind: Kind
  readonly key: string
}

/**
 * What a request is, before anything is answered.
 *
 * @category models
 * @since 0.1.0
 */
export interface Received {
  /** The operation's name in the catalog; `undefined` for a route that nobody knows. */
  readonly operation: string | undefined
  /** The account that it is for, as far as the request tells. */
  readonly account: string
  /** Does it ask for a write? */
  readonly writes: boolean
  /** The records of a write, in the order of the request. */
  readonly records: ReadonlyArray<Written>
  /** Does it ask for new tokens? Unless said, it does when its operation is one of the section `oauth`. */
  readonly refreshes?: boolean
  /** The credential it came with (a token, a key), to tell calls with a dead one; never printed. */
  readonly credential?: string
}

/**
 * What the state machine is told with a request.
 *
 * @category models
 * @since 0.1.0
 */
export interface Context {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** From 0 to 1. */
  readonly random: () => number
  /**
   * The catalog entry (`amocrm/contacts/205`) that the fault script wants for this record of the request, by its
   * place; `undefined` for a record that is to be treated as usual.
   */
  readonly faultOf: (index: number) => string | undefined
}

/** Why a call was turned away before the records were looked at. @category models @since 0.1.0 */
export type Refusal = "Blocked" | "OverLimit" | "OverQuota" | "DeadCredential" | "UnknownCredential"

/**
 * An answer and what it did.
 *
 * @category models
 * @since 0.1.0
 */
export interface Handled {
  readonly answer: WireAnswer
  /** Places in the request of the records that this call wrote. */
  readonly applied: ReadonlyArray<number>
  /** Places of those among them that did not exist before. */
  readonly created: ReadonlyArray<number>
  readonly refusal?: Refusal
  /** Until when (milliseconds since the epoch) the vendor has said, or its limits mean, that no call can succeed. */
  readonly notBefore?: { readonly scope: "Account" | "EgressIp"; readonly at: number }
}

/** @category models @since 0.1.0 */
export interface ApiOptions {
  /** Names of the accounts that exist, each with its own credentials, records and limits. `["main"]` unless said. */
  readonly accounts?: ReadonlyArray<string>
  /** The vendor's brand or version, where it matters: a variant of the catalog. */
  readonly variant?: string
  /** No limits of rate and quota, for measuring throughput. */
  readonly unlimited?: boolean
  /** The calls that an account has in a day, where the vendor counts them. The catalog's number unless said. */
  readonly callsPerDay?: number
  /** After so many refusals for the rate within a minute the vendor blocks. */
  readonly blockAfter?: number
}

/**
 * What is needed to call an account as its owner: put into requests by tests and examples.
 *
 * @category models
 * @since 0.1.0
 */
export interface Credentials {
  readonly account: string
  /** Headers to send with each request. */
  readonly headers: Readonly<Record<string, string>>
  /** Query parameters to send with each request. */
  readonly query: Readonly<Record<string, string>>
  /** For vendors with OAuth: what the token endpoint wants. */
  readonly oauth?: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string }
}

/** What a person could do, or have happen, on the vendor's side. @category models @since 0.1.0 */
export type Act =
  | { readonly _tag: "Block"; readonly scope: "Account" | "EgressIp"; readonly account: string; readonly ip?: string }
  | { readonly _tag: "Lift"; readonly account?: string; readonly ip?: string }
  /** The access token stops working; the refresh token goes on to. */
  | { readonly _tag: "ExpireToken"; readonly account: string }
  /** Nothing that the account has works any more. */
  | { readonly _tag: "RevokeCredentials"; readonly account: string }
  /** A person has authorised the integration anew. */
  | { readonly _tag: "RestoreCredentials"; readonly account: string }
  /** From now on the account has so many calls left today. */
  | { readonly _tag: "SetCallsLeft"; readonly account: string; readonly calls: number }

/**
 * A vendor's API. `State` is plain JSON, so that it can be saved and restored; `answer`, `act` and `put` change it in
 * place.
 *
 * @category models
 * @since 0.1.0
 */
export interface Api<State> {
  readonly vendor: string
  readonly adapter: Adapter
  readonly initial: (options?: ApiOptions) => State
  /** What the request is. Changes nothing. */
  readonly receive: (state: State, request: WireRequest) => Received
  /** Answers it: blocks, rate, credentials, quota, route, batch size, records, in the vendor's own order and shapes. */
  readonly answer: (state: State, request: WireRequest, received: Received, context: Context) => Handled
  /**
   * What the vendor answers when the whole request comes to this catalog entry: an answer of the entry's fixtures, the
   * one nearest to this request, with what has to fit the request put in. `undefined` for an entry that no answer
   * without results by record can show.
   */
  readonly answerWith: (state: State, request: WireRequest, received: Received, entry: string) => WireAnswer | undefined
  readonly act: (state: State, act: Act) => void
  readonly credentials: (state: State, account: string) => Credentials
  /** Puts a record there, as if it had always been. */
  readonly put: (state: State, account: string, kind: Kind, record: Readonly<Record<string, unknown>>) => void
  /** All records of a kind, each with its key. */
  readonly list: (
    state: State,
    account: string,
    kind: Kind
  ) => ReadonlyArray<{ readonly key: string; readonly record: Readonly<Record<string, unknown>> }>
}
