// A job whose vendor answers by a script: errors one after another, then a success.
import type { CrmError } from "@crm-errors/core"
import { type Options, processor } from "@crm-errors/sync/bullmq"
import * as bullmq from "bullmq"
import { makeWorld, type World } from "./bullmqWorld.ts"
import { start } from "./errors.ts"

export interface Scripted extends World {
  /** When each call was made, in milliseconds after the beginning, and for which contact. */
  readonly calls: Array<readonly [millis: number, contact: string]>
}

type Contact = bullmq.Job<{ readonly contact: string }>

export const scripted = (
  answers: ReadonlyArray<CrmError>,
  options: (queue: bullmq.Queue) => Omit<Options<Contact>, "bullmq">
): Scripted => {
  const calls: Scripted["calls"] = []
  const left = [...answers]
  const world = makeWorld((queue) =>
    processor({ bullmq, ...options(queue), policy: { jitter: 0, ...options(queue).policy } }, async (job: Contact) => {
      calls.push([Date.now() - start, job.data.contact])
      const error = left.shift()
      if (error !== undefined) throw error
      return `sent ${job.data.contact}`
    })
  )
  return { ...world, calls }
}
