/**
 * From complaints and successes to an envelope: by record where a record is named, else about the request.
 */
import { Envelope } from "@crm-errors/core/adapter"
import { type Failure, mostRecords } from "./failures.ts"
import { isSomewhere } from "./place.ts"

export const complaint = (signal: Envelope.Signal): Envelope.Complaint => ({ _tag: "Complaint", signal })

const implausible = (context: Envelope.DecodeContext): Envelope.Envelope =>
  context.status >= 200 && context.status < 300 ? Envelope.unrecognised : complaint({})

/**
 * Where not every record has a position the gaps cannot be filled in; so the records that nobody spoke of are
 * added as a number, or a reader would take them for done.
 */
export const withOthers = (
  items: ReadonlyArray<Envelope.RawItem>,
  rest: "NotAttempted" | "Unknown",
  size: number | undefined
): Envelope.ByRecord => {
  const missing = size === undefined || size > mostRecords ? 0 : Math.max(0, size - items.length)
  const counted = missing === 0 || items.every((item) => item.index !== undefined)
  const others = counted ? [] : Array.from({ length: missing }, (): Envelope.RawItem => ({ result: rest }))
  return { _tag: "ByRecord", items: [...items, ...others], rest }
}

/**
 * One complaint that names no record, beside nothing that was applied, is about the request: it is no result
 * per record. The same holds for mere sentences.
 */
export const byRecord = (
  failures: ReadonlyArray<Failure>,
  applied: ReadonlyArray<Envelope.RawItem>,
  context: Envelope.DecodeContext
): Envelope.Envelope => {
  if (failures.length + applied.length > mostRecords) return implausible(context)
  const size = context.operation?.size
  const [first] = failures
  if (first !== undefined && applied.length === 0 && (failures.length === 1 || onlyTexts(failures))) {
    if (!isSomewhere(first.place) && (size === undefined || size <= 1)) return complaint(first.signal)
  }
  const items = [...applied, ...failures.map(({ place, signal }) => ({ ...place, result: signal }))]
  return withOthers(items, "Unknown", size)
}

const onlyTexts = (failures: ReadonlyArray<Failure>): boolean =>
  failures.every(
    ({ place, signal }) =>
      !isSomewhere(place) && signal.text !== undefined && Object.keys(signal.node as object).length === 1
  )
