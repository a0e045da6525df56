import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it, onTestFinished } from "vitest"
import { here, jobsIn } from "./support/jobs.ts"

// As npm links it: what `npm run build` made.
const bin = fileURLToPath(new URL("../../bin/crm-errors.js", import.meta.url))

const stopping =
  "Stopping: requests that are under way are waited for, and what came of them is\nkept. Once more ends at once, and nothing is lost by it either.\n"

const start = (file: string, ...argv: ReadonlyArray<string>) => {
  const folder = mkdtempSync(join(tmpdir(), "crm-errors-interrupt-"))
  const child = spawn(process.execPath, [bin, "jobs", "run", file, ...argv], {
    cwd: here,
    env: { ...process.env, CRM_ERRORS_STORE: join(folder, "jobs.db"), NO_COLOR: "1", NODE_OPTIONS: "" },
    stdio: ["pipe", "pipe", "pipe"]
  })
  onTestFinished(() => {
    child.kill("SIGKILL")
    rmSync(folder, { recursive: true, force: true })
  })
  const text = { out: "", err: "" }
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text.out += part
  })
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    text.err += part
  })
  const closed = once(child, "close")
  return {
    child,
    folder,
    text,
    ended: closed.then(([status]: ReadonlyArray<unknown>) => ({ status, ...text })),
    /** Until standard error has said this. */
    said: async (words: string): Promise<void> => {
      while (!text.err.includes(words)) await Promise.race([once(child.stderr, "data"), closed])
    }
  }
}

const pressed = (child: ChildProcess): void => void child.kill("SIGINT")

describe("Ctrl-C", () => {
  it("waits for what is under way, says how to go on, and leaves a store that goes on", async () => {
    const { child, ended, folder, said } = start("fixtures/endless.ts", "--json")
    await said("under way")
    // A command that npm runs is told twice.
    pressed(child)
    pressed(child)
    await said(stopping)
    child.stdin.write("go\n")
    const { err, out, status } = await ended
    const { elapsed, rate, waiting, ...report } = JSON.parse(out)
    expect({ status, err, report }).toEqual({
      status: 130,
      err: `under way\n${stopping}Stopped. What was done is kept, and nothing that was applied is sent again.\n`,
      report: {
        job: "endless",
        vendor: "pingback",
        operation: "contacts.update",
        runs: 1,
        records: { total: 12, applied: 1, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 11 },
        unverified: 0,
        complete: true,
        byReason: [],
        turns: [],
        attempts: { calls: 1, writes: 1, probes: 0, refreshes: 0, repeats: 0, splits: 0 },
        repeatedKeys: 0,
        warnings: [],
        interrupted: true
      }
    })
    const { out: listed, status: found } = await jobsIn(folder).jobs("list")
    expect({ found, first: listed.split("\n")[1] }).toEqual({
      found: 1,
      first: "  ██······················    8.3 %  1 of 12 records"
    })
  })

  it("ends at once when it is pressed again, and the job is free all the same", async () => {
    const { child, ended, folder, said } = start("fixtures/endless.ts")
    await said("under way")
    pressed(child)
    await said(stopping)
    // The second one counts from when it can no longer be an echo of the first.
    const again = setInterval(() => pressed(child), 50)
    const { err, out, status } = await ended
    clearInterval(again)
    expect({ status, out, err }).toEqual({ status: 130, out: "", err: `under way\n${stopping}` })
    const { out: listed } = await jobsIn(folder).jobs("list", "--json")
    expect(JSON.parse(listed).jobs.map(({ state }: { readonly state: string }) => state)).toEqual(["Stopped"])
  })
})
