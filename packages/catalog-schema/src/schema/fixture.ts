import * as z from "zod"
import { intentSchema } from "./match.ts"
import { repeatSchema } from "./operations.ts"
import { count, editorHint, entryId, filled, status } from "./primitives.ts"

/** How far a request came. @category schemas @since 0.1.0 */
export const phaseSchema = z.enum(["connect", "sent", "response"])

/** @category schemas @since 0.1.0 */
export const provenanceSchema = z.enum(["recorded", "reconstructed", "from-docs"])

const answerSchema = z.strictObject({
  /** `null` when no answer came. */
  status: status.nullable(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).exactOptional(),
  /** As it came over the wire: a text, whatever is in it. */
  body: z.string().nullable().exactOptional(),
  tooLarge: z.boolean().exactOptional(),
  transport: z.strictObject({ phase: phaseSchema, code: z.string().exactOptional() }).nullable().exactOptional()
})

const requestSchema = z.strictObject({
  method: z.string().nullable().exactOptional(),
  path: z.string().nullable().exactOptional(),
  entity: z.string().nullable().exactOptional(),
  rpc_method: z.string().nullable().exactOptional(),
  variant: z.string().nullable().exactOptional(),
  intent: intentSchema.nullable().exactOptional(),
  repeat: repeatSchema.nullable().exactOptional(),
  size: count.nullable().exactOptional(),
  probe: z.union([z.string(), z.literal(true)]).exactOptional()
})

// Only the tags: the whole value is compared with what the adapter says, in core's own JSON form.
const outcomeSchema = z.looseObject({ _tag: z.enum(["Success", "Empty", "NoOp", "Failed", "Mixed"]) })

const decisionSchema = z.looseObject({
  _tag: z.enum(["Done", "Retry", "Refresh", "Split", "Verify", "Requeue", "Park", "Pause", "Skip", "Fail", "Items"])
})

/** `fixtures/<entry>--<case>.json`: one answer and what it has to come to. @category schemas @since 0.1.0 */
export const fixtureSchema = z.strictObject({
  $schema: editorHint,
  entry: entryId.nullable(),
  provenance: provenanceSchema,
  source: filled,
  corpus: filled.exactOptional(),
  about: filled.exactOptional(),
  answer: answerSchema,
  request: requestSchema.nullable().exactOptional(),
  expected: z.strictObject({
    outcome: outcomeSchema,
    first: decisionSchema,
    repeat: decisionSchema
  })
})

/** @category models @since 0.1.0 */
export type Fixture = z.output<typeof fixtureSchema>
