// A datastore for BullMQ's real Queue, Worker and Job that is neither Redis nor asynchronous in earnest: the few
// operations that these tests reach, as BullMQ's Lua scripts do them.
import { EventEmitter } from "node:events"
import type { BackendFactory, IQueueBackend, JobJson, RedisQueueBackend } from "bullmq"

export interface Stored {
  readonly json: JobJson
  state: "wait" | "active" | "delayed" | "completed" | "failed"
  runsAt: number
}

type Used = Pick<
  IQueueBackend,
  | "addJob"
  | "close"
  | "disconnectBlocking"
  | "extendLocks"
  | "getRateLimitTtl"
  | "moveJobFromActiveToWait"
  | "moveStalledJobsToWait"
  | "moveToActive"
  | "moveToCompleted"
  | "moveToDelayed"
  | "moveToFailed"
  | "pause"
  | "retryFinishedJob"
  | "retryJob"
  | "setQueueMeta"
  | "setRateLimit"
  | "toKey"
  | "updateData"
  | "waitForJob"
  | "waitUntilReady"
>

export class MemoryBackend extends EventEmitter implements Used {
  readonly jobs = new Map<string, Stored>()
  readonly waiting: Array<string> = []
  /** The limiter: how many jobs it counted, until when. `setRateLimit` makes it count more than any maximum. */
  counted = 0
  limitedUntil = 0
  /** Whether workers were given a `limiter`, without which BullMQ ignores it; of a hundred jobs in its time. */
  obeysLimit = true
  paused = false
  closing: Promise<void> | undefined
  readonly minimumBlockTimeout = 0.001
  readonly qualifiedName = "bull:contacts"
  readonly keys = {}

  constructor() {
    super()
    // Every worker listens.
    this.setMaxListeners(0)
  }

  toKey(type: string): string {
    return `${this.qualifiedName}:${type}`
  }
  async waitUntilReady(): Promise<void> {}
  async close(): Promise<void> {}
  async setQueueMeta(): Promise<number> {
    return 0
  }
  async extendLocks(): Promise<Array<string>> {
    return []
  }

  async addJob(json: JobJson, jobId: string): Promise<string> {
    const id = jobId ?? String(this.jobs.size + 1)
    this.jobs.set(id, { json: { ...json, id }, state: "wait", runsAt: 0 })
    this.waiting.push(id)
    return id
  }

  async moveToActive(): Promise<Array<unknown>> {
    for (const [id, stored] of this.jobs) {
      if (stored.state !== "delayed" || stored.runsAt > Date.now()) continue
      stored.state = "wait"
      this.waiting.push(id)
    }
    const limited = this.obeysLimit ? await this.getRateLimitTtl(100) : 0
    if (limited > 0) return [0, 0, limited, 0]
    const id = this.paused ? undefined : this.waiting.shift()
    if (id === undefined) return [undefined, 0, 0, 0]
    const stored = this.jobs.get(id)!
    stored.state = "active"
    stored.json.attemptsStarted = (stored.json.attemptsStarted ?? 0) + 1
    stored.json.processedOn = Date.now()
    return [{ ...stored.json }, id, 0, 0]
  }

  async moveJobFromActiveToWait(id: string): Promise<number> {
    this.jobs.get(id)!.state = "wait"
    this.waiting.unshift(id)
    return Math.max(0, this.limitedUntil - Date.now())
  }

  async moveToDelayed(
    id: string,
    timestamp: number,
    delay: number,
    _token?: string,
    options?: { readonly skipAttempt?: boolean }
  ): Promise<void> {
    const stored = this.jobs.get(id)!
    stored.state = "delayed"
    stored.runsAt = timestamp + delay
    if (!options?.skipAttempt) stored.json.attemptsMade += 1
  }

  async moveToCompleted(job: { readonly id?: string }, returnValue: unknown): ReturnType<Used["moveToCompleted"]> {
    const stored = this.jobs.get(job.id!)!
    stored.state = "completed"
    stored.json.attemptsMade += 1
    stored.json.returnvalue = JSON.stringify(returnValue) ?? "null"
    return { result: undefined, finishedOn: Date.now() }
  }

  async moveToFailed(job: { readonly id?: string }, failedReason: string): ReturnType<Used["moveToFailed"]> {
    const stored = this.jobs.get(job.id!)!
    stored.state = "failed"
    stored.json.attemptsMade += 1
    stored.json.failedReason = failedReason
    return { result: undefined, finishedOn: Date.now() }
  }

  async retryJob(id: string): Promise<void> {
    const stored = this.jobs.get(id)!
    stored.state = "wait"
    stored.json.attemptsMade += 1
    this.waiting.push(id)
  }

  async retryFinishedJob(job: { readonly id?: string }): Promise<void> {
    this.jobs.get(job.id!)!.state = "wait"
    this.waiting.push(job.id!)
  }

  /** As if every worker had died: what was active is stalled, and waits again. */
  async moveStalledJobsToWait(): Promise<Array<string>> {
    const stalled = [...this.jobs].filter(([, { state }]) => state === "active").map(([id]) => id)
    for (const id of stalled) {
      this.jobs.get(id)!.state = "wait"
      this.waiting.push(id)
    }
    return stalled
  }

  async updateData(job: { readonly id?: string }, data: unknown): Promise<void> {
    this.jobs.get(job.id!)!.json.data = JSON.stringify(data)
  }

  async setRateLimit(millis: number): Promise<void> {
    this.counted = Number.MAX_SAFE_INTEGER
    this.limitedUntil = Date.now() + millis
  }

  async getRateLimitTtl(maxJobs: number): Promise<number> {
    return maxJobs <= this.counted ? Math.max(0, this.limitedUntil - Date.now()) : 0
  }

  async pause(pause: boolean): Promise<void> {
    this.paused = pause
  }

  async disconnectBlocking(): Promise<void> {}
  async waitForJob(seconds: number): Promise<null> {
    await new Promise((resolve) => setTimeout(resolve, Math.min(seconds * 1_000, 1_000)))
    return null
  }

  /** Its type is that of BullMQ's default, so that its classes have theirs. */
  factory(): BackendFactory<RedisQueueBackend> {
    return () => this as unknown as RedisQueueBackend
  }
}
