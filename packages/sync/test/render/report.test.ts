import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Report } from "../../src/index.ts"
import { renderReport, renderStates, reportToJson } from "../../src/render.ts"
import { full, nothing, now, parked, remedyOf } from "./samples.ts"

describe("a report as a page", () => {
  it("has everything of a job that went through a lot", () => {
    const notes = ["running: process 7 on vm"]
    expect(renderReport(full, { now, parked, remedyOf, notes })).toBe(
      `copy-contacts  amocrm contacts.create, 500 records, 3 runs, 2 min 10 s
running: process 7 on vm

██████████████████████████████████████████████████████████████████▓▓▓▓▓×░░░░░░▒▒
    412   82.4 %  █ applied
     30    6.0 %  ▓ unchanged  it was so already
      7    1.4 %  × skipped    left out as dead letters
     40    8.0 %  ░ parked     first at 2026-11-22T12:03:52Z (in 4 min)
     11    2.2 %  ▒ paused     wait until a person acts
                  2 of these are looked for first: the write may have happened

WHY  the state, the reason, and the catalog's entry
     40  parked     QuotaExhaustedError
                    constant-contact/http/429
     30  unchanged  AlreadyExistsError
                    pingback/errors/CONTACT_ALREADY_EXISTS
     11  paused     SubscriptionRequiredError
                    amocrm/other/402
      6  skipped    InvalidRecordError
                    amocrm/validation/NotSupportedChoice
      1  skipped    NotInSource

WHO MUST ACT  nothing of this goes on by itself
The account's administrator
     11  amocrm/other/402
         Nothing will help until the account's administrator acts. An account
         admin pays for the subscription. On a paid account check once again
         later.
         SubscriptionRequiredError; the whole account is closed until then
A developer
      0  UncataloguedError
         Look at the first of them.

PARKED  goes on when the job is run after the instant
      7  until 2026-11-22T12:03:52Z (in 4 min)
         RateLimitError; amocrm/http/429
     33  until 2026-11-22T14:00:00Z (in 2 h)
         the whole account is closed: main; QuotaExhaustedError

CALLS  553 requests
    540   97.6 %  writes
     12    2.2 %  probes     looked whether a write had happened
      1    0.2 %  refreshes  of credentials, hosts or fields
43 records were sent again, 3 batches were split, 2 keys came again in the
source and were left out.

WAITING  1 min 20 s, summed over the accounts
1 min 10 s   88.0 %  pace      its turn at the allowed rate      ███████████████
       8 s   10.1 %  throttle  the vendor asked for less         █▊
     1.2 s    1.5 %  outage    the vendor was not there          ▎
     0.3 s    0.4 %  backoff   before another attempt            ▏
     0.1 s    0.1 %  refresh   new credentials, hosts or fields  ▏

RATE  6.93 calls a second of 7 allowed, 99.0 %

! The target has no refresh.Credentials, and the credentials of amocrm run out:
  the job will then wait for a person.
`
    )
  })

  it("is one of nothing, too", () => {
    expect(renderReport(nothing)).toBe(
      `copy-contacts  amocrm contacts.create, 0 records, its first run

················································································
      0           █ applied
`
    )
  })

  it("keeps millions and a few in their columns, and tells what is little from nothing", () => {
    const report: Report = {
      ...nothing,
      job: "the-nightly-copy-of-everything-that-there-is",
      vendor: "amocrm+constant-contact+pingback",
      operation: "contacts.create+leads.create",
      runs: 2,
      elapsed: 400_000_000,
      records: { total: 12_345_678, applied: 12_345_000, unchanged: 0, skipped: 1, parked: 0, paused: 0, open: 677 },
      attempts: { ...nothing.attempts, calls: 12_345_679, writes: 12_345_679, splits: 1 },
      repeatedKeys: 1,
      waiting: { ...nothing.waiting, pace: 300_000_000, park: 86_000_000, settle: 1 },
      rate: { achieved: 30.5 }
    }
    expect(renderReport(report)).toBe(
      `the-nightly-copy-of-everything-that-there-is
  amocrm+constant-contact+pingback contacts.create+leads.create, 12,345,678
  records, 2 runs, 4 days 15 h

██████████████████████████████████████████████████████████████████████████████×·
12,345,000  >99.9 %  █ applied
         1   <0.1 %  × skipped    left out as dead letters
       677   <0.1 %  · open       not done yet

CALLS  12,345,679 requests
12,345,679  100.0 %  writes
1 batch was split, 1 key came again in the source and was left out.

WAITING  4 days 11 h, summed over the accounts
3 days 11 h   77.7 %  pace      its turn at the allowed rate      ██████████████
23 h 53 min   22.3 %  park      closed until an instant           ████
      0.1 s   <0.1 %  settle    a lost write that may still land  ▏

RATE  30.5 calls a second (nobody has said how many are allowed)

The source was not read to its end: there may be more records than these. Run
the job again.
`
    )
  })

  it("is coloured where that is asked for, and narrow where it has to be", () => {
    const report: Report = {
      ...nothing,
      runs: 1,
      elapsed: 400,
      complete: true,
      records: { ...nothing.records, total: 4, applied: 2, skipped: 1, open: 1 },
      byReason: [{ state: "Skipped", reason: "NotInSource", records: 1 }]
    }
    const lines = renderReport(report, { color: true, width: 40 }).split("\n")
    expect(lines).toEqual([
      "\u001B[1mcopy-contacts\u001B[22m",
      "  amocrm contacts.create, 4 records, 1",
      "  run, 0.4 s",
      "",
      "\u001B[32m████████████████████\u001B[39m\u001B[31m██████████\u001B[39m\u001B[2m··········\u001B[22m",
      "      2   50.0 %  \u001B[32m█\u001B[39m applied",
      "      1   25.0 %  \u001B[31m█\u001B[39m skipped",
      "      1   25.0 %  \u001B[2m·\u001B[22m open",
      "",
      "\u001B[1m\u001B[36mWHY\u001B[39m\u001B[22m  \u001B[2mthe state, the reason, and the cat…\u001B[22m",
      "      1  \u001B[31mskipped\u001B[39m  NotInSource",
      ""
    ])
  })

  it("lets nothing that others have named command the terminal", () => {
    const page = renderReport({ ...nothing, job: "a\u001B[2Jb\nc\u202E", vendor: "v\u0007", operation: "o\r" })
    expect(page.split("\n", 1)).toEqual(["a\\u{1b}[2Jb\\u{a}c\\u{202e}  v\\u{7} o\\u{d}, 0 records, its first run"])
  })

  it("is no wider than it is asked to be, but for words that are", () => {
    const counts = fc.integer({ min: 0, max: 2_000_000 })
    const records = fc.record({
      total: counts,
      applied: counts,
      unchanged: counts,
      skipped: counts,
      parked: counts,
      paused: counts,
      open: counts
    })
    const attempts = fc.record({
      calls: counts,
      writes: counts,
      probes: counts,
      refreshes: counts,
      repeats: counts,
      splits: counts
    })
    fc.assert(
      fc.property(records, attempts, counts, fc.integer({ min: 50, max: 130 }), (records, attempts, some, width) => {
        const waiting = { ...full.waiting, park: some * 1_000, settle: some }
        const page = renderReport(
          { ...full, records, attempts, waiting, unverified: some, repeatedKeys: some },
          { now, parked, remedyOf, width }
        )
        const wide = page.split("\n").filter((line) => line.length > width && line.trim().includes(" "))
        expect(wide).toEqual([])
      })
    )
  })
})

describe("a bar of states", () => {
  it("has a cell at least for whatever is there, and is as long as it is asked to be", () => {
    const counts = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3_000_000 }))
    const records = fc.record({
      applied: counts,
      unchanged: counts,
      skipped: counts,
      parked: counts,
      paused: counts,
      open: counts
    })
    fc.assert(
      fc.property(records, fc.integer({ min: 6, max: 120 }), (records, width) => {
        const bar = renderStates(records, { width })
        const there = Object.values(records).some((count) => count > 0)
        expect({
          length: bar.length,
          // Each state has its own sign; a bar of nothing is all dots.
          signs: [...new Set(bar)].sort()
        }).toEqual({
          length: width,
          signs: [
            ...(records.applied > 0 ? ["█"] : []),
            ...(records.unchanged > 0 ? ["▓"] : []),
            ...(records.skipped > 0 ? ["×"] : []),
            ...(records.parked > 0 ? ["░"] : []),
            ...(records.paused > 0 ? ["▒"] : []),
            ...(records.open > 0 || !there ? ["·"] : [])
          ].sort()
        })
      })
    )
  })

  it("is in proportion", () => {
    expect(
      renderStates({ applied: 50, unchanged: 25, skipped: 0, parked: 0, paused: 0, open: 25 }, { width: 12 })
    ).toBe("██████▓▓▓···")
  })
})

describe("a report as JSON", () => {
  it("has its instant as an ISO string, and is the report otherwise", () => {
    expect(reportToJson(full)).toEqual({ ...full, nextAt: "2026-11-22T12:03:52.000Z" })
    expect(reportToJson(nothing)).toEqual(nothing)
  })
})
