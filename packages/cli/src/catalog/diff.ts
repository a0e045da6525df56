import { diff as compare, renderJson, renderMarkdown, renderText } from "@crm-errors/catalog-schema"
import type { Io } from "../io.ts"
import { lookOf } from "../terminal.ts"
import { readOptions, UsageError } from "../usage.ts"
import { releaseNamed } from "./releaseNamed.ts"
import { normalizeFor } from "./releaseNormalize.ts"

/** `crm-errors catalog diff OLD NEW`: what a job does differently, and the bump that it asks for. */
export const diff = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = { json: { type: "boolean" }, markdown: { type: "boolean" } } as const
  const given = readOptions("catalog diff", args, options, 2)
  const [from, to] = given.positionals
  if (from === undefined || to === undefined) {
    throw new UsageError("compare what with what? Say `catalog diff OLD NEW`, such as `amocrm@0.1.0 catalogs/amocrm`.")
  }
  if (given.flag("json") && given.flag("markdown")) throw new UsageError("either --json or --markdown, not both.")
  const old = await releaseNamed(from, io.cwd)
  const next = await releaseNamed(to, io.cwd)
  const { vendor } = old.catalog
  if (next.catalog.vendor !== vendor) {
    throw new UsageError(
      `${from} is of ${vendor}, and ${to} of ${next.catalog.vendor}. Compare releases of one vendor.`
    )
  }
  const normalize = await normalizeFor(vendor)
  if (normalize === undefined) {
    await io.stderr.write(
      `crm-errors: there is no adapter of ${vendor} here, so that nothing is known of answers that come to another entry.\n`
    )
  }
  const found = compare(old, next, normalize === undefined ? {} : { normalize })
  const look = lookOf(io.stdout, io.env)
  await io.stdout.write(
    given.flag("json")
      ? renderJson(found)
      : given.flag("markdown")
        ? renderMarkdown(found)
        : renderText(found, { paint: look, columns: look.columns, names: { from, to } })
  )
  return found.changes.length === 0 ? 0 : 1
}
