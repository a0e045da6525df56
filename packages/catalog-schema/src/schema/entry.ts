import * as z from "zod"
import { matchSchema } from "./match.ts"
import { confidence, editorHint, entryId, filled, language, sectionId, some } from "./primitives.ts"
import { reasonSchema } from "./reason.ts"
import { sourceSchema } from "./source.ts"
import { verdictSchema } from "./verdict.ts"

/** What people read about an entry, in one language. @category schemas @since 0.1.0 */
export const textSchema = z.strictObject({
  summary: filled.exactOptional(),
  remedy: filled.exactOptional(),
  /** Verbatim: what a person finds in the vendor's own documentation or answer. */
  vendor: z.array(filled).exactOptional()
})

/** @category schemas @since 0.1.0 */
export const entrySchema = z.strictObject({
  id: entryId,
  match: some(matchSchema),
  outcome: z.enum(["Success", "Empty", "NoOp", "Failed"]),
  ambiguous: z.literal(true).exactOptional(),
  reason: reasonSchema.exactOptional(),
  verdict: verdictSchema.exactOptional(),
  confidence: z.strictObject({ entry: confidence, effect: confidence.exactOptional() }),
  texts: z.record(language, textSchema),
  note: filled.exactOptional(),
  sources: z.array(sourceSchema)
})

/** `entries/<section>.json`. @category schemas @since 0.1.0 */
export const entriesFileSchema = z.strictObject({
  $schema: editorHint,
  section: sectionId,
  entries: z.array(entrySchema)
})

/** @category models @since 0.1.0 */
export type AuthoredEntry = z.output<typeof entrySchema>

/** @category models @since 0.1.0 */
export type EntriesFile = z.output<typeof entriesFileSchema>
