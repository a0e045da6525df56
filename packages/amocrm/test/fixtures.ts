import { readdirSync, readFileSync } from "node:fs"
import type { RequestDescriptor } from "@crm-errors/core/adapter"
import type { Fixture } from "@crm-errors/core/testing"

const folder = new URL("../../../catalogs/amocrm/fixtures/", import.meta.url)

/** Every fixture of the catalog, by file name. */
export const fixtures: Readonly<Record<string, Fixture>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name): [string, Fixture] => [name, JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Fixture])
)

/** A payload as somebody posted it: dumped by a language, cut off, or spoilt by a tracker. */
export interface Mangled {
  readonly corpus: string
  readonly form: string
  readonly status: number | null
  readonly request: RequestDescriptor
  readonly text: string
}

export const mangled: ReadonlyArray<Mangled> = JSON.parse(
  readFileSync(new URL("mangled.json", import.meta.url), "utf8")
) as ReadonlyArray<Mangled>
