// What is published in two forms is one catalog: the module that bundles carry, and the JSON that everybody else reads.
import { readdirSync, readFileSync } from "node:fs"
import { catalog as amocrm } from "@crm-errors/catalog-amocrm"
import { fixtures as amocrmFixtures } from "@crm-errors/catalog-amocrm/fixtures"
import { catalog as constantContact } from "@crm-errors/catalog-constant-contact"
import { fixtures as constantContactFixtures } from "@crm-errors/catalog-constant-contact/fixtures"
import { catalog as pingback } from "@crm-errors/catalog-pingback"
import { fixtures as pingbackFixtures } from "@crm-errors/catalog-pingback/fixtures"
import { describe, expect, it } from "vitest"
import { catalog as tiny } from "./tiny/src/catalog.ts"
import { fixtures as tinyFixtures } from "./tiny/src/fixtures.ts"

const published: ReadonlyArray<readonly [folder: string, vendor: string, catalog: unknown, fixtures: unknown]> = [
  ["../../../catalogs/amocrm", "amocrm", amocrm, amocrmFixtures],
  ["../../../catalogs/constant-contact", "constant-contact", constantContact, constantContactFixtures],
  ["../../../catalogs/pingback", "pingback", pingback, pingbackFixtures],
  ["./tiny", "tiny", tiny, tinyFixtures]
]

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"))

describe("the published forms of a catalog", () => {
  it.each(published)("are one: %s", (folder, vendor, catalog, fixtures) => {
    expect(catalog).toEqual(read(`${folder}/catalog.json`))
    expect({ schemaVersion: 1, vendor, fixtures }).toEqual(read(`${folder}/fixtures.json`))
  })

  it.each(published)("hold every fixture, as it was written: %s", (folder, vendor, _catalog, fixtures) => {
    const written = readdirSync(new URL(`${folder}/fixtures`, import.meta.url)).map((file) => {
      const fixture = read(`${folder}/fixtures/${file}`) as Record<string, unknown>
      const { $schema: _, about: _about, corpus: _corpus, source: _source, ...kept } = fixture
      return { name: file, fixture: { request: null, ...kept } }
    })
    const found = (fixtures as ReadonlyArray<Record<string, unknown>>).map(({ case: name, ...fixture }) => ({
      name: `${String(fixture.entry ?? `${vendor}-none`).replaceAll("/", "-")}--${name}.json`,
      fixture
    }))
    const byName = (left: { readonly name: string }, right: { readonly name: string }) =>
      left.name < right.name ? -1 : 1
    expect(found.sort(byName)).toEqual(written.sort(byName))
  })
})
