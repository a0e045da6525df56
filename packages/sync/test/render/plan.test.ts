import { describe, expect, it } from "vitest"
import type { Sync } from "../../src/index.ts"
import { planToJson, renderPlan } from "../../src/render.ts"

const plan: Sync.Plan = {
  job: "copy-contacts",
  read: 500,
  applied: 412,
  unchanged: 30,
  skipped: 7,
  repeatedKeys: 2,
  targets: [
    {
      account: "main",
      vendor: "amocrm",
      operation: "contacts.create",
      records: 49,
      calls: 1,
      allowed: 7,
      millis: 143,
      firstKeys: ["17", "person@example.org", "Ann", "0f8fad5b-d9cb-469f-a165-70867728950e", "18"]
    },
    { account: "eu", vendor: "pingback", operation: "contacts.create", records: 0, calls: 0, firstKeys: [] },
    { account: "us", vendor: "acme", operation: "unknown", records: 2, calls: 2, firstKeys: ["a@example.org"] }
  ],
  problems: [
    'The target "eu" has no probe, and pingback contacts.create may not be sent twice. Give the target a probe.'
  ],
  warnings: ['The catalog of acme knows no operation of the target "us".']
}

describe("a dry run as a page", () => {
  it("says what would be written, in how many requests, and how long that takes; no key that is no id", () => {
    expect(renderPlan(plan)).toBe(
      `copy-contacts  dry run: nothing was sent, and nothing was stored

    500  records in the source, of which
    412  applied before
     30  unchanged before
      7  skipped before: dead letters, until they are retried
      2  left out: their keys came before in the source

WOULD BE WRITTEN  when nothing goes wrong
     49  amocrm contacts.create, account main
         1 request, about 0.1 s at 7 calls a second
         the first: 17, 0f8fad5b-d9cb-469f-a165-70867728950e, 18, …
      0  pingback contacts.create, account eu
      2  acme unknown, account us
         2 requests, at no rate that anybody has said

REFUSED  the job is not run before this is put right
× The target "eu" has no probe, and pingback contacts.create may not be sent
  twice. Give the target a probe.

WARNINGS  it runs, and stops or loses something in these cases
! The catalog of acme knows no operation of the target "us".
`
    )
  })

  it("is short when there is nothing to say", () => {
    const empty = { read: 0, applied: 0, unchanged: 0, skipped: 0, repeatedKeys: 0, problems: [], warnings: [] }
    expect(renderPlan({ ...empty, job: "copy-contacts", targets: [plan.targets[1]!] })).toBe(
      `copy-contacts  dry run: nothing was sent, and nothing was stored

      0  records in the source

WOULD BE WRITTEN  when nothing goes wrong
      0  pingback contacts.create, account eu
`
    )
  })

  it("shows programs no other keys either", () => {
    expect(planToJson(plan)).toEqual({
      ...plan,
      targets: [
        { ...plan.targets[0], firstKeys: ["17", "0f8fad5b-d9cb-469f-a165-70867728950e", "18"] },
        plan.targets[1],
        { ...plan.targets[2], firstKeys: [] }
      ]
    })
  })
})
