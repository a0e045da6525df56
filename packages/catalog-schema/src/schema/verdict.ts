import type { Verdict, When } from "@crm-errors/core"
import * as z from "zod"
import { count, some, taggedUnion } from "./primitives.ts"

/** @category schemas @since 0.1.0 */
export const windowSchema = z.enum(["Second", "Minute", "Hour", "Day", "Month"]) satisfies z.ZodType<When.Window>

/** In the order in which a list of them is written. @category schemas @since 0.1.0 */
export const refreshSchema = z.enum(["Credentials", "Routing", "Schema", "Record"]) satisfies z.ZodType<When.Refresh>

const when = <const Tag extends When.WhenTag>(tag: Tag) => z.strictObject({ _tag: z.literal(tag) })

/** The parts that a catalog can know: instants and the parts of a join come from answers. */
const whenSchemas = {
  Now: when("Now"),
  Backoff: when("Backoff"),
  After: when("After").extend({ millis: count }),
  AtWindow: when("AtWindow").extend({ window: windowSchema, latest: count.exactOptional() }),
  AfterRefresh: when("AfterRefresh").extend({ what: some(refreshSchema) }),
  AfterDependency: when("AfterDependency"),
  AfterPerson: when("AfterPerson"),
  Never: when("Never")
} satisfies { readonly [Tag in When.WhenTag]: z.ZodType<When.When & { readonly _tag: Tag }> }

/** @category schemas @since 0.1.0 */
export const whenSchema = taggedUnion(whenSchemas)

/** @category schemas @since 0.1.0 */
export const effectSchema = z.enum([
  "NotApplied",
  "Applied",
  "PartiallyApplied",
  "MaybeApplied"
]) satisfies z.ZodType<Verdict.Effect>

/** @category schemas @since 0.1.0 */
export const changeSchema = z.enum(["Same", "Split", "Modified"]) satisfies z.ZodType<Verdict.Change>

/** @category schemas @since 0.1.0 */
export const scopeSchema = z.enum([
  "Item",
  "Request",
  "Operation",
  "Credential",
  "Account",
  "EgressIp",
  "Vendor"
]) satisfies z.ZodType<Verdict.Scope>

/** @category schemas @since 0.1.0 */
export const actorSchema = z.enum([
  "Nobody",
  "Vendor",
  "VendorSupport",
  "Developer",
  "Operator",
  "AccountAdmin",
  "DataOwner"
]) satisfies z.ZodType<Verdict.Actor>

/**
 * The five dimensions of a verdict, as a catalog states them.
 *
 * @category schemas
 * @since 0.1.0
 */
export const verdictSchema = z
  .strictObject({
    when: whenSchema,
    effect: effectSchema,
    inFlight: z.literal(true).exactOptional(),
    change: changeSchema,
    scope: some(scopeSchema),
    actor: some(actorSchema)
  })
  .refine(
    (verdict) => verdict.inFlight === undefined || verdict.effect === "MaybeApplied",
    "inFlight is said only beside the effect MaybeApplied"
  ) satisfies z.ZodType<Verdict.Verdict>
