import type { Adapter } from "@crm-errors/core/adapter"
import { attempt, shouldConsumeRetry } from "@crm-errors/sync/p-retry"
import pRetry, { AbortError } from "p-retry"

const request = { method: "POST", path: "/v2/contacts", size: 1 }

export const createContact = (adapter: Adapter, create: () => Promise<Response>, signal: AbortSignal) => {
  const options = { AbortError, operation: adapter.operation(request)!, policy: { patience: 60_000 }, signal }
  const send = attempt(options, () => adapter.fromFetch(create, request))
  return pRetry(send, { retries: 5, minTimeout: 0, shouldConsumeRetry, signal })
}
