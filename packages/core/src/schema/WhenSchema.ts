/**
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { Instant } from "./instant.ts"

/** @category schemas @since 0.1.0 */
export const RefreshSchema = Schema.Literals(["Credentials", "Routing", "Schema", "Record"])

/** @category schemas @since 0.1.0 */
export const WindowSchema = Schema.Literals(["Second", "Minute", "Hour", "Day", "Month"])

/**
 * When the next attempt makes sense; `at` is an ISO 8601 string in JSON.
 *
 * @category schemas
 * @since 0.1.0
 */
export const WhenSchema = Schema.Struct({
  _tag: Schema.Literals([
    "Now",
    "Backoff",
    "After",
    "AtWindow",
    "AfterRefresh",
    "AfterDependency",
    "AfterPerson",
    "Never"
  ]),
  millis: Schema.optionalKey(Schema.Finite),
  at: Schema.optionalKey(Instant),
  window: Schema.optionalKey(WindowSchema),
  windows: Schema.optionalKey(Schema.Array(WindowSchema)),
  latest: Schema.optionalKey(Schema.Finite),
  what: Schema.optionalKey(Schema.Array(RefreshSchema)),
  backoff: Schema.optionalKey(Schema.Literal(true)),
  dependency: Schema.optionalKey(Schema.Literal(true))
})
