import type { Act, Api, Received, Refusal, WireRequest } from "../Api.ts"
import type { Counts } from "../Counts.ts"
import type { Call } from "../Simulator.ts"
import type { Answered } from "./answer.ts"
import { Duplicates } from "./Duplicates.ts"
import { digest, writeDigest } from "./digest.ts"
import { about, Known, type Moment, type SavedKnown } from "./Known.ts"
import { blockedKey, type Tells, tellsOf } from "./lessons.ts"
import { entryOf, outcomeOf } from "./outcome.ts"
import type { Plan } from "./Plan.ts"
import { emptyTally, type Tally } from "./tally.ts"

/** How many calls the journal holds. */
const journalLength = 1_000

/** A call that has arrived. */
export interface Arrived {
  readonly request: WireRequest
  /** What it was when it arrived. */
  readonly received: Received
  readonly at: number
  readonly sent: Moment
  readonly plan: Plan
}

/** What a ledger keeps. */
export interface SavedLedger {
  readonly counts: Counts
  readonly known: SavedKnown
  readonly journal: ReadonlyArray<Call>
}

/** Counts what callers do, against what they know. */
export class Ledger<State> {
  private readonly api: Api<State>
  private readonly variant: string | undefined
  private readonly counts: Tally
  private readonly known: Known
  private readonly duplicates: Duplicates<State>
  private readonly journal: Array<Call>
  private moment: Moment = 0

  constructor(api: Api<State>, state: State, variant: string | undefined, saved?: SavedLedger) {
    this.api = api
    this.variant = variant
    this.counts = { ...emptyTally(), ...(saved?.counts as Tally | undefined) }
    this.known = new Known(saved?.known)
    this.duplicates = new Duplicates(api, state)
    this.journal = [...(saved?.journal ?? [])]
  }

  /** The ledger's own values: copy them before they leave. */
  values(): SavedLedger {
    return { counts: this.counts, known: this.known.saved(), journal: this.journal }
  }

  /** A moment of its own, after all that were before. */
  tick(): Moment {
    return ++this.moment
  }

  /** Whoever called has the answer. */
  tell(tells: ReadonlyArray<Tells>): void {
    const moment = this.tick()
    for (const { at, key } of tells) this.known.tell(key, moment, at)
  }

  /** The records of an account have changed otherwise than by a call. */
  changed(account: string): void {
    this.duplicates.forget(account)
  }

  /** Somebody has done something on the vendor's side: what could not succeed before may succeed now. */
  acted(act: Act): void {
    const { known } = this
    known.forgetAll(about.writes)
    switch (act._tag) {
      case "Lift":
        if (act.account === undefined && act.ip === undefined) for (const all of about.stops) known.forgetAll(all)
        if (act.account !== undefined) known.forget(about.waitAccount(act.account), about.blockedAccount(act.account))
        if (act.ip !== undefined) known.forget(about.waitIp(act.ip), about.blockedIp(act.ip))
        break
      case "SetCallsLeft":
        if (act.calls > 0) known.forget(about.waitAccount(act.account), about.quota(act.account))
        break
      case "RestoreCredentials":
        known.forgetAll(about.credentialsOf(act.account))
        break
      default:
    }
  }

  /** Counts a call as it comes in. */
  arrived({ at, received, request, sent }: Arrived): void {
    const { account, credential, writes } = received
    const { counts, known } = this
    counts.calls++
    if (this.refreshes(received)) counts.refreshes++
    else if (writes) counts.writes++
    else counts.reads++
    // Most of the time nobody has been refused anything, and digests take time.
    if (known.isEmpty) return
    if ([about.waitAccount(account), about.waitIp(request.ip)].some((key) => known.isEarly(key, sent, at)))
      counts.early++
    if (credential !== undefined && known.wasKnown(about.credential(account, digest(credential)), sent))
      counts.deadCredential++
    if (writes && known.wasKnown(about.write(writeDigest(account, request)), sent)) counts.pointless++
  }

  /** Must run before a write is applied: what is there already is found by it. */
  beforeWrite({ account, records }: Received): void {
    this.duplicates.prepare(account, records)
  }

  /** Counts what was answered and done, and says what the answer tells. */
  answered(arrived: Arrived, received: Received, answered: Answered, now: number): ReadonlyArray<Tells> {
    const { plan, request, sent } = arrived
    const { answer, handled, missed } = answered
    const own = answered.own ? handled : undefined
    const outcome = outcomeOf(this.api.adapter, this.variant, received, request, answer)
    const lesson = { request, received, outcome, handled: own, now }
    if (handled !== undefined) {
      this.counts.applied += handled.applied.length
      this.counts.created += handled.created.length
      this.counts.duplicates += this.duplicates.count(
        received.account,
        handled.created.flatMap((index) => received.records[index] ?? [])
      )
      if (handled.refusal === "OverLimit") this.counts.overLimit++
    }
    if (own !== undefined) this.countRefusal(received, request, own.refusal, blockedKey(lesson), sent)
    const cut = plan.cut !== undefined
    const entry = entryOf(outcome)
    this.note(arrived, {
      applied: handled?.applied.length ?? 0,
      status: cut ? "cut" : answer.status,
      faults: missed === undefined ? plan.names : [...plan.names, `no answer here shows ${missed}`],
      outcome: outcome._tag,
      ...(entry === undefined ? {} : { entry }),
      ...(own?.refusal === undefined ? {} : { refusal: own.refusal })
    })
    // An answer that does not arrive tells nothing.
    return cut ? [] : tellsOf(lesson)
  }

  /** The connection is cut before anything was read. */
  unread(arrived: Arrived): void {
    this.note(arrived, { applied: 0, status: "cut", faults: arrived.plan.names })
  }

  private refreshes({ operation, refreshes }: Received): boolean {
    const { operations } = this.api.adapter.catalog
    return refreshes ?? operations.find(({ name }) => name === operation)?.section === "oauth"
  }

  private countRefusal(
    { account }: Received,
    { ip }: WireRequest,
    refusal: Refusal | undefined,
    blocked: string,
    sent: Moment
  ): void {
    const { counts, known } = this
    if (refusal === "Blocked") {
      if (!known.has(blocked) || known.wasKnown(blocked, sent)) counts.whileBlocked++
      known.happens(blocked)
      return
    }
    // The block is over, whoever ended it.
    known.forget(about.blockedAccount(account), about.blockedIp(ip))
    if (refusal === "OverQuota" && known.wasKnown(about.quota(account), sent)) counts.overQuota++
    if (refusal === undefined) known.forget(about.quota(account))
  }

  private note({ at, received, request }: Arrived, rest: Pick<Call, "applied" | "status" | "faults"> & Partial<Call>) {
    const { answers } = this.counts
    answers[rest.status] = (answers[rest.status] ?? 0) + 1
    this.journal.push({
      at,
      method: request.method,
      ...(received.operation === undefined ? {} : { operation: received.operation }),
      account: received.account,
      records: received.records.length,
      ...rest
    })
    if (this.journal.length > journalLength) this.journal.shift()
  }
}
