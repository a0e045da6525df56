import type { Adapter, Catalog } from "@crm-errors/core/adapter"
import { compile } from "../../compile.ts"
import { noTies } from "../../lint/noTies.ts"
import type { CatalogSource } from "../../load.ts"
import type { AuthoredEntry } from "../../schema/entry.ts"
import type { Recording } from "../redact/redactRecording.ts"
import { isReadAs } from "./complaint.ts"
import type { Facts } from "./Facts.ts"
import { candidateMatches } from "./matches.ts"
import { withEntry } from "./withFiles.ts"

const usesSection = (source: CatalogSource, section: string): boolean => {
  const matches = source.entries.flatMap(({ value }) =>
    value.section === section ? value.entries.flatMap(({ match }) => match) : []
  )
  const byCode = matches.filter(({ code }) => code !== undefined)
  // A section without codes yet does as the others of its vendor do.
  return byCode.length === 0 ? source.entries.length > 2 : byCode.some((match) => match.section !== undefined)
}

/** What an entry has to fit. */
export interface Wanted {
  readonly source: CatalogSource
  readonly adapterOf: (catalog: Catalog.Catalog) => Adapter
  readonly recording: Recording
  readonly section: string
  readonly facts: Facts
  /** Only the status allows the verdict. */
  readonly retried: boolean
  readonly draft: Omit<AuthoredEntry, "match">
}

/** An entry, and the catalog with it. */
export interface Fitting {
  readonly entry: AuthoredEntry
  readonly source: CatalogSource
}

const tiesWith = (source: CatalogSource, id: string): boolean =>
  Array.from(noTies.check(source)).some(({ what }) => what.includes(`${id} `))

/** The entry with the plainest match by which the answer is read as it, and as no other. */
export const fitEntry = (wanted: Wanted): Fitting | undefined => {
  const { adapterOf, draft, facts, recording, retried, section, source } = wanted
  const { answer, request } = recording
  // What the operation tells is no section of the vendor's codes where there is no code.
  const placed = facts.code === undefined ? facts : { ...facts, section }
  for (const match of candidateMatches(placed, usesSection(source, section), retried)) {
    const { id, ...rest } = draft
    const entry: AuthoredEntry = { id, match: [match], ...rest }
    const after = withEntry(source, section, entry)
    if (tiesWith(after, id)) continue
    if (isReadAs(adapterOf(compile(after)).normalize(answer, request), id)) return { entry, source: after }
  }
  return undefined
}
