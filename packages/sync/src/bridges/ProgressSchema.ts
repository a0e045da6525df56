// The form in which a queue keeps the progress of a piece of work: flat, log-safe JSON, whose instants are ISO 8601
// strings.
import { AttemptSchema, CrmErrorSchema, HistorySchema, OperationSchema, RefreshSchema } from "@crm-errors/core/schema"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { begin, type Progress } from "./Progress.ts"

const ProgressSchema = Schema.Struct({
  history: HistorySchema,
  accounted: Schema.Finite,
  repeat: Schema.optionalKey(OperationSchema.fields.repeat),
  first: Schema.optionalKey(CrmErrorSchema),
  written: Schema.optionalKey(CrmErrorSchema),
  plan: Schema.optionalKey(
    Schema.Struct({
      at: AttemptSchema.fields.at,
      look: Schema.optionalKey(Schema.Literals(["InFlight", "Settled"])),
      refresh: Schema.optionalKey(Schema.Array(RefreshSchema))
    })
  ),
  over: Schema.optionalKey(Schema.Literal(true))
})

/** Under this name it stands among what is the user's own: a job's data, the details of a heartbeat. */
export const key = "crmErrors"

/** For a queue. */
export const encode: (progress: Progress) => unknown = Schema.encodeSync(ProgressSchema)

const decode = Schema.decodeUnknownResult(ProgressSchema)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

/**
 * What was kept among `data`; the beginning when there is nothing, `undefined` when it cannot be read: another
 * release wrote it, or something else did.
 */
export const read = (data: unknown): Progress | undefined => {
  const kept = isRecord(data) ? data[key] : undefined
  if (kept === undefined) return begin
  return Result.getOrUndefined(decode(kept))
}
