/**
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import * as Getter from "effect/SchemaGetter"
import * as Emit from "../internal/emit.ts"
import { Empty, Failed, Item, Mixed, NoOp, Success } from "../Outcome.ts"
import { CrmErrorSchema } from "./CrmErrorSchema.ts"
import { isTagged, ofClass } from "./ofClass.ts"
import { WindowSchema } from "./WhenSchema.ts"

/**
 * Calls used and allowed.
 *
 * @category schemas
 * @since 0.1.0
 */
export const UsageSchema = Schema.Struct({
  used: Schema.optionalKey(Schema.Finite),
  allowed: Schema.optionalKey(Schema.Finite),
  window: Schema.optionalKey(WindowSchema)
})

// What an id may look like is checked on the way out, whoever made the item.
const RecordId = Schema.String.pipe(
  Schema.decodeTo(Schema.String, {
    decode: Getter.passthrough<string>(),
    encode: Getter.transform(Emit.recordId)
  })
)

const isItem = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && "status" in value && "toJSON" in value

/**
 * The result of one record.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ItemSchema = ofClass(
  "Item",
  Schema.Struct({
    index: Schema.optionalKey(Schema.Finite),
    key: Schema.optionalKey(RecordId),
    id: Schema.optionalKey(RecordId),
    status: Schema.Literals(["Applied", "NoOp", "Failed", "NotAttempted", "Unknown"]),
    code: Schema.optionalKey(Schema.String),
    entry: Schema.optionalKey(Schema.String),
    ambiguous: Schema.optionalKey(Schema.Literal(true)),
    error: Schema.optionalKey(CrmErrorSchema)
  }),
  isItem,
  (fields) => new Item(fields)
)

const usage = Schema.optionalKey(UsageSchema)
const items = Schema.Array(ItemSchema)

/**
 * Every outcome.
 *
 * @category schemas
 * @since 0.1.0
 */
export const OutcomeSchema = Schema.Union([
  ofClass(
    "Success",
    Schema.Struct({ _tag: Schema.Literal("Success"), items: Schema.optionalKey(items), usage }),
    isTagged<Success>("Success", "toJSON"),
    ({ _tag, ...fields }) => new Success(fields)
  ),
  ofClass(
    "Empty",
    Schema.Struct({ _tag: Schema.Literal("Empty"), usage }),
    isTagged<Empty>("Empty", "toJSON"),
    ({ _tag, ...fields }) => new Empty(fields)
  ),
  ofClass(
    "NoOp",
    Schema.Struct({
      _tag: Schema.Literal("NoOp"),
      entry: Schema.optionalKey(Schema.String),
      code: Schema.optionalKey(Schema.String),
      ambiguous: Schema.optionalKey(Schema.Literal(true)),
      items: Schema.optionalKey(items),
      usage
    }),
    isTagged<NoOp>("NoOp", "toJSON"),
    ({ _tag, ...fields }) => new NoOp(fields)
  ),
  ofClass(
    "Failed",
    Schema.Struct({ _tag: Schema.Literal("Failed"), error: CrmErrorSchema, usage }),
    isTagged<Failed>("Failed", "toJSON"),
    ({ _tag, ...fields }) => new Failed(fields)
  ),
  ofClass(
    "Mixed",
    Schema.Struct({ _tag: Schema.Literal("Mixed"), items, usage }),
    isTagged<Mixed>("Mixed", "toJSON"),
    ({ _tag, ...fields }) => new Mixed(fields)
  )
])
