/**
 * What a request came to. Not every vendor "error code" is an error, and not every HTTP 200 is a success.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import type { CrmError } from "./CrmError.ts"
import * as Emit from "./internal/emit.ts"
import { present } from "./internal/json.ts"

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
 * with a map by id), `key` what the caller sent to recognise it, `id` the vendor's id. `key` and `id` are kept
 * when they are numbers, UUIDs or hexadecimal digits, as the ids of records are; anything else stands as a
 * fingerprint, because it may be an email or a name.
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
  /** Flat, log-safe JSON: what `ItemSchema` of `/schema` encodes to. */
  toJSON(): unknown {
    return present({
      index: this.index,
      key: this.key === undefined ? undefined : Emit.recordId(this.key),
      id: this.id === undefined ? undefined : Emit.recordId(this.id),
      status: this.status,
      code: this.code,
      entry: this.entry,
      ambiguous: this.ambiguous,
      error: this.error?.toJSON()
    })
  }
}

const itemsToJson = (items: ReadonlyArray<Item> | undefined): unknown => items?.map((item) => item.toJSON())

const usageToJson = (usage: Usage | undefined): unknown => (usage === undefined ? undefined : present(usage))

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
}> {
  /** What `OutcomeSchema` of `/schema` encodes to. */
  toJSON(): unknown {
    return present({ _tag: this._tag, items: itemsToJson(this.items), usage: usageToJson(this.usage) })
  }
}

/**
 * A read that found nothing. Not an error.
 *
 * @category models
 * @since 0.1.0
 */
export class Empty extends Data.TaggedClass("Empty")<{
  readonly usage?: Usage
}> {
  /** What `OutcomeSchema` of `/schema` encodes to. */
  toJSON(): unknown {
    return present({ _tag: this._tag, usage: usageToJson(this.usage) })
  }
}

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
}> {
  /** What `OutcomeSchema` of `/schema` encodes to. */
  toJSON(): unknown {
    return present({
      _tag: this._tag,
      entry: this.entry,
      code: this.code,
      ambiguous: this.ambiguous,
      items: itemsToJson(this.items),
      usage: usageToJson(this.usage)
    })
  }
}

/**
 * The request failed as a whole.
 *
 * @category models
 * @since 0.1.0
 */
export class Failed extends Data.TaggedClass("Failed")<{
  readonly error: CrmError
  readonly usage?: Usage
}> {
  /** What `OutcomeSchema` of `/schema` encodes to. */
  toJSON(): unknown {
    return present({ _tag: this._tag, error: this.error.toJSON(), usage: usageToJson(this.usage) })
  }
}

/**
 * Results differ by record, or the vendor spoke of records one by one.
 *
 * @category models
 * @since 0.1.0
 */
export class Mixed extends Data.TaggedClass("Mixed")<{
  readonly items: ReadonlyArray<Item>
  readonly usage?: Usage
}> {
  /** What `OutcomeSchema` of `/schema` encodes to. */
  toJSON(): unknown {
    return present({ _tag: this._tag, items: itemsToJson(this.items), usage: usageToJson(this.usage) })
  }
}

/** @category models @since 0.1.0 */
export type Outcome = Success | Empty | NoOp | Failed | Mixed
