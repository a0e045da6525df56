import { placedEntries } from "../../lint/Rule.ts"
import type { CatalogSource } from "../../load.ts"

const hostOf = (url: string): string => {
  try {
    return new URL(url).host
  } catch {
    return ""
  }
}

/**
 * What stays in an answer whatever it looks like, because the catalog reads it: codes and the texts that entries look
 * for. And the hosts of the vendor's documentation, which are nobody's secret.
 */
export const keptTexts = (source: CatalogSource, code: string | undefined): ReadonlySet<string> =>
  new Set(
    [
      ...(code === undefined ? [] : [code]),
      ...placedEntries(source).flatMap(({ entry }) =>
        entry.match.flatMap(({ code: codes, header, pointer }) => [
          ...(codes ?? []),
          ...[...(header ?? []), ...(pointer ?? [])].flatMap(({ equals, oneOf }) => [equals, ...(oneOf ?? [])])
        ])
      ),
      ...source.vendor.value.documentation.map(({ url }) => hostOf(url))
    ].filter((text): text is string => typeof text === "string" && text !== "")
  )
