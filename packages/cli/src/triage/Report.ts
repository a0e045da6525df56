import type { Operation, Outcome, Verdict } from "@crm-errors/core"

/** Instants are ISO 8601 strings in UTC. What `triage --json` prints. */
export interface Report {
  readonly answers: number
  readonly invalidLines: number
  /** Of the first and the last answer. Absent when there is none. */
  readonly from?: string
  readonly to?: string
  readonly vendors: ReadonlyArray<VendorRow>
  /** Records of answers by record, by what became of them. Absent when no answer was by record. */
  readonly records?: { readonly [S in Outcome.ItemStatus]: number }
  /** Complaints: one for each failed answer, and one for each failed record of an answer by record. */
  readonly complaints: number
  readonly reasons: ReadonlyArray<ReasonRow>
  readonly blocked: ReadonlyArray<BlockedRow>
  readonly people: ReadonlyArray<PersonRow>
  readonly recovers: ReadonlyArray<RecoversRow>
  readonly written: ReadonlyArray<WrittenRow>
  readonly met: ReadonlyArray<MetRow>
  readonly unknown: ReadonlyArray<UnknownRow>
  /** What was counted, and not told apart for want of room. */
  readonly others: number
}

export interface VendorRow {
  readonly vendor: string
  readonly answers: number
  readonly outcomes: { readonly [T in Outcome.Outcome["_tag"]]: number }
}

export interface ReasonRow {
  readonly reason: string
  readonly count: number
  /** Of all complaints, 0 to 1. */
  readonly share: number
  readonly vendors: ReadonlyArray<{ readonly vendor: string; readonly count: number }>
}

/** Which lines, and when. `lines` holds the first few; `moreLines` is set when there are others. */
export interface SeenIn {
  readonly count: number
  readonly lines: ReadonlyArray<number>
  readonly moreLines?: true
  readonly first: string
  readonly last: string
}

/** Everything in this scope is doomed until a person acts, or until an instant. */
export interface BlockedRow extends SeenIn {
  readonly vendor: string
  readonly scope: Verdict.Scope
  /** Where only one operation is blocked. */
  readonly operation?: string
  readonly by: "Person" | "Time"
  readonly actor: ReadonlyArray<Verdict.Actor>
  readonly until?: string
  readonly reason: string
}

export interface PersonRow {
  readonly actor: ReadonlyArray<Verdict.Actor>
  readonly count: number
  readonly tasks: ReadonlyArray<TaskRow>
}

export interface TaskRow extends SeenIn {
  readonly vendor: string
  readonly entry?: string
  readonly httpStatus?: number
  readonly reason: string
  /** What to do, from the catalog; else the verdict in words. */
  readonly instruction: string
  /** Nothing in the scope works until it is done. */
  readonly blocks: boolean
}

export interface RecoversRow extends SeenIn {
  readonly vendor: string
  readonly reason: string
  readonly does: "Retry" | "Refresh" | "Split" | "Requeue" | "Park"
  /** What is refreshed first. */
  readonly refresh?: ReadonlyArray<string>
  readonly soonest: string
  readonly latest: string
}

export interface WrittenRow extends SeenIn {
  readonly vendor: string
  readonly operation: string
  readonly repeat: Operation.Repeat
  /**
   * `Look`: nobody knows, and a person or a probe has to look. `Repeats`: nobody knows, and it is sent again because
   * that does no harm. `InPart`: a part was written.
   */
  readonly next: "Look" | "Repeats" | "InPart"
  readonly reasons: ReadonlyArray<string>
}

/**
 * The vendor reports an error or changed nothing, and what was wanted is so (`Certain`), is so because an earlier
 * attempt had worked (`Assumed`), or may be so (`Perhaps`).
 */
export interface MetRow extends SeenIn {
  readonly vendor: string
  readonly entry: string
  readonly how: "Certain" | "Assumed" | "Perhaps"
}

export interface UnknownRow extends SeenIn {
  readonly vendor: string
  readonly code?: string
  readonly httpStatus?: number
  readonly fingerprint?: string
}
