import * as z from "zod"
import { filled, version } from "./primitives.ts"

/** What is read of a catalog's `package.json`; npm knows the rest. @category schemas @since 0.1.0 */
export const packageJsonSchema = z.looseObject({ name: filled, version })

/** @category models @since 0.1.0 */
export type PackageJson = z.output<typeof packageJsonSchema>
