import { describe, expect, it } from "vitest"
import { trouble, withJobs } from "./support/jobs.ts"

const [dim, plain, bold, light] = ["\u001B[2m", "\u001B[22m", "\u001B[1m", "\u001B[22m"]
const [green, red, magenta, end] = ["\u001B[32m", "\u001B[31m", "\u001B[35m", "\u001B[39m"]

describe("on a terminal", () => {
  it("a list has colours, and keeps to the width", async () => {
    const { jobs, jobsWith } = withJobs()
    trouble()
    await jobs("run", "fixtures/copy.ts")
    expect(await jobsWith({ terminal: true, columns: 50 }, "list")).toEqual({
      status: 1,
      err: "",
      out: `${bold}copy people${light}  ${dim}pingback contacts.update${plain}
  ${green}██████${end}${red}████${end}${magenta}██████████████${end}   41.7 %  5 of 12 records, 2 skipped
  ${red}waits for a person: 7 records; changed${end}
  ${red}2026-11-21T12:00:00Z (now)${end}
`
    })
  })
})

describe("standard error", () => {
  it("has what a job is warned about; the report has it once, for programs", async () => {
    const { jobs } = withJobs()
    const warning = "The target wants 5 records in a request, and contacts.update takes 1: it is sent 1 at a time."
    const wrapped = `warning: The target wants 5 records in a request, and contacts.update takes 1:
it is sent 1 at a time.
`
    expect(await jobs("run", "fixtures/warned.ts")).toEqual({
      status: 0,
      err: wrapped,
      out: `warned  pingback contacts.update, 2 records, 1 run, 0 s

████████████████████████████████████████████████████████████████████████████████
      2  100.0 %  █ applied

CALLS  2 requests
      2  100.0 %  writes
`
    })
    const { err, out } = await jobs("run", "fixtures/warned.ts", "--json")
    expect({ err, warnings: JSON.parse(out).warnings }).toEqual({ err: wrapped, warnings: [warning] })
  })
})

describe("whoever must act", () => {
  it("is told what for in JSON, too, in the words of the catalog", async () => {
    const { jobs } = withJobs()
    await jobs("run", "fixtures/twoAccounts.ts")
    const { out } = await jobs("show", "people", "--json")
    expect(JSON.parse(out).report.turns).toEqual([
      {
        actor: ["AccountAdmin"],
        instruction: "nothing will help until the account's administrator acts",
        reason: "SubscriptionRequiredError",
        entry: "amocrm/other/402",
        records: 3,
        scopes: ["Account"],
        remedy:
          "An account admin pays for the subscription. On a paid account check once again later: such an answer was seen to come and go within minutes at night."
      }
    ])
  })
})
