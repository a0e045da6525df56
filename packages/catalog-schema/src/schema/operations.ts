import * as z from "zod"
import { intentSchema } from "./match.ts"
import { confidence, count, editorHint, filled, sectionId, some } from "./primitives.ts"
import { sourceSchema } from "./source.ts"

/** @category schemas @since 0.1.0 */
export const repeatSchema = z.enum(["Safe", "Idempotent", "Keyed", "Unsafe"])

/** By method and path, or by the name of a remote procedure. @category schemas @since 0.1.0 */
export const routeSchema = z
  .strictObject({
    method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]).exactOptional(),
    path: z
      .string()
      .regex(/^\/[^?#\s]*$/, "a path as /api/v4/leads/{id}")
      .exactOptional(),
    rpcMethod: filled.exactOptional()
  })
  .refine(
    ({ method, path, rpcMethod }) =>
      rpcMethod === undefined ? method !== undefined && path !== undefined : method === undefined && path === undefined,
    "method and path, or rpcMethod alone"
  )

/** @category schemas @since 0.1.0 */
export const operationSchema = z.strictObject({
  match: some(routeSchema),
  name: filled,
  section: sectionId.exactOptional(),
  intent: intentSchema,
  repeat: repeatSchema,
  maxItems: count.exactOptional(),
  naturalKey: some(filled).exactOptional(),
  unmaskedBy: some(filled).exactOptional(),
  confidence,
  note: filled.exactOptional(),
  sources: some(sourceSchema)
})

/** `operations.json`. @category schemas @since 0.1.0 */
export const operationsFileSchema = z.strictObject({
  $schema: editorHint,
  operations: z.array(operationSchema)
})

/** @category models @since 0.1.0 */
export type AuthoredOperation = z.output<typeof operationSchema>

/** @category models @since 0.1.0 */
export type OperationsFile = z.output<typeof operationsFileSchema>
