// What is published in two forms is one catalog: the module that bundles carry, and the JSON that everybody else reads.
import { readFileSync } from "node:fs"
import { catalog as amocrm } from "@crm-errors/catalog-amocrm"
import { catalog as constantContact } from "@crm-errors/catalog-constant-contact"
import { catalog as pingback } from "@crm-errors/catalog-pingback"
import { describe, expect, it } from "vitest"
import { catalog as tiny } from "./tiny/src/catalog.ts"

const published: ReadonlyArray<readonly [folder: string, catalog: unknown]> = [
  ["../../../catalogs/amocrm", amocrm],
  ["../../../catalogs/constant-contact", constantContact],
  ["../../../catalogs/pingback", pingback],
  ["./tiny", tiny]
]

describe("the published forms of a catalog", () => {
  it.each(published)("are one: %s", (folder, catalog) => {
    expect(catalog).toEqual(JSON.parse(readFileSync(new URL(`${folder}/catalog.json`, import.meta.url), "utf8")))
  })
})
