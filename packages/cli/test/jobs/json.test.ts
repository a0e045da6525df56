import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { describe, expect, it } from "vitest"
import { linesOf } from "../support/run.ts"
import { here, trouble, withJobs } from "./support/jobs.ts"

const at = "2026-11-21T12:00:00.000Z"
const records = { total: 12, applied: 3, unchanged: 0, skipped: 2, parked: 0, paused: 7, open: 0 }

const row = {
  job: "copy people",
  vendor: "pingback",
  operation: "contacts.update",
  accounts: ["main"],
  module: pathToFileURL(join(here, "fixtures", "copy.ts")).href,
  sourceRead: true,
  startedAt: at,
  updatedAt: at,
  state: "Paused"
}

const instruction = "nothing will help until the account's administrator acts"

const prepared = async () => {
  const { jobs } = withJobs()
  trouble()
  await jobs("run", "fixtures/copy.ts")
  return async (...argv: ReadonlyArray<string>) => {
    const { err, out, status } = await jobs(...argv, "--json")
    return { err, status, out: linesOf(out) }
  }
}

describe("as one JSON object", () => {
  it("a list", async () => {
    const json = await prepared()
    expect(await json("list")).toEqual({ err: "", status: 1, out: [{ store: "STORE", jobs: [{ ...row, records }] }] })
  })

  it("a job", async () => {
    const json = await prepared()
    expect(await json("show", "copy people")).toEqual({
      err: "",
      status: 1,
      out: [
        {
          ...row,
          report: {
            job: "copy people",
            vendor: "pingback",
            operation: "contacts.update",
            runs: 1,
            elapsed: 0,
            records,
            unverified: 0,
            complete: true,
            byReason: [
              { state: "Paused", reason: "SubscriptionRequiredError", records: 7 },
              {
                state: "Skipped",
                reason: "AlreadyExistsError",
                entry: "pingback/errors/CONTACT_ALREADY_EXISTS",
                records: 1
              },
              { state: "Skipped", reason: "InvalidRecordError", entry: "pingback/errors/INVALID_INPUT", records: 1 }
            ],
            turns: [
              {
                actor: ["AccountAdmin"],
                instruction,
                reason: "SubscriptionRequiredError",
                records: 7,
                scopes: ["Account"]
              }
            ],
            attempts: { calls: 6, writes: 6, probes: 0, refreshes: 0, repeats: 0, splits: 0 },
            repeatedKeys: 0,
            waiting: { pace: 0, throttle: 0, outage: 0, backoff: 0, park: 0, refresh: 0, settle: 0 },
            rate: { achieved: 0 },
            warnings: []
          },
          parked: []
        }
      ]
    })
  })

  it("dead letters, a few at a time", async () => {
    const json = await prepared()
    const third = {
      seq: 3,
      key: "person3@example.org",
      account: "main",
      at,
      reason: "InvalidRecordError",
      decided: "Verdict",
      attempts: 1,
      remedy:
        "Check required fields, the e-mail address and the phone number (E.164). v1 names the field in quotes in its message; v2 names none. If every record fails, the body is not valid JSON.",
      effect: "NotApplied",
      actor: ["Developer", "DataOwner"],
      httpStatus: 400,
      entry: "pingback/errors/INVALID_INPUT",
      code: "INVALID_INPUT"
    }
    const fourth = {
      seq: 4,
      key: "person4@example.org",
      account: "main",
      at,
      reason: "AlreadyExistsError",
      decided: "Verdict",
      attempts: 1,
      remedy:
        "Update the contact instead (PUT /contacts/{email}). After an attempt with an unknown outcome this is the sign that the contact was created.",
      effect: "NotApplied",
      actor: ["DataOwner"],
      httpStatus: 409,
      entry: "pingback/errors/CONTACT_ALREADY_EXISTS",
      code: "CONTACT_ALREADY_EXISTS"
    }
    expect([
      await json("dead-letters", "copy people", "--limit", "1"),
      await json("dead-letters", "copy people", "--limit", "1", "--after", "3"),
      await json("dead-letters", "copy people", "--reason", "NotFoundError")
    ]).toEqual([
      { err: "", status: 1, out: [{ job: "copy people", skipped: 2, deadLetters: [third], nextAfter: 3 }] },
      { err: "", status: 1, out: [{ job: "copy people", skipped: 2, deadLetters: [fourth] }] },
      { err: "", status: 0, out: [{ job: "copy people", skipped: 2, deadLetters: [] }] }
    ])
  })

  it("what was lifted, and what was opened again", async () => {
    const json = await prepared()
    const stop = {
      key: "Account:pingback:main",
      scope: "Account",
      reason: "SubscriptionRequiredError",
      since: at,
      actor: ["AccountAdmin"],
      instruction
    }
    expect([
      await json("resume", "copy people"),
      await json("resume", "copy people"),
      await json("retry", "copy people", "--reason", "AlreadyExistsError"),
      await json("retry", "copy people", "--key", "person3@example.org", "--key", "x"),
      await json("retry", "copy people", "--all")
    ]).toEqual([
      { err: "", status: 0, out: [{ job: "copy people", records: 7, stops: [stop] }] },
      { err: "", status: 0, out: [{ job: "copy people", records: 0, stops: [] }] },
      { err: "", status: 0, out: [{ job: "copy people", opened: 1 }] },
      { err: "", status: 1, out: [{ job: "copy people", opened: 1, missing: 1 }] },
      { err: "", status: 1, out: [{ job: "copy people", opened: 0 }] }
    ])
  })
})
