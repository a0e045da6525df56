// Three requests of ten records. A create without a natural key: what may have happened is looked for.
import { Amocrm } from "@crm-errors/amocrm"
import { describe } from "vitest"
import { type Expected, testClasses } from "./support.ts"

/** Over by itself, or by one look or one refresh. */
const recovers = { applied: 30 }
/** The second request's records, and those after them, wait for a person or an instant; the first ones are there. */
const closedAtSecond = { applied: 10, paused: 20 }
/** The job's first request finds it out, and no other follows. */
const closedAtFirst = { paused: 30 }
const parkedAtFirst = { parked: 30 }
/** Only the one record. */
const oneSkipped = { applied: 29, skipped: 1 }
const onePaused = { applied: 29, paused: 1 }
const oneParked = { applied: 29, parked: 1 }
/** The vendor says it of each of the ten records of the request. */
const tenSkipped = { applied: 20, skipped: 10 }
const tenPaused = { applied: 20, paused: 10 }
const tenParked = { applied: 20, parked: 10 }

const person: Expected = { once: closedAtSecond, record: closedAtFirst, always: closedAtFirst }
const outage: Expected = { once: recovers, record: parkedAtFirst, always: parkedAtFirst }
/** Refused as a whole: the bad one is found by halving. When it was bad only once, all of them are good. */
const foundByHalving: Expected = { once: recovers, record: oneSkipped }

describe("amocrm", () => {
  testClasses({
    vendor: "amocrm",
    operation: "contacts.create",
    records: 30,
    // At Kommo it is the address that is blocked.
    variantOf: (entry) => (/kommo|blocked-ip/.test(entry) ? "kommo" : "amocrm"),
    adapter: Amocrm,
    expected: {
      Success: { once: recovers },
      Empty: { once: recovers },
      "AccessBlockedError AfterPerson NotApplied Account": person,
      "AccessBlockedError AfterPerson NotApplied Account+EgressIp": person,
      "AccessBlockedError AfterPerson NotApplied EgressIp": person,
      "AlreadyExistsError Never NotApplied Item": foundByHalving,
      "AuthenticationError AfterPerson NotApplied Credential": person,
      "AuthenticationError AfterRefreshCredentials NotApplied Credential": {
        once: recovers,
        // The second time it is a person's turn.
        record: closedAtFirst,
        always: closedAtFirst
      },
      "BatchTooLargeError Now NotApplied Request": foundByHalving,
      "CapacityExceededError AfterPerson NotApplied Account": person,
      "CapacityExceededError AfterPerson NotApplied Item": { once: tenPaused, record: onePaused },
      "ConflictError AfterPerson NotApplied Item": { once: tenPaused, record: onePaused },
      "ConflictError AfterRefreshRecord NotApplied Item": { once: tenPaused, record: onePaused },
      "FeatureDisabledError AfterPerson NotApplied Operation": person,
      "InvalidRecordError Never NotApplied Item": { once: tenSkipped, record: oneSkipped },
      "InvalidRecordError Never NotApplied Request": foundByHalving,
      // What it waits for never comes: after its attempts it is left out.
      "InvalidReferenceError AfterDependency NotApplied Item": { once: recovers, record: oneSkipped },
      "InvalidReferenceError AfterDependency PartiallyApplied Item": { once: recovers, record: oneSkipped },
      // The job has no way to read the fields anew.
      "InvalidReferenceError AfterRefreshSchema NotApplied Item": { once: tenPaused, record: onePaused },
      "MalformedRequestError Never NotApplied Operation": person,
      "MalformedRequestError Never NotApplied Request": { once: closedAtSecond, record: closedAtFirst },
      "MisdirectedError AfterRefreshRouting NotApplied Account": person,
      "NotFoundError AfterPerson NotApplied Account": person,
      "NotFoundError Never NotApplied Item": foundByHalving,
      "PermissionError AfterPerson NotApplied Account": person,
      "PermissionError AfterPerson NotApplied Credential": person,
      "PermissionError AfterPerson NotApplied Item": { once: tenPaused, record: tenPaused },
      "RateLimitError After NotApplied Account": outage,
      // Ten minutes are longer than the job's patience.
      "RateLimitError After NotApplied EgressIp": {
        once: { applied: 10, parked: 20 },
        record: parkedAtFirst,
        always: parkedAtFirst
      },
      "SubscriptionRequiredError AfterPerson NotApplied Account": person,
      "SubscriptionRequiredError AfterPerson NotApplied Operation": person,
      // A batch that times out is looked for, and then split.
      "TimeoutError Backoff MaybeApplied Request": { once: recovers, record: oneParked },
      "UnavailableError Backoff MaybeApplied Request": { once: recovers, record: tenParked },
      "UnavailableError Backoff MaybeApplied Vendor": outage,
      "UnavailableError Backoff NotApplied Operation": outage,
      "UnexpectedResponseError Backoff MaybeApplied Request": { once: recovers, record: tenParked },
      "UnsupportedOperationError Never NotApplied Operation": person,
      "VendorInternalError Backoff MaybeApplied Request": { once: recovers, record: tenParked },
      "VendorInternalError Backoff NotApplied Item": { once: recovers, record: oneParked }
    },
    exceptions: {
      // Said of each record where others say it of the request, and the other way round.
      "amocrm/validation/field-code-taken": { once: tenSkipped },
      "amocrm/directory_elements/282": { once: tenSkipped },
      "amocrm/directories/285": { once: recovers },
      "amocrm/leads/217": { once: recovers },
      "amocrm/tasks/232": { once: recovers },
      "amocrm/tasks/235": { once: recovers },
      "amocrm/tasks/238": { once: recovers },
      "amocrm/validation/other": { once: recovers },
      "amocrm/webhooks/not-subscribed": { record: tenSkipped },
      "amocrm/legacy/item-403": { record: onePaused },
      // Of contacts it means another entry: that of a pipeline is 422, and that of links the account's rights.
      "amocrm/pipelines/not-empty": { once: recovers, record: oneSkipped },
      "amocrm/links/288": { once: closedAtSecond, record: closedAtFirst }
    }
  })
})
