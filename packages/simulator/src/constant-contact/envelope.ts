/**
 * The envelope of every answer of the API itself, always with HTTP 200.
 */
import type { WireAnswer } from "../Api.ts"
import type { VendorError } from "./errors.ts"
import type { Outcome } from "./Method.ts"
import type { Account, NoError, State, Version } from "./State.ts"

const spellings: { readonly [N in NoError]: unknown } = {
  List: [],
  Null: null,
  Blank: { code: null, message: null, data: null }
}

/** What stands around an answer. */
export interface Frame {
  readonly state: State
  readonly version: Version
  /** The request's id, which is echoed; null when it cannot be read. */
  readonly id: unknown
  /** Whose calls are counted; `undefined` as long as nobody has shown the right secret. */
  readonly account: Account | undefined
}

/** Calls used and allowed today, both as texts. */
const countsOf = ({ account, state }: Frame) =>
  account === undefined ? {} : { callCount: String(account.day.calls), queryLimit: String(state.callsPerDay) }

const envelope = (frame: Frame, body: { readonly [key: string]: unknown }): WireAnswer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ ...body, id: frame.id, ...countsOf(frame) })
})

/** The call is refused as a whole. */
export const refused = (frame: Frame, error: VendorError): WireAnswer => envelope(frame, { result: null, error })

const noError = ({ state, version }: Frame): unknown => spellings[state.noError[version]]

const entryOf = (outcome: Outcome) =>
  outcome._tag === "Failure"
    ? { success: false, error: outcome.error }
    : { success: true, error: null, ...(outcome.id === undefined ? {} : { id: outcome.id }) }

/** The records one by one, in their order; `error` has copies of what failed, without their places. */
export const records = (
  frame: Frame,
  under: "creates" | "updates" | "deletes",
  outcomes: ReadonlyArray<Outcome>
): WireAnswer => {
  const errors = outcomes.flatMap((outcome) => (outcome._tag === "Failure" ? [outcome.error] : []))
  return envelope(frame, {
    result: { [under]: outcomes.map(entryOf) },
    error: errors.length === 0 ? noError(frame) : errors
  })
}

/** The rows of a read. Whether there are more of them is said twice. */
export const rows = (frame: Frame, under: string, found: ReadonlyArray<unknown>, hasMore: boolean): WireAnswer =>
  envelope(frame, { hasMore, result: { [under]: found, hasMore }, error: noError(frame) })
