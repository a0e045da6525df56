// The store as lists in memory, as simple as it can be said. Numbers of batches are given as the store gives them.
import type { Batch, BatchState, Because, IntakeRecord, RecordState, Settlement, Stop, Work } from "@crm-errors/sync"
import { by } from "./by.ts"
import { open, tally } from "./modelViews.ts"

export interface ModelRecord {
  readonly seq: number
  readonly key: string
  account: string
  state: RecordState
  payload?: string | undefined
  batch?: number | undefined
  because?: Because | undefined
  at?: number
  /** The session in which it was opened again. */
  reopened?: number | undefined
}

export type ModelBatch = BatchState & { readonly id: number }

/** What is changed. {@link ./modelViews.ts} says what can be seen of it. */
export class Model {
  readonly records: Array<ModelRecord> = []
  readonly batches: Array<ModelBatch> = []
  stops: Array<Stop> = []
  sourceRead = false
  session = 1
  numbers = 0

  intake(given: ReadonlyArray<IntakeRecord>) {
    const counts = { added: 0, restored: 0, known: 0 }
    const seen = new Set<string>()
    for (const one of given) {
      const known = this.records.find(({ key }) => key === one.key)
      const first = !seen.has(one.key)
      seen.add(one.key)
      if (known === undefined) {
        this.records.push({ seq: this.records.length + 1, ...one, state: "Open" })
        counts.added++
      } else if (first && known.state === "Open" && known.payload === undefined) {
        Object.assign(known, { payload: one.payload, account: one.account, reopened: undefined })
        counts.restored++
      } else {
        counts.known++
      }
    }
    return counts
  }

  sourceEnded(now: number): number {
    const bare = this.records.filter(({ payload, state }) => state === "Open" && payload === undefined)
    const missing = bare.filter(({ reopened }) => reopened !== undefined && reopened < this.session)
    for (const one of missing) {
      const remedy = "The record was to be tried again and is not in the source any more. Put it back, or leave it."
      Object.assign(one, {
        state: "Skipped",
        because: { reason: "NotInSource", remedy, attempts: 0 },
        at: now,
        reopened: undefined
      })
    }
    this.sourceRead = missing.length === bare.length
    return missing.length
  }

  #in(id: number): Array<ModelRecord> {
    return this.records.filter(({ batch }) => batch === id)
  }

  #fresh(account: string): Array<ModelRecord> {
    return this.records.filter(
      (one) => one.account === account && one.state === "Open" && one.batch === undefined && one.payload !== undefined
    )
  }

  #waiting(account: string): Array<ModelBatch> {
    return this.batches.filter((one) => one.account === account && ["Ready", "Looking", "Parked"].includes(one.phase))
  }

  peek(account: string, now: number): Work {
    const at = this.#waiting(account).map(({ dueAt }) => dueAt)
    if (this.#fresh(account).length > 0 || at.some((due) => due <= now)) return { _tag: "Ready" }
    return at.length === 0 ? { _tag: "Nothing" } : { _tag: "At", at: Math.min(...at) }
  }

  #batch({ id, ...state }: ModelBatch): Batch {
    const records = this.#in(id).map(({ key, payload, seq }) => ({ seq, key, payload: payload ?? "" }))
    return { id, ...state, records }
  }

  #due(account: string, now: number, behind: boolean): ModelBatch | undefined {
    return this.#waiting(account)
      .filter((one) => one.dueAt <= now && (one.behind === true) === behind)
      .sort(
        by(
          ({ dueAt }) => dueAt,
          ({ id }) => id
        )
      )[0]
  }

  take(account: string, limit: number, now: number): Batch | undefined {
    const number = ++this.numbers
    const due = this.#due(account, now, false)
    if (due !== undefined) return this.#cut(due, limit, now, number)
    const fresh = this.#fresh(account).slice(0, limit)
    if (fresh.length > 0) {
      for (const one of fresh) one.batch = number
      const batch = {
        id: number,
        account,
        phase: "Sending",
        dueAt: now,
        sentAt: now,
        history: { attempts: [] }
      } as const
      this.batches.push(batch)
      return this.#batch(batch)
    }
    const behind = this.#due(account, now, true)
    return behind === undefined ? undefined : this.#cut(behind, limit, now, number)
  }

  #cut(batch: ModelBatch, limit: number, now: number, number: number): Batch {
    const probing = batch.phase === "Looking" || (batch.phase === "Parked" && batch.probeFirst === true)
    const members = this.#in(batch.id)
    const part = members.slice(0, Math.min(limit, batch.maxItems ?? limit))
    const id = part.length < members.length ? number : batch.id
    for (const one of part) one.batch = id
    const taken: ModelBatch = {
      ...batch,
      id,
      phase: probing ? "Probing" : "Sending",
      ...(probing ? {} : { sentAt: now })
    }
    if (id === batch.id) this.batches.splice(this.batches.indexOf(batch), 1)
    this.batches.push(taken)
    return this.#batch(taken)
  }

  underWay(): ReadonlyArray<Batch> {
    return this.batches
      .filter(({ phase }) => phase === "Sending" || phase === "Probing")
      .sort(by(({ id }) => id))
      .map((batch) => this.#batch(batch))
  }

  settle({ batch, batches, finals, stops }: Settlement, now: number): void {
    for (const { because, seq, state } of finals) {
      Object.assign(this.records[seq - 1]!, { state, because, at: now, payload: undefined, batch: undefined })
    }
    for (const { seqs, ...state } of batches) {
      const id = ++this.numbers
      this.batches.push({ id, ...state })
      for (const seq of seqs) this.records[seq - 1]!.batch = id
    }
    this.batches.splice(
      this.batches.findIndex(({ id }) => id === batch),
      1
    )
    if (stops.length > 0) this.stops = [...this.stopsAt(now)]
    for (const stop of [...stops].sort(by(({ key }) => key))) this.#stop(stop)
  }

  #stop(stop: Stop): void {
    // What waits for a person and what waits for an instant are kept beside each other.
    const index = this.stops.findIndex(
      ({ key, until }) => key === stop.key && (until === undefined) === (stop.until === undefined)
    )
    const known = this.stops[index]
    if (known === undefined) this.stops.push(stop)
    else if (stop.until === undefined || (known.until !== undefined && stop.until > known.until)) {
      this.stops[index] = { ...stop, since: Math.min(known.since, stop.since) }
    }
  }

  stopsAt(now: number): ReadonlyArray<Stop> {
    return this.stops
      .filter(({ until }) => until === undefined || until > now)
      .sort(by(({ key, until }) => `${key} ${until === undefined ? 0 : 1}`))
  }

  retry(reason: string | undefined, keys: ReadonlyArray<string> | undefined): number {
    const opened = this.records.filter(
      (one) =>
        one.state === "Skipped" &&
        (reason === undefined || one.because?.reason === reason) &&
        (keys === undefined || keys.includes(one.key))
    )
    for (const one of opened) {
      Object.assign(one, { state: "Open", because: undefined, at: undefined, reopened: this.session })
    }
    if (opened.length > 0) this.sourceRead = false
    return opened.length
  }

  /** The vendor is `acme`; keys of stops are of one account, or of all of the vendor's. */
  resume(now: number) {
    const concerns = (account: string, { key }: Stop): boolean =>
      ["Vendor:acme", "EgressIp:acme:here", `Account:acme:${account}`].includes(key)
    const gone = this.stopsAt(now).filter(
      (stop) => stop.until === undefined && ["main", "second"].some((account) => concerns(account, stop))
    )
    let records = tally(this).paused
    for (const [account, count] of open(this)) if (gone.some((stop) => concerns(account, stop))) records += count
    this.stops = this.stops.filter((stop) => !gone.includes(stop))
    this.batches.forEach((batch, index) => {
      if (batch.phase !== "Paused") return
      const { pause: _, probeFirst, ...state } = batch
      this.batches[index] = { ...state, phase: probeFirst === true ? "Looking" : "Ready", dueAt: now }
    })
    return { records, stops: gone }
  }
}
