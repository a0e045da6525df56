/**
 * What a new vendor may be called.
 *
 * @since 0.1.0
 */
import { vendorId } from "../../schema/primitives.ts"

/** Longer ids make lines that no formatter keeps whole. */
const longestId = 40

const longestName = 60

// What can stand in a comment, in Markdown, in JSON and on a terminal without being anything but a name.
const plainName = /^[\p{L}\p{N}](?:[\p{L}\p{N} .,&+'()/-]*[\p{L}\p{N}.)+])?$/u

/** Packages that are no adapter, today's and those of the design. */
const packages = ["core", "cli", "catalog-schema", "sync", "simulator"]

/** Why a vendor cannot have this id, or `undefined` when it can. @category checking @since 0.1.0 */
export const refuseId = (id: string): string | undefined => {
  if (!vendorId.safeParse(id).success) {
    return `${JSON.stringify(id)} is no id of a vendor. Write lower-case words with hyphens between them, such as acme or acme-crm.`
  }
  if (id.length > longestId) return `the id ${id} has ${id.length} characters. Choose one with at most ${longestId}.`
  if (packages.includes(id) || id.startsWith("catalog-")) {
    return `@crm-errors/${id} is the name of another package. Choose another id.`
  }
  return undefined
}

/** Why a vendor cannot have this name, or `undefined` when it can. @category checking @since 0.1.0 */
export const refuseName = (name: string): string | undefined =>
  plainName.test(name) && name.length <= longestName
    ? undefined
    : `${JSON.stringify(name)} cannot be used as a name. Write it as people do, with at most ${longestName} letters, digits, spaces and . , & + ' ( ) / -.`

/** `acme-crm` as `AcmeCrm`. @category naming @since 0.1.0 */
export const pascalCase = (id: string): string =>
  id
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")
