import type { CrmError } from "@crm-errors/core"
import type { Job } from "@crm-errors/sync"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Stream from "effect/Stream"
import type { Contact } from "../../../../examples/vendor-agnostic-sync/src/Crm.ts"
import { contacts, crms } from "../../support/world.ts"
import type { Settings } from "./settings.ts"

/** The job of a process that is told these. */
export const jobFrom = ({ concurrency, credentials, maxItems, records, settle, timeout, url, vendor }: Settings) =>
  Effect.gen(function* () {
    const client = HttpClient.mapRequest(yield* HttpClient.HttpClient, HttpClientRequest.prependUrl(url))
    const { target } = yield* crms[vendor]({ client, credentials, account: "main" })
    const job: Job<Contact, CrmError> = {
      name: "contacts",
      records: Stream.fromIterable(contacts(records)),
      key: ({ email }) => email,
      target: { ...target, maxItems, concurrency, timeout, settle }
    }
    return job
  })
