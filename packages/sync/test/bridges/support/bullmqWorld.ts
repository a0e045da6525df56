// BullMQ's real Queue and Worker over the datastore in memory, driven one job at a time on a clock of ours.
import { type JobsOptions, type Processor, Queue, Worker } from "bullmq"
import { vi } from "vitest"
import { start } from "./errors.ts"
import { MemoryBackend, type Stored } from "./memoryBackend.ts"

export interface World {
  readonly backend: MemoryBackend
  readonly queue: Queue
  readonly add: (data: object, options?: JobsOptions) => Promise<string>
  /** Takes the next job and runs it to its end, as a worker does; answers which job it was. */
  readonly step: (worker?: Worker) => Promise<string | undefined>
  /** Sets the clock to so many milliseconds after the beginning. */
  readonly at: (millis: number) => void
  /** Where a job is now, and what BullMQ counted. */
  readonly look: (id: string) => Pick<Stored, "state"> & { readonly made: number; readonly started: number }
  readonly failedReason: (id: string) => string
  readonly data: (id: string) => Readonly<Record<string, unknown>>
  /** What `failed` events told. */
  readonly failures: Array<Error>
  readonly worker: Worker
  /** Another worker with the same processor. */
  readonly another: () => Worker
}

export const makeWorld = (makeProcessor: (queue: Queue) => Processor): World => {
  vi.useFakeTimers({ now: start, toFake: ["Date", "setTimeout", "clearTimeout"] })
  const backend = new MemoryBackend()
  const connection = { host: "unused.invalid" }
  const queue = new Queue("contacts", { connection }, backend.factory())
  const processor = makeProcessor(queue)
  const another = (): Worker => new Worker("contacts", processor, { connection, autorun: false }, backend.factory())
  const worker = another()
  const failures: Array<Error> = []
  worker.on("failed", (_, error) => failures.push(error))
  let tokens = 0
  const stored = (id: string): Stored => backend.jobs.get(id)!
  return {
    backend,
    queue,
    worker,
    another,
    failures,
    add: async (data, options) => (await queue.add("contact", data, options)).id!,
    step: async (taking = worker) => {
      const token = `token-${tokens++}`
      const job = await taking.getNextJob(token, { block: false })
      if (job === undefined) return undefined
      await taking.processJob(job, token, () => false)
      return job.id
    },
    at: (millis) => vi.setSystemTime(start + millis),
    look: (id) => ({
      state: stored(id).state,
      made: stored(id).json.attemptsMade,
      started: stored(id).json.attemptsStarted
    }),
    failedReason: (id) => stored(id).json.failedReason,
    data: (id) => JSON.parse(stored(id).json.data) as Readonly<Record<string, unknown>>
  }
}
