/**
 * The fault script: what goes wrong, when, and for whom. Plain JSON.
 *
 * @since 0.1.0
 */
import type { Act, WireAnswer } from "./Api.ts"

/**
 * When a fault strikes: every condition that is given has to hold. Calls are counted from 1, and only those that a
 * vendor's API would see.
 *
 * @category models
 * @since 0.1.0
 */
export interface When {
  /** From this call on. */
  readonly call?: number
  /** At so many calls at most, counted from the first that it strikes. Without it, always. */
  readonly times?: number
  /** From this instant on, in milliseconds after the start of the simulator. */
  readonly afterMillis?: number
  /** Until this instant, in milliseconds after the start of the simulator. */
  readonly untilMillis?: number
  /** Only calls of this operation, by its name in the catalog. */
  readonly operation?: string
  readonly account?: string
  /** Only calls that write, or only those that do not. */
  readonly writes?: boolean
  /** Only where this record is in the request, by its key. */
  readonly record?: string
  /** Of the records (with `entry` and `of: "Record"`) or calls that are left, this share, drawn with the script's seed. */
  readonly probability?: number
}

/**
 * What goes wrong.
 *
 * @category models
 * @since 0.1.0
 */
export type Effect =
  /** The answer is that of a catalog entry: for the whole request, or for the records that `when` picks. */
  | {
      readonly _tag: "Entry"
      readonly entry: string
      readonly of: "Request" | "Record"
      /** Was the write done all the same? No, unless said. Only for whole requests. */
      readonly applied?: boolean
    }
  /** Any answer at all: a proxy's HTML 502, say. */
  | { readonly _tag: "Answer"; readonly answer: WireAnswer; readonly applied?: boolean }
  /** A proxy's error page in HTML, with nothing of the vendor's in it. */
  | { readonly _tag: "Proxy"; readonly status: 502 | 503 | 504; readonly applied?: boolean }
  /** The answer comes so much later. The write happens `applied: "AtOnce"` (unless said) or as late as the answer. */
  | { readonly _tag: "Latency"; readonly millis: number; readonly applied?: "AtOnce" | "Late" }
  /** The connection is cut: before the request was read (nothing is applied), after the write was applied, or in the middle of the answer's body. */
  | { readonly _tag: "Cut"; readonly at: "BeforeRead" | "AfterApplied" | "HalfBody" }
  /** Something happens on the vendor's side just before the call is answered. */
  | { readonly _tag: "Act"; readonly act: Act }

/** @category models @since 0.1.0 */
export interface Fault {
  /** For people, and to remove it by. */
  readonly name?: string
  readonly when?: When
  readonly effect: Effect
}

/** @category models @since 0.1.0 */
export interface Script {
  /** What `probability` is drawn with. */
  readonly seed?: number
  readonly faults: ReadonlyArray<Fault>
}
