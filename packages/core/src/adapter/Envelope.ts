/**
 * What an adapter's `decodeEnvelope` reads out of a body: shapes, not meanings. Meanings are in the catalog.
 *
 * @since 0.1.0
 */
import type { Operation } from "../Operation.ts"
import type { Usage } from "../Outcome.ts"
import type { FieldProblem } from "../Reason.ts"
import type { HeadersLike } from "./Answer.ts"

/** One complaint of the vendor's, about the request or about one record. @category models @since 0.1.0 */
export interface Signal {
  /** The vendor's own code, always as a string. */
  readonly code?: string | undefined
  /** The section, when the body itself tells it (a validation error, say). */
  readonly section?: string | undefined
  /** The vendor's codes are an open set here: an unknown one is decided by section and status. */
  readonly openCode?: true
  /** The vendor's sentence. Kept redacted. */
  readonly text?: string | undefined
  readonly fields?: ReadonlyArray<FieldProblem>
  /** How many records the vendor allows, when it says so. */
  readonly limit?: number | undefined
  /** Where `pointer` constraints look; the whole body unless said. */
  readonly node?: unknown
}

/** The result of one record. @category models @since 0.1.0 */
export interface RawItem {
  readonly index?: number | undefined
  readonly key?: string | undefined
  readonly id?: string | undefined
  readonly result: "Applied" | "NotAttempted" | "Unknown" | Signal
}

interface Common {
  readonly usage?: Usage | undefined
  readonly requestId?: string | undefined
}

/** The vendor says that all is well. `items` when it answered by record. @category models @since 0.1.0 */
export interface Ok extends Common {
  readonly _tag: "Ok"
  readonly items?: ReadonlyArray<RawItem>
}

/** The vendor complains about the request as a whole. @category models @since 0.1.0 */
export interface Complaint extends Common {
  readonly _tag: "Complaint"
  readonly signal: Signal
}

/** The vendor answers by record. `rest` is what records that are not named came to, when the request's size is known. @category models @since 0.1.0 */
export interface ByRecord extends Common {
  readonly _tag: "ByRecord"
  readonly items: ReadonlyArray<RawItem>
  readonly rest?: "Applied" | "NotAttempted" | "Unknown"
}

/** JSON, but of no shape that the vendor is known to send. @category models @since 0.1.0 */
export interface Unrecognised extends Common {
  readonly _tag: "Unrecognised"
}

/** @category models @since 0.1.0 */
export type Envelope = Ok | Complaint | ByRecord | Unrecognised

/** @category models @since 0.1.0 */
export interface DecodeContext {
  readonly status: number
  readonly headers: HeadersLike | undefined
  readonly operation: Operation | undefined
}

/** Reads a parsed JSON body. Total: any JSON value gets an envelope, and nothing is thrown. @category models @since 0.1.0 */
export type DecodeEnvelope = (body: unknown, context: DecodeContext) => Envelope

/** The one envelope of success without anything to say, so that the common case allocates nothing. */
export const ok: Ok = { _tag: "Ok" }

/** @category constructors @since 0.1.0 */
export const unrecognised: Unrecognised = { _tag: "Unrecognised" }
