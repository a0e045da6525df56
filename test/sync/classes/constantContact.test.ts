// Three requests of twenty records. A create whose repeat is told by 301, and can be looked for.
import { ConstantContact } from "@crm-errors/constant-contact"
import { describe } from "vitest"
import { type Expected, testClasses } from "./support.ts"

const recovers = { applied: 60 }
const oneSkipped = { applied: 59, skipped: 1 }
const onePaused = { applied: 59, paused: 1 }
const twentySkipped = { applied: 40, skipped: 20 }
const twentyPaused = { applied: 40, paused: 20 }
const closedAtSecond = { applied: 20, paused: 40 }
/** Said of one record, whose request's others are written: nothing is sent after it. */
const closedBesideOthers = { applied: 19, paused: 41 }
const parkedBesideOthers = { applied: 19, parked: 41 }
const closed = { paused: 60 }
const parked = { parked: 60 }

const person: Expected = { once: closedAtSecond, record: closedBesideOthers, always: closed }
const outage: Expected = { once: recovers, record: parkedBesideOthers, always: parked }
const ofEach: Expected = { once: twentySkipped, record: oneSkipped }
const foundByHalving: Expected = { once: recovers, record: oneSkipped }

describe("constant-contact", () => {
  testClasses({
    vendor: "constant-contact",
    operation: "leads.create",
    records: 60,
    adapter: ConstantContact,
    expected: {
      // Nothing changed, and the lead is not there: it is tried again, and left out at last.
      NoOp: foundByHalving,
      "AlreadyExistsError AfterPerson NotApplied Item": { once: twentyPaused, record: onePaused },
      // It is looked for: what is not there is sent again.
      "AlreadyExistsError Never NotApplied Item": foundByHalving,
      "AuthenticationError AfterPerson NotApplied Credential": person,
      "BatchTooLargeError Now NotApplied Request": foundByHalving,
      "InvalidRecordError Never NotApplied Item": ofEach,
      "InvalidRecordError Never NotApplied Request": foundByHalving,
      "InvalidReferenceError AfterDependency NotApplied Item": { once: recovers, record: oneSkipped },
      "InvalidReferenceError AfterPerson NotApplied Request": { once: twentyPaused, record: onePaused },
      "MalformedRequestError Never NotApplied Request": { once: closedAtSecond, record: oneSkipped },
      "NotFoundError Never NotApplied Item": ofEach,
      "NotFoundError Never NotApplied Request": foundByHalving,
      "PermissionError AfterPerson NotApplied Operation": person,
      "PermissionError AfterPerson NotApplied Request": { once: twentyPaused, record: onePaused },
      "PermissionError Never NotApplied Item": ofEach,
      "QuotaExhaustedError AtWindow NotApplied Account": {
        once: { applied: 20, parked: 40 },
        record: parkedBesideOthers,
        always: parked
      },
      "RateLimitError After NotApplied Account": outage,
      "UnavailableError After MaybeApplied Account": outage,
      "UnexpectedResponseError Backoff MaybeApplied Request": { once: recovers, record: { applied: 40, parked: 20 } },
      "UnsupportedOperationError Never NotApplied Account": { ...person, record: closed },
      "UnsupportedOperationError Never NotApplied Operation": person,
      "VendorInternalError Backoff MaybeApplied Request": { once: recovers, record: { applied: 59, parked: 1 } }
    },
    exceptions: {
      // No envelope, so it is said of the whole request.
      "constant-contact/http/401": { record: closed }
    }
  })
})
