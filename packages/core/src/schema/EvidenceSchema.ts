/**
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

const Confidence = Schema.Literals(["documented", "observed", "inferred"])

/**
 * Why an error says what it says.
 *
 * @category schemas
 * @since 0.1.0
 */
export const EvidenceSchema = Schema.Struct({
  by: Schema.Literals(["Transport", "Body", "Code", "CodeWithoutSection", "Text", "Status", "Default"]),
  matched: Schema.Array(Schema.String),
  body: Schema.Literals(["Json", "Html", "Empty", "Text", "NotJson", "TooLarge", "None"]),
  catalog: Schema.String,
  confidence: Schema.optionalKey(Confidence),
  effectConfidence: Schema.optionalKey(Confidence),
  alternatives: Schema.optionalKey(Schema.Array(Schema.String)),
  fingerprint: Schema.optionalKey(Schema.String),
  wait: Schema.optionalKey(Schema.String),
  overlay: Schema.optionalKey(Schema.Literal(true))
})
