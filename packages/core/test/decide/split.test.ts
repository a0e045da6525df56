// Whole decisions, written by hand from the rules of the design.
import { type Decision, Operation } from "@crm-errors/core"
import { describe } from "vitest"
import {
  create,
  creates,
  cut,
  failed,
  maybe,
  none,
  now,
  type Parts,
  reasons,
  retry,
  second,
  table,
  tooLarge,
  upsert,
  upserts
} from "../support/decideTable.ts"

describe("splitting", () => {
  const split = (maxItems?: number): Decision.Split => ({
    _tag: "Split",
    at: now,
    ...(maxItems === undefined ? {} : { maxItems }),
    because: "Verdict"
  })
  const limited = (limit: number): Parts => ({ ...tooLarge, reason: new reasons.BatchTooLargeError({ limit }) })

  table([
    ["a batch that is too large", failed(tooLarge), upserts, none, split()],
    ["an unsafe one that was not applied", failed(tooLarge), creates, none, split()],
    ["to what the vendor allows", failed(limited(20)), upserts, none, split(20)],
    ["a limit that the batch keeps says nothing: it is halved", failed(limited(50)), upserts, none, split()],
    ["a limit of nothing says nothing", failed(limited(0)), upserts, none, split()],
    ["of unknown size", failed(limited(50)), Operation.make({ intent: "Upsert" }), none, split(50)],
    ["a single record cannot be split", failed(tooLarge), upsert, none, { _tag: "Skip", because: "SingleRecord" }],
    [
      "a single record, unsafe, after one that may have been applied",
      failed(tooLarge),
      create,
      maybe,
      { _tag: "Skip", because: "SingleRecord" }
    ],
    [
      "a timeout of a large batch is split",
      failed({ ...cut, change: "Split" }),
      upserts,
      none,
      { _tag: "Split", at: now + second, because: "Verdict" }
    ],
    ["a timeout of a single record is repeated", failed({ ...cut, change: "Split" }), upsert, none, retry(second)]
  ])
})
