/**
 * What the caller was doing. The same answer means different things for a read, a create and a delete, and
 * whether a request may be sent again is a property of the operation, not of the error.
 *
 * What a *vendor's* operation is, is a fact, and so it is data: the adapters fill an `Operation` from their
 * catalog's `operations.json`. What the caller says wins.
 *
 * @since 0.1.0
 */

/** @category models @since 0.1.0 */
export type Intent = "Read" | "Create" | "Update" | "Upsert" | "Delete" | "Link" | "Unlink"

/**
 * May the same request be sent twice? `Safe`: it changes nothing. `Idempotent`: twice is the same as once.
 * `Keyed`: a repeat is unmasked by a natural key or an error code. `Unsafe`: a repeat may duplicate.
 *
 * @category models
 * @since 0.1.0
 */
export type Repeat = "Safe" | "Idempotent" | "Keyed" | "Unsafe"

/** @category models @since 0.1.0 */
export interface Operation {
  readonly name: string
  readonly intent: Intent
  readonly repeat: Repeat
  /** The vendor's section that the operation belongs to: codes collide between sections. */
  readonly section?: string
  /** The most records that the vendor takes in one request. */
  readonly maxItems?: number
  /** The fields by which the vendor recognises a record. */
  readonly naturalKey?: ReadonlyArray<string>
  /** Vendor codes that tell, on a repeat, that an earlier attempt had worked. */
  readonly unmaskedBy?: ReadonlyArray<string>
  /** How many records this request carries. */
  readonly size?: number
  /** How to look whether a write happened: the name of the operation, or `true` when the caller knows how. */
  readonly probe?: string | true
}

const repeatByIntent: { readonly [I in Intent]: Repeat } = {
  Read: "Safe",
  Create: "Unsafe",
  Update: "Idempotent",
  Upsert: "Idempotent",
  Delete: "Idempotent",
  Link: "Idempotent",
  Unlink: "Idempotent"
}

/**
 * Makes an operation. Without `repeat` the intent decides, and a create is `Unsafe`. Without an intent the
 * operation is taken for an unsafe create: the reading that can do no harm.
 *
 * @example
 * ```ts
 * import { Operation } from "@crm-errors/core"
 *
 * Operation.make({ name: "contacts.upsert", intent: "Upsert", size: 50 })
 * // => { name: "contacts.upsert", intent: "Upsert", repeat: "Idempotent", size: 50 }
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (fields: Partial<Operation> = {}): Operation => {
  const intent = fields.intent ?? "Create"
  return { ...fields, name: fields.name ?? "unknown", intent, repeat: fields.repeat ?? repeatByIntent[intent] }
}

/**
 * The operation of which nothing is known.
 *
 * @category constructors
 * @since 0.1.0
 */
export const unknown: Operation = make()

/**
 * Does the request carry one record, as far as is known?
 *
 * @category guards
 * @since 0.1.0
 */
export const isSingle = (operation: Operation): boolean => operation.size === 1 || operation.maxItems === 1
