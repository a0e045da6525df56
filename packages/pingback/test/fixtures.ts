import { readdirSync, readFileSync } from "node:fs"
import type { Fixture } from "@crm-errors/core/testing"

const folder = new URL("../../../catalogs/pingback/fixtures/", import.meta.url)

/** Every fixture of the catalog, by file name. */
export const fixtures: Readonly<Record<string, Fixture>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name): [string, Fixture] => [name, JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Fixture])
)
