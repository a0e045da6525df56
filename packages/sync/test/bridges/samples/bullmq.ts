import type { Adapter } from "@crm-errors/core/adapter"
import { type Probed, processor } from "@crm-errors/sync/bullmq"
import * as bullmq from "bullmq"

interface Contact {
  readonly email: string
}

export interface Crm {
  readonly adapter: Adapter
  readonly create: (contact: Contact) => Promise<Response>
  readonly find: (email: string) => Promise<Probed>
}

const request = { method: "POST", path: "/v2/contacts", size: 1 }

export const contacts = ({ adapter, create, find }: Crm, queue: bullmq.Queue) =>
  processor(
    { bullmq, queue, operation: adapter.operation(request)!, probe: (job) => find(job.data.email) },
    (job: bullmq.Job<Contact>) => adapter.fromFetch(() => create(job.data), request)
  )

// new bullmq.Worker("contacts", contacts(crm, queue), { connection, limiter: { max: 5, duration: 1_000 } })
