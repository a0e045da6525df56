import * as Duration from "effect/Duration"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { stayOf } from "../../src/jobs/stay.ts"
import { jobsIn, newFolder, removeFolder, withJobs } from "./support/jobs.ts"

// What is refused changes nothing, so that one store is enough for all of it.
const folder = newFolder()
beforeAll(() => jobsIn(folder).jobs("run", "fixtures/copy.ts"))
afterAll(() => removeFolder(folder))

const form =
  "Write `export default` of a Job of @crm-errors/sync, or of { job, layer } where the job needs services and layer gives them."

const kept = "What was written is kept: when it is put right, run the job again, and it goes on where it stopped."

describe("what cannot be done ends with status 2 and says what to do", () => {
  const cases: ReadonlyArray<readonly [argv: ReadonlyArray<string>, err: string]> = [
    [[], "jobs needs a command. Say `jobs list` or `jobs show NAME`."],
    [["lst"], "unknown command jobs lst. Did you mean jobs list? See `crm-errors --help`."],
    [["show"], "which job? Say `jobs show NAME`; `crm-errors jobs list` has the names."],
    [["show", "copy peopel"], 'there is no job "copy peopel" in STORE. Did you mean copy people?'],
    [["dead-letters", "other"], 'there is no job "other" in STORE. Known: copy people.'],
    [["dead-letters", "copy people", "--limit", "0"], '--limit needs a whole number from 1 to 10,000, found "0".'],
    [
      ["dead-letters", "copy people", "--after", "-1"],
      "option --after needs a value. Write --after <value>. See `crm-errors jobs dead-letters --help`."
    ],
    [["dead-letters", "copy people", "--after=x"], '--after needs a whole number from 0, found "x".'],
    [
      ["retry", "copy people"],
      "retry which records? Say --key KEY (as often as there are keys), --reason REASON, or --all."
    ],
    [["retry", "copy people", "--all", "--key", "1"], "either --key, --reason or --all, not several of them."],
    [["resume", "other", "--run"], 'there is no job "other" in STORE. Known: copy people.'],
    [["resume", "copy people", "fixtures/copy.ts"], "a module is run with --run: jobs resume NAME --run MODULE."],
    [
      ["resume", "copy people", "--run", "fixtures/withLayer.ts"],
      'the file defines the job "with-layer", and "copy people" is to be resumed. Name the file of that job.'
    ],
    [["run"], "run which job? Say `jobs run MODULE`, the .ts or .js file whose default export is the job."],
    [["run", "none.ts"], "there is no file none.ts. Name the .ts or .js file whose default export is the job."],
    [["run", "fixtures/copy.ts", "--stay", "5x"], '--stay needs a duration such as 30s, 5min, 2h or 1d, found "5x".'],
    [["run", "fixtures/nothing.ts"], `fixtures/nothing.ts has no job as its default export: there is none. ${form}`],
    [
      ["run", "fixtures/half.ts"],
      `the job in fixtures/half.ts has no records (a Stream), no key (a function). ${form}`
    ],
    [["run", "fixtures/noLayer.ts"], `the layer in fixtures/noLayer.ts is no Layer of effect. ${form}`],
    [
      ["run", "fixtures/throws.ts"],
      "fixtures/throws.ts cannot be loaded: Error: set KOMMO_TOKEN first. Run it with node to see more."
    ],
    [
      ["run", "fixtures/noProbe.ts"],
      'the job "no-probe" cannot be run: The target has no probe, and pingback deals.create may not be sent twice: when an answer is lost, nobody knows whether the record is there. Give the target a probe that says which keys are there, or say unknownOutcomes: "DeadLetter" to have such records left out.'
    ],
    [["run", "fixtures/sourceFails.ts"], `the job's own code failed with Error: there is no file people.csv. ${kept}`],
    [
      ["list", "--store", "mysql://localhost/x"],
      "the store is neither a file nor a PostgreSQL URL. Write a path, or postgres://…."
    ],
    [
      ["list", "--store", "usage.test.ts"],
      "the store usage.test.ts could not be opened: file is not a database. It is a file of something else, or damaged: give another name, or move it away."
    ],
    [
      ["list", "--store", "none.db"],
      "there is no store none.db. Run a job first (crm-errors jobs run MODULE), or name its file with --store or CRM_ERRORS_STORE."
    ]
  ]
  for (const [argv, err] of cases) {
    it(`crm-errors jobs ${argv.join(" ")}`, async () => {
      const { jobs } = jobsIn(folder)
      expect(await jobs(...argv)).toEqual({ status: 2, out: "", err: `crm-errors: ${err}\n` })
    })
  }

  it("an unexpected error of the job's own code, by its place and without its words", async () => {
    const { jobs } = withJobs()
    const { err, out, status } = await jobs("run", "fixtures/writeThrows.ts")
    const [first, place, ...rest] = err.trimEnd().split("\n")
    expect({ status, out, first, place: place?.includes("writeThrows.ts"), last: rest.at(-1) }).toEqual({
      status: 2,
      out: "",
      first: "crm-errors: the run failed unexpectedly with TypeError. Look at the job's own code first:",
      place: true,
      last: kept
    })
    expect(err).not.toContain("person")
  })

  it("a job without a problem is no problem of a dry run, and one with problems is a finding", async () => {
    const { jobs } = withJobs()
    expect(await jobs("run", "fixtures/noProbe.ts", "--dry-run")).toEqual({
      status: 1,
      err: "",
      out: `no-probe  dry run: nothing was sent, and nothing was stored

     12  records in the source

WOULD BE WRITTEN  when nothing goes wrong
     12  pingback deals.create, account main
         12 requests, at no rate that anybody has said
         the first: 1, 2, 3, 4, 5, …

REFUSED  the job is not run before this is put right
× The target has no probe, and pingback deals.create may not be sent twice: when
  an answer is lost, nobody knows whether the record is there. Give the target a
  probe that says which keys are there, or say unknownOutcomes: "DeadLetter" to
  have such records left out.
`
    })
  })
})

describe("how long to stay", () => {
  it("is a number and a unit, short or in words", () => {
    const said = ["30s", "5min", "5 minutes", "1.5h", "1d", "2 days"]
    expect(said.map((stay) => Duration.toMillis(stayOf(stay)) / 1_000)).toEqual([30, 300, 300, 5_400, 86_400, 172_800])
  })
})
