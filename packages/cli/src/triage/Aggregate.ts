import { type CrmError, type Decision, Operation, type Outcome, type Verdict } from "@crm-errors/core"
import type { Judged } from "../judge.ts"
import type { BlockedRow, MetRow, RecoversRow, WrittenRow } from "./Report.ts"
import { type Seen, see, Tally, unseen } from "./Tally.ts"

type Mutable<A> = { -readonly [K in keyof A]: A[K] }

export type Outcomes = { [T in Outcome.Outcome["_tag"]]: number }
export type Statuses = { [S in Outcome.ItemStatus]: number }

export interface VendorCount {
  readonly vendor: string
  answers: number
  readonly outcomes: Outcomes
}

export interface ReasonCount {
  readonly reason: string
  count: number
  readonly vendors: Map<string, number>
}

export interface BlockedCount extends Pick<BlockedRow, "vendor" | "scope" | "by" | "reason"> {
  readonly operation: string | undefined
  readonly actor: Set<Verdict.Actor>
  readonly seen: Seen
  until: number
}

export interface TaskCount {
  readonly vendor: string
  /** One error of many alike: the report takes its entry and verdict from it. */
  readonly error: CrmError
  readonly blocks: boolean
  readonly seen: Seen
}

export interface RecoversCount extends Pick<RecoversRow, "vendor" | "reason" | "does"> {
  readonly refresh: ReadonlyArray<string> | undefined
  readonly seen: Seen
  soonest: number
  latest: number
}

export interface WrittenCount extends Pick<WrittenRow, "vendor" | "operation" | "repeat" | "next"> {
  readonly reasons: Set<string>
  readonly seen: Seen
}

export interface MetCount extends Pick<MetRow, "vendor" | "entry" | "how"> {
  readonly seen: Seen
}

export interface UnknownCount {
  readonly vendor: string
  readonly error: CrmError
  readonly seen: Seen
}

const instantOf = (decision: Decision.Single): number | undefined =>
  decision._tag === "Park" ? decision.until : "at" in decision ? decision.at : undefined

const howOf = (decision: Decision.Decision | undefined, ambiguous: true | undefined): MetRow["how"] => {
  if (decision?._tag !== "Done") return ambiguous ? "Perhaps" : "Certain"
  return decision.assumed ? "Assumed" : "Certain"
}

const wide: ReadonlyArray<string> = ["Operation", "Credential", "Account", "EgressIp", "Vendor"]

/**
 * What is kept of a stream of answers: counts and a few line numbers, bounded whatever comes in. A complaint is
 * a failed answer, or a failed record of an answer by record.
 */
export class Aggregate {
  answers = 0
  complaints = 0
  first = Number.POSITIVE_INFINITY
  last = Number.NEGATIVE_INFINITY
  byRecord = false
  readonly statuses: Mutable<Statuses> = { Applied: 0, NoOp: 0, Failed: 0, NotAttempted: 0, Unknown: 0 }
  readonly vendors = new Tally<VendorCount>()
  readonly reasons = new Tally<ReasonCount>()
  readonly blocked = new Tally<BlockedCount>()
  readonly tasks = new Tally<TaskCount>()
  readonly recovers = new Tally<RecoversCount>()
  readonly written = new Tally<WrittenCount>()
  readonly met = new Tally<MetCount>()
  readonly unknown = new Tally<UnknownCount>()

  add(vendor: string, line: number, judged: Judged): void {
    const { at, decision, outcome } = judged
    this.answers++
    this.first = Math.min(this.first, at)
    this.last = Math.max(this.last, at)
    const counts = this.vendors.of(vendor, () => ({
      vendor,
      answers: 0,
      outcomes: { Success: 0, Empty: 0, NoOp: 0, Failed: 0, Mixed: 0 }
    }))
    if (counts !== undefined) {
      counts.answers++
      counts.outcomes[outcome._tag]++
    }
    const place = { vendor, line, judged }
    if (outcome._tag === "Failed" && decision._tag !== "Items") this.#complaint(place, outcome.error, decision)
    else if (outcome._tag !== "Failed" && "items" in outcome && outcome.items !== undefined)
      this.#items(place, outcome.items)
    else if (outcome._tag === "NoOp" && outcome.entry !== undefined)
      this.#met(place, outcome.entry, howOf(decision, outcome.ambiguous))
  }

  /** How many were counted and could not be told apart. */
  get others(): number {
    const tallies = [
      this.vendors,
      this.reasons,
      this.blocked,
      this.tasks,
      this.recovers,
      this.written,
      this.met,
      this.unknown
    ]
    return tallies.reduce((sum, tally) => sum + tally.others, 0)
  }

  #items(place: Place, items: ReadonlyArray<Outcome.Item>): void {
    this.byRecord = true
    const { itemDecisions } = place.judged
    items.forEach((item, index) => {
      this.statuses[item.status]++
      const decision = itemDecisions[index]
      if (item.error !== undefined && decision !== undefined) this.#complaint(place, item.error, decision)
      else if (item.status === "NoOp" && item.entry !== undefined)
        this.#met(place, item.entry, howOf(decision, item.ambiguous))
      else if (item.status === "Unknown") this.#written(place, undefined, decision)
    })
  }

  #complaint(place: Place, error: CrmError, decision: Decision.Single): void {
    this.complaints++
    const reason = this.reasons.of(error.reason._tag, () => ({
      reason: error.reason._tag,
      count: 0,
      vendors: new Map()
    }))
    if (reason !== undefined) {
      reason.count++
      reason.vendors.set(place.vendor, (reason.vendors.get(place.vendor) ?? 0) + 1)
    }
    if (error.reason._tag === "UncataloguedError") this.#unknown(place, error)
    if (error.verdict.effect !== "NotApplied") this.#written(place, error, decision)
    switch (decision._tag) {
      case "Done":
        this.#met(place, error.entry ?? error.reason._tag, howOf(decision, undefined))
        break
      case "Retry":
      case "Refresh":
      case "Split":
      case "Requeue":
      case "Park":
        // A throttled account is blocked for everybody in it, however short the wait.
        if (decision._tag === "Park" || error.reason.family === "throttle") this.#blocked(place, error, decision)
        this.#recovers(place, error, decision)
        break
      case "Pause":
        this.#blocked(place, error, decision)
        this.#task(place, error, true)
        break
      case "Verify":
      case "Skip":
      case "Fail":
        // Whether it was written is told apart: that is another question than what was wrong.
        if (decision.because === "GoalPerhapsMet") this.#met(place, error.entry ?? error.reason._tag, "Perhaps")
        else if (decision.because !== "OutcomeUnknown") this.#task(place, error, false)
        break
    }
  }

  #task({ judged, line, vendor }: Place, error: CrmError, blocks: boolean): void {
    const key = `${vendor} ${error.entry ?? error.httpStatus ?? ""} ${error.reason._tag} ${error.verdict.actor.join()} ${blocks}`
    const task = this.tasks.of(key, () => ({ vendor, error, blocks, seen: unseen() }))
    if (task !== undefined) see(task.seen, line, judged.at)
  }

  #recovers({ judged, line, vendor }: Place, error: CrmError, decision: Decision.Single): void {
    const does = decision._tag
    const at = instantOf(decision)
    if (
      at === undefined ||
      (does !== "Retry" && does !== "Refresh" && does !== "Split" && does !== "Requeue" && does !== "Park")
    )
      return
    const refresh = decision._tag === "Refresh" ? decision.what : undefined
    const reason = error.reason._tag
    const row = this.recovers.of(`${vendor} ${reason} ${does} ${refresh?.join() ?? ""}`, () => ({
      vendor,
      reason,
      does,
      refresh,
      seen: unseen(),
      soonest: at,
      latest: at
    }))
    if (row === undefined) return
    see(row.seen, line, judged.at)
    row.soonest = Math.min(row.soonest, at)
    row.latest = Math.max(row.latest, at)
  }

  #blocked({ judged, line, vendor }: Place, error: CrmError, decision: Decision.Single): void {
    const by = decision._tag === "Pause" ? "Person" : "Time"
    for (const scope of error.verdict.scope) {
      if (!wide.includes(scope)) continue
      const operation = scope === "Operation" ? (judged.operation?.name ?? "unknown") : undefined
      const reason = error.reason._tag
      const row = this.blocked.of(`${vendor} ${scope} ${operation ?? ""} ${by} ${reason}`, () => ({
        vendor,
        scope,
        operation,
        by,
        reason,
        actor: new Set(),
        seen: unseen(),
        until: Number.NEGATIVE_INFINITY
      }))
      if (row === undefined) continue
      see(row.seen, line, judged.at)
      for (const actor of error.verdict.actor) row.actor.add(actor)
      row.until = Math.max(row.until, instantOf(decision) ?? row.until)
    }
  }

  #written({ judged, line, vendor }: Place, error: CrmError | undefined, decision: Decision.Single | undefined): void {
    const { name, repeat } = judged.operation ?? Operation.unknown
    const inPart = error?.verdict.effect === "PartiallyApplied" || error?.verdict.effect === "Applied"
    const looks = decision?._tag === "Verify" || decision?._tag === "Fail" || repeat === "Unsafe"
    const next = inPart ? "InPart" : looks ? "Look" : "Repeats"
    const row = this.written.of(`${vendor} ${name} ${repeat} ${next}`, () => ({
      vendor,
      operation: name,
      repeat,
      next,
      reasons: new Set(),
      seen: unseen()
    }))
    if (row === undefined) return
    see(row.seen, line, judged.at)
    row.reasons.add(error?.reason._tag ?? "no result for the record")
  }

  #met({ judged, line, vendor }: Place, entry: string, how: MetRow["how"]): void {
    const row = this.met.of(`${vendor} ${entry} ${how}`, () => ({ vendor, entry, how, seen: unseen() }))
    if (row !== undefined) see(row.seen, line, judged.at)
  }

  #unknown({ judged, line, vendor }: Place, error: CrmError): void {
    const { fingerprint } = error.evidence
    const key = `${vendor} ${error.code ?? ""} ${error.httpStatus ?? ""} ${fingerprint ?? ""}`
    const row = this.unknown.of(key, () => ({ vendor, error, seen: unseen() }))
    if (row !== undefined) see(row.seen, line, judged.at)
  }
}

interface Place {
  readonly vendor: string
  readonly line: number
  readonly judged: Judged
}
