import * as z from "zod"
import { editorHint, entryId, filled, version } from "./primitives.ts"

/** An id that is no longer an entry's. Ids are never deleted: somebody's alerts name them. @category schemas @since 0.1.0 */
export const retirementSchema = z.strictObject({
  id: entryId,
  kind: z.enum(["moved", "split", "gone"]),
  to: z.array(entryId).exactOptional(),
  since: version,
  why: filled
})

/** `retired.json`. @category schemas @since 0.1.0 */
export const retiredFileSchema = z.strictObject({
  $schema: editorHint,
  retired: z.array(retirementSchema)
})

/** @category models @since 0.1.0 */
export type Retirement = z.output<typeof retirementSchema>

/** @category models @since 0.1.0 */
export type RetiredFile = z.output<typeof retiredFileSchema>
