// Six requests of one record. A create whose repeat is told by 409, and can be looked for.
import { Pingback } from "@crm-errors/pingback"
import { describe } from "vitest"
import { type Expected, testClasses } from "./support.ts"

const recovers = { applied: 6 }
const skipped = { applied: 5, skipped: 1 }
const paused = { applied: 5, paused: 1 }
/** The second request, the third record, the first request: nothing is sent after it. */
const person: Expected = {
  once: { applied: 1, paused: 5 },
  record: { applied: 2, paused: 4 },
  always: { paused: 6 }
}
const leftOut: Expected = { once: skipped, record: skipped }
const waitsForPerson: Expected = { once: paused, record: paused }
const throttled: Expected = { once: recovers, record: { applied: 2, parked: 4 }, always: { parked: 6 } }

describe("pingback", () => {
  testClasses({
    vendor: "pingback",
    operation: "contacts.create",
    records: 6,
    adapter: Pingback,
    expected: {
      // The vendor says that it is there, and it is not: looking settles that it is not ours.
      "AlreadyExistsError Never NotApplied Item": leftOut,
      "AuthenticationError AfterPerson NotApplied Credential": person,
      "ConflictError AfterPerson NotApplied Item": waitsForPerson,
      "ConflictError Never NotApplied Item": leftOut,
      "InvalidRecordError Never NotApplied Item": leftOut,
      "InvalidReferenceError AfterDependency NotApplied Item": { once: recovers, record: skipped },
      // The job has no way to read the lists anew.
      "InvalidReferenceError AfterRefreshSchema NotApplied Item": waitsForPerson,
      "MalformedRequestError Never NotApplied Request": leftOut,
      "NotFoundError Never NotApplied Item": leftOut,
      "RateLimitError After NotApplied Account": throttled,
      "UnsupportedOperationError Never NotApplied Operation": person,
      "VendorInternalError Backoff MaybeApplied Request": { once: recovers, record: { applied: 5, parked: 1 } }
    },
    exceptions: {
      // Where a contact is created, what is not found is what it refers to.
      "pingback/errors/CONTACT_NOT_FOUND": { once: recovers, record: skipped },
      "pingback/errors/DEAL_NOT_FOUND": { once: recovers, record: skipped },
      "pingback/errors/SUBSCRIBER_NOT_FOUND": { once: recovers, record: skipped },
      "pingback/errors/SEGMENTATION_LIST_NOT_FOUND-target": waitsForPerson
    }
  })
})
