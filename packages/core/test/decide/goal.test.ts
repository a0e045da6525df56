// Whole decisions, written by hand from the rules of the design.
import { Outcome } from "@crm-errors/core"
import { describe } from "vitest"
import {
  assumed,
  create,
  done,
  exists,
  fail,
  failed,
  gone,
  harmless,
  keyed,
  link,
  maybe,
  noAccount,
  none,
  read,
  reasons,
  remove,
  skip,
  skipPerhaps,
  table,
  unlink,
  update,
  verifyPerhaps
} from "../support/decideTable.ts"

describe("rule 1: is the goal met?", () => {
  table([
    ["a success", new Outcome.Success({}), create, none, done],
    ["a success on a repeat", new Outcome.Success({}), create, maybe, done],
    ["an empty list", new Outcome.Empty({}), read, none, done],
    ["nothing had to be changed", new Outcome.NoOp({ code: "302" }), update, none, done],
    [
      "no rows affected, and the record may be gone",
      new Outcome.NoOp({ code: "302", ambiguous: true }),
      update,
      none,
      skipPerhaps
    ],
    [
      "no rows affected, with a probe",
      new Outcome.NoOp({ code: "302", ambiguous: true }),
      { ...update, probe: true },
      none,
      verifyPerhaps
    ],
    [
      "no rows affected on a repeat, by a code that unmasks it",
      new Outcome.NoOp({ code: "302", ambiguous: true }),
      { ...update, unmaskedBy: ["302"] },
      maybe,
      assumed
    ],
    ["exists already, first attempt", failed(exists), keyed, none, skipPerhaps],
    ["exists already, on a repeat, by a code that unmasks it", failed(exists), keyed, maybe, assumed],
    ["exists already, on a repeat, by another code", failed({ ...exists, code: "409" }), keyed, maybe, skipPerhaps],
    ["exists already, on a repeat of what surely was not applied", failed(exists), keyed, harmless, skipPerhaps],
    ["exists already, without a list of codes", failed(exists), create, maybe, skipPerhaps],
    [
      "one complaint about a whole batch does not say which is there",
      failed(exists),
      { ...keyed, size: 100 },
      maybe,
      fail
    ],
    [
      "a batch of which one is there, with a probe",
      failed(exists),
      { ...keyed, size: 100, probe: true },
      maybe,
      verifyPerhaps
    ],
    ["a batch of which one is a member already", failed(exists), { ...link, size: 100 }, none, fail],
    ["a batch of which one is gone", failed(gone), { ...remove, size: 100 }, none, fail],
    [
      "exists already, with a probe, first attempt",
      failed(exists),
      { ...keyed, probe: "contacts.find" },
      none,
      verifyPerhaps
    ],
    [
      "exists already, with a probe, on a repeat",
      failed(exists),
      { ...keyed, probe: "contacts.find" },
      maybe,
      verifyPerhaps
    ],
    [
      "exists already and is ours",
      failed({ ...exists, reason: new reasons.AlreadyExistsError({ owner: "Same" }) }),
      keyed,
      maybe,
      assumed
    ],
    [
      "another account's email is never ours",
      failed({ ...exists, reason: new reasons.AlreadyExistsError({ owner: "Other" }) }),
      keyed,
      maybe,
      skip
    ],
    [
      "another account's email, with a probe",
      failed({ ...exists, reason: new reasons.AlreadyExistsError({ owner: "Other" }) }),
      { ...keyed, probe: true },
      maybe,
      skip
    ],
    ["exists already, for an update, is a collision", failed(exists), update, maybe, skip],
    ["exists already, said of a whole batch: nobody knows which", failed(exists), { ...keyed, size: 2 }, maybe, fail],
    [
      "exists already, said of a whole batch, with a probe",
      failed(exists),
      { ...keyed, size: 2, probe: true },
      none,
      verifyPerhaps
    ],
    [
      "a member already",
      failed({ ...exists, reason: new reasons.AlreadyExistsError({ owner: "Same" }) }),
      link,
      none,
      done
    ],
    ["perhaps a member already", failed(exists), link, none, skipPerhaps],
    ["gone already, for a delete", failed(gone), remove, none, done],
    ["no member any more", failed(gone), unlink, none, done],
    ["gone, for an update", failed(gone), update, none, skip],
    [
      "an account that is not found is never a successful delete",
      failed(noAccount),
      remove,
      none,
      {
        _tag: "Pause",
        scopes: ["Account"],
        actor: ["Operator"],
        instruction: "nothing will help until whoever runs the integration acts",
        because: "Verdict"
      }
    ],
    [
      "a 404 that does not tell what was not found",
      failed({ ...gone, reason: new reasons.NotFoundError({ subject: "Unknown" }) }),
      remove,
      none,
      skip
    ]
  ])
})
