/**
 * A user's overlay: what they override in a vendor's catalog and add to it.
 *
 * @since 0.1.0
 */
import * as z from "zod"
import { entrySchema } from "../schema/entry.ts"
import { confidence, countOf, editorHint, entryId, filled, vendorId } from "../schema/primitives.ts"
import { reasonSchema } from "../schema/reason.ts"
import { verdictSchema } from "../schema/verdict.ts"

const { actor, change, effect, inFlight, scope, when } = verdictSchema.shape

/**
 * Another reading of one of the vendor's entries. What is not said stays as it is; of a verdict, too.
 *
 * @category schemas
 * @since 0.1.0
 */
export const overrideSchema = z
  .strictObject({
    id: entryId,
    outcome: entrySchema.shape.outcome.exactOptional(),
    ambiguous: z.literal(true).exactOptional(),
    reason: reasonSchema.exactOptional(),
    verdict: z
      .strictObject({
        when: when.exactOptional(),
        effect: effect.exactOptional(),
        inFlight,
        change: change.exactOptional(),
        scope: scope.exactOptional(),
        actor: actor.exactOptional()
      })
      .exactOptional(),
    confidence: z
      .strictObject({ entry: confidence.exactOptional(), effect: confidence.exactOptional() })
      .exactOptional(),
    /** In place of sources: who has seen or decided it. */
    why: filled
  })
  .refine(
    ({ verdict, ...override }) =>
      countOf(override, ["outcome", "ambiguous", "reason"]) > 0 || Object.keys(verdict ?? {}).length > 0,
    "an override has at least one of outcome, ambiguous, reason and a dimension of verdict"
  )

/**
 * An in-house entry: as the vendor's, with `why` in place of sources, and texts where somebody wants them.
 *
 * @category schemas
 * @since 0.1.0
 */
export const additionSchema = entrySchema.omit({ texts: true, sources: true }).extend({
  texts: entrySchema.shape.texts.exactOptional(),
  sources: entrySchema.shape.sources.exactOptional(),
  why: filled
})

/**
 * An overlay file.
 *
 * @category schemas
 * @since 0.1.0
 */
export const overlaySchema = z.strictObject({
  $schema: editorHint,
  vendor: vendorId,
  entries: z.array(overrideSchema).exactOptional(),
  add: z.array(additionSchema).exactOptional()
})

/** @category models @since 0.1.0 */
export type Override = z.output<typeof overrideSchema>

/** @category models @since 0.1.0 */
export type Addition = z.output<typeof additionSchema>

/** @category models @since 0.1.0 */
export type Overlay = z.output<typeof overlaySchema>
