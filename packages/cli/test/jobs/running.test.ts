import { hostname } from "node:os"
import process from "node:process"
import { describe, expect, it } from "vitest"
import type { Output } from "../../src/io.ts"
import { main } from "../../src/main.ts"
import { now } from "../support/run.ts"
import { begun, released } from "./fixtures/held.ts"
import { sent } from "./fixtures/target.ts"
import { here, withJobs } from "./support/jobs.ts"

const collecting = (isTerminal: boolean) => {
  let text = ""
  const output: Output = {
    isTerminal,
    columns: 72,
    write: async (part) => {
      text += part
    }
  }
  return { output, text: () => text }
}

describe("a job that runs", () => {
  it("is shown as running, is not run twice, and stops at Ctrl-C with what was under way", async () => {
    const { jobs, store } = withJobs()
    const [stdout, stderr] = [collecting(false), collecting(true)]
    let interrupt = (): void => {}
    let listens = 0
    const running = main(["jobs", "run", "fixtures/held.ts"], {
      stdin: (async function* () {})(),
      stdinIsTerminal: false,
      stdout: stdout.output,
      stderr: stderr.output,
      env: { CRM_ERRORS_STORE: store, NO_COLOR: "1" },
      cwd: here,
      now: () => now,
      onInterrupt: (handle) => {
        listens++
        interrupt = handle
        return () => {
          listens--
        }
      }
    })
    await begun.given
    const who = `process ${process.pid} on ${hostname()}`
    const free = "2026-11-21T12:00:30"

    expect(await jobs("list")).toEqual({
      status: 0,
      err: "",
      out: `held  pingback contacts.update
  ························    0.0 %  0 of 12 records
  running: ${who}; changed 2026-11-21T12:00:00Z (now)
`
    })
    expect(await jobs("show", "held")).toEqual({
      status: 0,
      err: "",
      out: `held  pingback contacts.update, 12 records, its first run
running: ${who}
a sign of life is due by ${free}Z (in 30 s)
begun 2026-11-21T12:00:00Z (now), changed 2026-11-21T12:00:00Z (now)
account main; module fixtures/held.ts
store STORE

················································································
      0    0.0 %  █ applied
     12  100.0 %  · open       not done yet
                  1 of these is looked for first: the write may have happened
`
    })
    expect(await jobs("run", "fixtures/held.ts")).toEqual({
      status: 2,
      out: "",
      err: `crm-errors: the job "held" is being run by ${who}, so it is not begun twice. Wait until that run has ended, or stop it. If it gives no more sign of life, the job is free at ${free}.000Z.\n`
    })
    expect(await jobs("resume", "held", "--run")).toEqual({
      status: 2,
      out: "",
      err: `crm-errors: the job held is being run by ${who}. Wait for its end, or stop it.\n`
    })

    interrupt()
    released.give()
    expect({
      status: await running,
      listens,
      sent,
      out: stdout.text(),
      err: stderr.text().split("\r\u001B[K").at(-1)
    }).toEqual({
      status: 130,
      listens: 0,
      sent: [1],
      out: `held  pingback contacts.update, 12 records, 1 run, 0 s

██████··································································
      1    8.3 %  █ applied
     11   91.7 %  · open       not done yet

CALLS  1 request
      1  100.0 %  writes

NEXT
  crm-errors jobs resume held --run  goes on where it stopped
`,
      err: "Stopped. What was done is kept, and nothing that was applied is sent\nagain.\n"
    })
    expect(stderr.text()).toContain(
      "Stopping: requests that are under way are waited for, and what came of\nthem is kept. Once more ends at once, and nothing is lost by it either.\n"
    )

    const { status } = await jobs("resume", "held", "--run")
    expect({ status, sent }).toEqual({ status: 0, sent: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] })
  })
})
