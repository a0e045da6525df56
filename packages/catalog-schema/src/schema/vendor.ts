import * as z from "zod"
import {
  count,
  countOf,
  date,
  editorHint,
  filled,
  headerName,
  pointer,
  sectionId,
  some,
  url,
  vendorId
} from "./primitives.ts"
import { sourceSchema } from "./source.ts"
import { windowSchema } from "./verdict.ts"

/** @category schemas @since 0.1.0 */
export const waitFormSchema = z.enum(["Seconds", "Millis", "EpochSeconds", "EpochMillis", "RetryAfter"])

/** @category schemas @since 0.1.0 */
export const limitScopeSchema = z.enum(["Credential", "Account", "EgressIp", "Request"])

const waitSchema = z
  .strictObject({
    header: headerName.exactOptional(),
    pointer: pointer.exactOptional(),
    form: waitFormSchema,
    sources: some(sourceSchema)
  })
  .refine((wait) => countOf(wait, ["header", "pointer"]) === 1, "exactly one of header and pointer")

const limitSchema = z
  .strictObject({
    name: filled,
    scope: limitScopeSchema,
    requests: count.exactOptional(),
    window: windowSchema.exactOptional(),
    items: count.exactOptional(),
    burst: count.exactOptional(),
    variant: filled.exactOptional(),
    operations: some(filled).exactOptional(),
    sources: some(sourceSchema)
  })
  .refine((limit) => countOf(limit, ["requests", "items"]) === 1, "exactly one of requests and items")
  .refine(
    (limit) => Object.hasOwn(limit, "requests") === Object.hasOwn(limit, "window"),
    "requests are counted in a window, items are not"
  )

/** `vendor.json`: what is true of the vendor as a whole. @category schemas @since 0.1.0 */
export const vendorSchema = z.strictObject({
  $schema: editorHint,
  vendor: vendorId,
  names: some(filled),
  aliases: z.array(vendorId).exactOptional(),
  variants: z.array(z.strictObject({ id: filled, title: filled })).exactOptional(),
  apiVersions: z.array(filled).exactOptional(),
  documentation: z.array(z.strictObject({ url, checked: date, about: filled.exactOptional() })),
  sections: some(z.strictObject({ id: sectionId, title: filled, entities: z.array(filled) })),
  requestIdHeaders: z.array(headerName).exactOptional(),
  waits: z.array(waitSchema).exactOptional(),
  limits: z.array(limitSchema).exactOptional(),
  secrets: z.array(filled).exactOptional()
})

/** @category models @since 0.1.0 */
export type Vendor = z.output<typeof vendorSchema>
