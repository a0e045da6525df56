// Whole decisions, written by hand from the rules of the design.
import { Operation } from "@crm-errors/core"
import { describe } from "vitest"
import {
  create,
  creates,
  cut,
  expired,
  failed,
  failUnknown,
  harmless,
  keyed,
  maybe,
  none,
  probed,
  read,
  refused,
  retry,
  second,
  table,
  tooLarge,
  unavailable,
  unknown,
  upsert,
  verifyUnknown
} from "../support/decideTable.ts"

describe("rule 2: may it be repeated?", () => {
  table([
    ["a read, whatever became of it", failed({ ...unavailable, effect: "NotApplied" }), read, none, retry(second)],
    ["an idempotent write that may have been applied", failed(unavailable), upsert, none, retry(second)],
    ["a keyed one", failed(unavailable), keyed, none, retry(second)],
    ["an unsafe one", failed(unavailable), create, none, failUnknown],
    ["an unsafe one with a probe", failed(unavailable), probed, none, verifyUnknown],
    [
      "an unsafe one that may still land",
      failed(cut),
      probed,
      none,
      { _tag: "Verify", because: "OutcomeUnknown", inFlight: true }
    ],
    ["an unsafe one that may still land, without a probe", failed(cut), create, none, failUnknown],
    ["an unsafe one that was not applied", failed(refused), create, none, retry(second)],
    ["an unsafe one that was not applied, after one that may have been", failed(refused), create, maybe, failUnknown],
    ["the same with a probe", failed(refused), probed, maybe, verifyUnknown],
    ["after a probe found nothing", failed(refused), create, harmless, retry(2 * second)],
    ["one that was applied", failed({ ...unavailable, effect: "Applied" }), create, none, failUnknown],
    [
      "one that was applied in part, without results by record",
      failed({ ...unavailable, effect: "PartiallyApplied" }),
      creates,
      none,
      failUnknown
    ],
    ["a split is a repeat", failed({ ...tooLarge, effect: "MaybeApplied" }), creates, none, failUnknown],
    ["a refresh leads to a repeat", failed({ ...expired, effect: "MaybeApplied" }), create, none, failUnknown],
    ["an operation of which nothing is known", failed(unavailable), Operation.unknown, none, failUnknown],
    ["an unknown answer to an unsafe write", failed(unknown), create, none, failUnknown],
    ["an unknown answer to an idempotent one", failed(unknown), upsert, none, retry(second)]
  ])
})
