import type { Report, Turn } from "@crm-errors/sync"
import { findVendor } from "../vendors.ts"

/** What a person does about an entry, in the words of its catalog; nothing where the catalog is not known here. */
export type RemedyOf = (entry: string) => string | undefined

/** Loads what is needed for these entries: the texts of a vendor are as long as a book. */
export const remediesOf = async (entries: Iterable<string | undefined>): Promise<RemedyOf> => {
  const remedies = new Map<string, string>()
  for (const entry of new Set(entries)) {
    const vendor = entry === undefined ? undefined : findVendor(entry.slice(0, entry.indexOf("/")))
    if (entry === undefined || vendor === undefined) continue
    const remedy = (await vendor.explainer()).explain({ entry })[0]?.remedy
    if (remedy !== undefined && remedy !== "") remedies.set(entry, remedy)
  }
  return (entry) => remedies.get(entry)
}

/** Whose turn it is, and what the catalog tells them. */
export interface TurnWithRemedy extends Turn {
  readonly remedy?: string
}

/** A report for programs, in which whoever must act is told what for. */
export const withRemedies = <R extends Pick<Report, "turns">>(
  report: R,
  remedyOf: RemedyOf
): Omit<R, "turns"> & { readonly turns: ReadonlyArray<TurnWithRemedy> } => ({
  ...report,
  turns: report.turns.map((turn) => {
    const remedy = turn.entry === undefined ? undefined : remedyOf(turn.entry)
    return { ...turn, ...(remedy === undefined ? {} : { remedy }) }
  })
})
