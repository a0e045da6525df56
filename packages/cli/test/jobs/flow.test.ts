import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { linesOf } from "../support/run.ts"
import { answers, sent } from "./fixtures/target.ts"
import { trouble, withJobs } from "./support/jobs.ts"

const paused = `copy people  pingback contacts.update, 12 records, 1 run, 0 s

████████████████████×××××××××××××▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
      3   25.0 %  █ applied
      2   16.7 %  × skipped    left out as dead letters
      7   58.3 %  ▒ paused     wait until a person acts

WHY  the state, the reason, and the catalog's entry
      7  paused   SubscriptionRequiredError
      1  skipped  AlreadyExistsError
                  pingback/errors/CONTACT_ALREADY_EXISTS
      1  skipped  InvalidRecordError
                  pingback/errors/INVALID_INPUT

WHO MUST ACT  nothing of this goes on by itself
The account's administrator
      7  SubscriptionRequiredError
         Nothing will help until the account's administrator acts.
         the whole account is closed until then

CALLS  6 requests
      6  100.0 %  writes

NEXT
  crm-errors jobs dead-letters 'copy people'  why 2 records were left out
  crm-errors jobs resume 'copy people' --run  when whoever has to act has acted
`

const parked = `copy people  pingback contacts.update, 12 records, 2 runs, 0 s

████████████████████████████████████████×××××××××××××░░░░░░░░░░░░░░░░░░░░░░░░░░░
      6   50.0 %  █ applied
      2   16.7 %  × skipped    left out as dead letters
      4   33.3 %  ░ parked     first at 2026-11-21T13:00:00Z (in 60 min)

WHY  the state, the reason, and the catalog's entry
      3  parked   RateLimitError
      1  parked   RateLimitError      pingback/http/429
      1  skipped  AlreadyExistsError  pingback/errors/CONTACT_ALREADY_EXISTS
      1  skipped  InvalidRecordError  pingback/errors/INVALID_INPUT

CALLS  10 requests
     10  100.0 %  writes
1 record was sent again.

NEXT
  crm-errors jobs dead-letters 'copy people'  why 2 records were left out
  crm-errors jobs resume 'copy people' --run  goes on in 60 min
`

const twice = [1, 2, 3, 4, 5, 6, 6, 7, 8, 9]

describe("a job, from its dry run to its end", () => {
  it("is said, run, shown, resumed and retried; nothing that was applied is sent again", async () => {
    const { jobs, store } = withJobs()
    trouble()

    expect(await jobs("run", "fixtures/copy.ts", "--dry-run")).toEqual({
      status: 0,
      err: "",
      out: `copy people  dry run: nothing was sent, and nothing was stored

     12  records in the source

WOULD BE WRITTEN  when nothing goes wrong
     12  pingback contacts.update, account main
         12 requests, at no rate that anybody has said
`
    })
    expect({ stored: existsSync(store), sent }).toEqual({ stored: false, sent: [] })

    expect(await jobs("run", "fixtures/copy.ts")).toEqual({ status: 1, err: "", out: paused })
    expect(await jobs("list")).toEqual({
      status: 1,
      err: "",
      out: `copy people  pingback contacts.update
  ██████××××▒▒▒▒▒▒▒▒▒▒▒▒▒▒   41.7 %  5 of 12 records, 2 skipped
  waits for a person: 7 records; changed 2026-11-21T12:00:00Z (now)
`
    })

    answers.delete(6)
    expect(await jobs("resume", "copy people")).toEqual({
      status: 0,
      err: "",
      out: `copy people  7 records no longer wait for a person.
  Open again: the whole account, pingback main (SubscriptionRequiredError)

NEXT
  crm-errors jobs resume 'copy people' --run  goes on where it stopped
`
    })
    expect(await jobs("resume", "copy people", "--run")).toEqual({
      status: 1,
      err: "",
      out: `Nothing of copy people waited for a person.\n\n${parked}`
    })
    expect(sent).toEqual(twice)

    expect(await jobs("retry", "copy people", "--key", "person3@example.org", "--key", "nobody@example.org")).toEqual({
      status: 1,
      err: "",
      out: `1 dead letter is open again.
1 key is of no dead letter.

NEXT
  crm-errors jobs resume 'copy people' --run  their data comes from the source
`
    })
    expect(await jobs("list", "--json")).toEqual({
      status: 1,
      err: "",
      out: expect.stringContaining('"state":"Stopped"')
    })
  })

  it("is shown with what it waits for", async () => {
    const { jobs } = withJobs()
    trouble()
    answers.delete(6)
    await jobs("run", "fixtures/copy.ts")
    expect(await jobs("show", "copy people")).toEqual({
      status: 1,
      err: "",
      out: `copy people  pingback contacts.update, 12 records, 1 run, 0 s
parked: 4 records, first at 2026-11-21T13:00:00Z (in 60 min)
begun 2026-11-21T12:00:00Z (now), changed 2026-11-21T12:00:00Z (now)
account main; module fixtures/copy.ts
store STORE

████████████████████████████████████████×××××××××××××░░░░░░░░░░░░░░░░░░░░░░░░░░░
      6   50.0 %  █ applied
      2   16.7 %  × skipped    left out as dead letters
      4   33.3 %  ░ parked     first at 2026-11-21T13:00:00Z (in 60 min)

WHY  the state, the reason, and the catalog's entry
      3  parked   RateLimitError
      1  parked   RateLimitError      pingback/http/429
      1  skipped  AlreadyExistsError  pingback/errors/CONTACT_ALREADY_EXISTS
      1  skipped  InvalidRecordError  pingback/errors/INVALID_INPUT

PARKED  goes on when the job is run after the instant
      3  until 2026-11-21T13:00:00Z (in 60 min)
         the whole account is closed: main; RateLimitError
      1  until 2026-11-21T13:00:00Z (in 60 min)
         RateLimitError; pingback/http/429

CALLS  9 requests
      9  100.0 %  writes
1 record was sent again.

NEXT
  crm-errors jobs dead-letters 'copy people'  why 2 records were left out
  crm-errors jobs resume 'copy people' --run  goes on in 60 min
`
    })
  })

  it("is shown as the documentation has it: docs/jobs.md", async () => {
    const { jobs } = withJobs()
    await jobs("run", "fixtures/twoAccounts.ts")
    const { err, out, status } = await jobs("show", "people")
    expect({ err, status, out: out.replace("STORE", ".crm-errors/jobs.db") }).toEqual({
      err: "",
      status: 1,
      out: readFileSync(new URL("./pages/show.txt", import.meta.url), "utf8")
    })
  })

  it("ends well when all is well, and says so in the same words a second time", async () => {
    const { jobs } = withJobs()
    const done = (runs: string): string => `copy people  pingback contacts.update, 12 records, ${runs}, 0 s

████████████████████████████████████████████████████████████████████████████████
     12  100.0 %  █ applied

CALLS  12 requests
     12  100.0 %  writes
`
    expect(await jobs("run", "fixtures/copy.ts")).toEqual({ status: 0, err: "", out: done("1 run") })
    expect(await jobs("run", "fixtures/copy.ts")).toEqual({ status: 0, err: "", out: done("2 runs") })
    expect(await jobs("list")).toEqual({
      status: 0,
      err: "",
      out: `copy people  pingback contacts.update
  ████████████████████████  100.0 %  12 of 12 records
  done; changed 2026-11-21T12:00:00Z (now)
`
    })
    expect(sent).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(await jobs("resume", "copy people")).toEqual({
      status: 0,
      err: "",
      out: "Nothing of copy people waited for a person.\n"
    })
  })

  it("gets its services from a layer, and gives its report as JSON", async () => {
    const { jobs } = withJobs()
    const { err, out, status } = await jobs("run", "fixtures/withLayer.ts", "--json")
    expect({ err, status, out: linesOf(out) }).toEqual({
      err: "",
      status: 0,
      out: [
        {
          job: "with-layer",
          vendor: "pingback",
          operation: "contacts.update",
          runs: 1,
          elapsed: 0,
          records: { total: 2, applied: 2, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 },
          unverified: 0,
          complete: true,
          byReason: [],
          turns: [],
          attempts: { calls: 2, writes: 2, probes: 0, refreshes: 0, repeats: 0, splits: 0 },
          repeatedKeys: 0,
          waiting: { pace: 0, throttle: 0, outage: 0, backoff: 0, park: 0, refresh: 0, settle: 0 },
          rate: { achieved: 0 },
          warnings: []
        }
      ]
    })
  })

  it("says its plan as JSON, without the keys", async () => {
    const { jobs } = withJobs()
    const { err, out, status } = await jobs("run", "fixtures/copy.ts", "--dry-run", "--json")
    expect({ err, status, out: linesOf(out) }).toEqual({
      err: "",
      status: 0,
      out: [
        {
          job: "copy people",
          read: 12,
          applied: 0,
          unchanged: 0,
          skipped: 0,
          repeatedKeys: 0,
          targets: [
            {
              account: "main",
              vendor: "pingback",
              operation: "contacts.update",
              records: 12,
              calls: 12,
              firstKeys: []
            }
          ],
          problems: [],
          warnings: []
        }
      ]
    })
  })
})
