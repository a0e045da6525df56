/**
 * What a request came to. Not every vendor "error code" is an error, and not every HTTP 200 is a success.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import type { CrmError } from "./CrmError.ts"
import * as Emit from "./internal/emit.ts"

/**
 * Calls used and allowed, where the answer tells.
 *
 * @category models
 * @since 0.1.0
 */
export interface Usage {
  readonly used?: number
  readonly allowed?: number
  readonly window?: "Second" | "Minute" | "Hour" | "Day" | "Month"
}

/** @category models @since 0.1.0 */
export type ItemStatus = "Applied" | "NoOp" | "Failed" | "NotAttempted" | "Unknown"

/**
 * The result of one record of a batch. `index` is its place in the request (absent where the vendor answers
 * with a map by id), `key` what the caller sent to recognise it, `id` the vendor's id. `key` and `id` are as
 * the vendor wrote them; in JSON and logs they are shown only when they match a grammar of ours.
 *
 * @category models
 * @since 0.1.0
 */
export class Item extends Data.Class<{
  readonly status: ItemStatus
  readonly index?: number
  readonly key?: string
  readonly id?: string
  /** Present when `status` is `Failed`. */
  readonly error?: CrmError
  /** With `NoOp`: the vendor's code and the catalog entry that made it one. */
  readonly code?: string
  readonly entry?: string
  /** With `NoOp`: the vendor may also have found nothing to change because the record is gone. */
  readonly ambiguous?: true
}> {
  toJSON(): unknown {
    return {
      ...(this.index === undefined ? {} : { index: this.index }),
      ...(this.key === undefined ? {} : { key: Emit.recordId(this.key) }),
      ...(this.id === undefined ? {} : { id: Emit.recordId(this.id) }),
      status: this.status,
      ...(this.code === undefined ? {} : { code: this.code }),
      ...(this.entry === undefined ? {} : { entry: this.entry }),
      ...(this.ambiguous ? { ambiguous: true } : {}),
      ...(this.error === undefined ? {} : { error: this.error.toJSON() })
    }
  }
}

/**
 * The goal is met, for every record if there were several. `items` is there when the vendor gave results per
 * record, because created ids come back by position.
 *
 * @category models
 * @since 0.1.0
 */
export class Success extends Data.TaggedClass("Success")<{
  readonly items?: ReadonlyArray<Item>
  readonly usage?: Usage
}> {}

/**
 * A read that found nothing. Not an error.
 *
 * @category models
 * @since 0.1.0
 */
export class Empty extends Data.TaggedClass("Empty")<{
  readonly usage?: Usage
}> {}

/**
 * Nothing was changed because nothing had to be. `ambiguous` when the vendor answers the same for a record
 * that is gone.
 *
 * @category models
 * @since 0.1.0
 */
export class NoOp extends Data.TaggedClass("NoOp")<{
  readonly entry?: string
  readonly code?: string
  readonly ambiguous?: true
  readonly items?: ReadonlyArray<Item>
  readonly usage?: Usage
}> {}

/**
 * The request failed as a whole.
 *
 * @category models
 * @since 0.1.0
 */
export class Failed extends Data.TaggedClass("Failed")<{
  readonly error: CrmError
  readonly usage?: Usage
}> {}

/**
 * Results differ by record, or the vendor spoke of records one by one.
 *
 * @category models
 * @since 0.1.0
 */
export class Mixed extends Data.TaggedClass("Mixed")<{
  readonly items: ReadonlyArray<Item>
  readonly usage?: Usage
}> {}

/** @category models @since 0.1.0 */
export type Outcome = Success | Empty | NoOp | Failed | Mixed
