import type { Catalog } from "@crm-errors/core/adapter"
import * as z from "zod"
import { intentSchema, matchSchema } from "./match.ts"
import { repeatSchema } from "./operations.ts"
import {
  confidence,
  count,
  entryId,
  filled,
  headerName,
  pointer,
  sectionId,
  some,
  vendorId,
  version
} from "./primitives.ts"
import { reasonSchema } from "./reason.ts"
import { limitScopeSchema, waitFormSchema } from "./vendor.ts"
import { verdictSchema, windowSchema } from "./verdict.ts"

/** The version of the published form. @category models @since 0.1.0 */
export const schemaVersion = 1

const compiledEntrySchema = z.strictObject({
  id: entryId,
  match: some(matchSchema),
  outcome: z.enum(["Success", "Empty", "NoOp", "Failed"]),
  ambiguous: z.literal(true).exactOptional(),
  reason: reasonSchema.exactOptional(),
  verdict: verdictSchema.exactOptional(),
  confidence,
  effectConfidence: confidence.exactOptional(),
  overlay: z.literal(true).exactOptional()
})

const compiledOperationSchema = z.strictObject({
  match: some(
    z.strictObject({
      method: filled.exactOptional(),
      path: filled.exactOptional(),
      rpcMethod: filled.exactOptional()
    })
  ),
  name: filled,
  intent: intentSchema,
  repeat: repeatSchema,
  section: sectionId.exactOptional(),
  maxItems: count.exactOptional(),
  naturalKey: some(filled).exactOptional(),
  unmaskedBy: some(filled).exactOptional()
})

const compiledLimitSchema = z.strictObject({
  name: filled,
  scope: limitScopeSchema,
  requests: count.exactOptional(),
  window: windowSchema.exactOptional(),
  items: count.exactOptional(),
  burst: count.exactOptional(),
  variant: filled.exactOptional(),
  operations: some(filled).exactOptional()
})

/**
 * `catalog.json`: the published form, behaviour without texts and sources. A reader refuses another
 * `schemaVersion` than its own.
 *
 * @category schemas
 * @since 0.1.0
 */
export const compiledCatalogSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  vendor: vendorId,
  version,
  variants: z.array(filled),
  sections: z.array(z.strictObject({ id: sectionId, entities: z.array(filled) })),
  requestIdHeaders: z.array(headerName),
  waits: z.array(
    z.strictObject({ header: headerName.exactOptional(), pointer: pointer.exactOptional(), form: waitFormSchema })
  ),
  limits: z.array(compiledLimitSchema),
  secrets: z.array(filled),
  operations: z.array(compiledOperationSchema),
  entries: z.array(compiledEntrySchema)
}) satisfies z.ZodType<Catalog.Catalog>

/** @category models @since 0.1.0 */
export type CompiledCatalog = z.output<typeof compiledCatalogSchema>

/** @category models @since 0.1.0 */
export type CompiledEntry = z.output<typeof compiledEntrySchema>
