import type { Adapter } from "@crm-errors/core/adapter"
import { activity } from "@crm-errors/sync/temporal"
import { Context } from "@temporalio/activity"
import * as temporal from "@temporalio/common"

interface Contact {
  readonly email: string
}

const request = { method: "POST", path: "/v2/contacts", size: 1 }

export const makeActivities = (adapter: Adapter, create: (contact: Contact) => Promise<Response>) => ({
  createContact: activity(
    { temporal, context: () => Context.current(), operation: adapter.operation(request)! },
    async (contact: Contact) => {
      const outcome = await adapter.fromFetch(() => create(contact), request)
      if (outcome._tag === "Failed") throw outcome.error
      return outcome._tag
    }
  )
})
