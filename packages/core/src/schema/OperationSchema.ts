/**
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * What the caller was doing.
 *
 * @category schemas
 * @since 0.1.0
 */
export const OperationSchema = Schema.Struct({
  name: Schema.String,
  intent: Schema.Literals(["Read", "Create", "Update", "Upsert", "Delete", "Link", "Unlink"]),
  repeat: Schema.Literals(["Safe", "Idempotent", "Keyed", "Unsafe"]),
  section: Schema.optionalKey(Schema.String),
  maxItems: Schema.optionalKey(Schema.Finite),
  naturalKey: Schema.optionalKey(Schema.Array(Schema.String)),
  unmaskedBy: Schema.optionalKey(Schema.Array(Schema.String)),
  size: Schema.optionalKey(Schema.Finite),
  probe: Schema.optionalKey(Schema.Union([Schema.String, Schema.Literal(true)]))
})
