import * as z from "zod"
import { countOf, filled, headerName, pointer, sectionId, some, status } from "./primitives.ts"

/** @category schemas @since 0.1.0 */
export const bodyFormSchema = z.enum(["Json", "Html", "Empty", "Text", "NotJson", "TooLarge"])

/** @category schemas @since 0.1.0 */
export const intentSchema = z.enum(["Read", "Create", "Update", "Upsert", "Delete", "Link", "Unlink"])

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

const tests = ["equals", "oneOf", "includes", "exists"]

const oneTest = (constraint: object): boolean => countOf(constraint, tests) === 1

/** @category schemas @since 0.1.0 */
export const pointerConstraintSchema = z
  .strictObject({
    path: pointer,
    equals: scalar.exactOptional(),
    oneOf: some(scalar).exactOptional(),
    includes: filled.exactOptional(),
    exists: z.boolean().exactOptional()
  })
  .refine(oneTest, "exactly one of equals, oneOf, includes and exists")

/** @category schemas @since 0.1.0 */
export const headerConstraintSchema = z
  .strictObject({
    name: headerName,
    equals: z.string().exactOptional(),
    oneOf: some(z.string()).exactOptional(),
    includes: filled.exactOptional()
  })
  .refine(oneTest, "exactly one of equals, oneOf and includes")

/**
 * One alternative: constraints that all have to hold. A closed grammar, so that ties can be found and every
 * language can read it.
 *
 * @category schemas
 * @since 0.1.0
 */
export const matchSchema = z
  .strictObject({
    code: some(filled).exactOptional(),
    section: some(sectionId).exactOptional(),
    status: some(status).exactOptional(),
    body: some(bodyFormSchema).exactOptional(),
    operation: some(filled).exactOptional(),
    intent: some(intentSchema).exactOptional(),
    variant: some(filled).exactOptional(),
    header: some(headerConstraintSchema).exactOptional(),
    pointer: some(pointerConstraintSchema).exactOptional()
  })
  .refine((match) => Object.keys(match).length > 0, "at least one constraint: an empty alternative fits every answer")
