import { asCount } from "../internal/count.ts"
import * as Emit from "../internal/emit.ts"
import type { Operation } from "../Operation.ts"
import { type FieldProblem, type Reason, reasons } from "../Reason.ts"
import type { ReasonData } from "./Catalog.ts"
import type { Signal } from "./Envelope.ts"

const safeField = (field: FieldProblem): FieldProblem => {
  const safe: { path?: string; code?: string; item?: number } = {}
  if (field.path !== undefined) safe.path = Emit.path(field.path)
  if (field.code !== undefined) safe.code = Emit.code(field.code)
  const item = asCount(field.item)
  if (item !== undefined) safe.item = item
  return safe
}

const noFields: ReadonlyArray<FieldProblem> = []

const constants = new WeakMap<ReasonData, Reason>()

/** The reason of an entry, with what the answer adds: the fields of a record, the limit of a batch. */
export const makeReason = (data: ReasonData, signal: Signal | undefined, operation: Operation | undefined): Reason => {
  if (data._tag === "InvalidRecordError") {
    return new reasons.InvalidRecordError({ fields: signal?.fields?.map(safeField) ?? noFields })
  }
  if (data._tag === "BatchTooLargeError") {
    const limit = asCount(signal?.limit) ?? data.limit ?? operation?.maxItems
    return new reasons.BatchTooLargeError(limit === undefined ? {} : { limit })
  }
  // The others hold nothing but the entry's own data: one instance serves every answer.
  let reason = constants.get(data)
  if (reason === undefined) {
    const { _tag, ...fields } = data
    const Constructor = reasons[_tag] as unknown as new (fields: object) => Reason
    reason = new Constructor(fields)
    constants.set(data, reason)
  }
  return reason
}
