import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

// As npm links it: what `npm run build` made.
const bin = fileURLToPath(new URL("../bin/crm-errors.js", import.meta.url))
const incident = fileURLToPath(new URL("../../../examples/recorded-answers/incident.jsonl", import.meta.url))

const environment = { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" }

const start = (argv: ReadonlyArray<string>, options: ReadonlyArray<string> = []) =>
  spawn(process.execPath, [...options, bin, ...argv], { env: environment, stdio: ["pipe", "pipe", "pipe"] })

describe("the command", () => {
  it("reads standard input and writes standard output", () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [bin, "normalize", "--vendor", "pingback"], {
      input: '{"id":1,"status":204}\n{"status":1}\n',
      env: environment,
      encoding: "utf8"
    })
    expect({ status, stderr, stdout }).toEqual({
      status: 2,
      stdout: '{"id":1,"outcome":"Empty","decision":{"_tag":"Done","because":"GoalMet"}}\n',
      stderr:
        '{"line":2,"invalid":"status: expected a number from 100 to 999, or null, found another number. Write the HTTP status, or null when no answer came."}\n'
    })
  })

  it("reads a file", () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [bin, "triage", incident], {
      env: environment,
      encoding: "utf8"
    })
    expect({ status, stderr, first: stdout.slice(0, 17) }).toEqual({
      status: 0,
      stderr: "",
      first: "crm-errors triage"
    })
  })

  it("ends quietly when the reader goes away", async () => {
    const child = start(["normalize", "--vendor", "pingback"])
    let stderr = ""
    child.stderr.on("data", (chunk) => {
      stderr += chunk
    })
    // Our own end of the pipe breaks as well, when the command stops reading.
    child.stdin.on("error", () => undefined)
    child.stdin.write('{"status":204}\n'.repeat(100_000))
    await once(child.stdout, "data")
    child.stdout.destroy()
    const [status] = await once(child, "close")
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
  })

  it("passes 200,000 lines through 64 MiB, in order and at the reader's speed", { timeout: 60_000 }, async () => {
    const lines = 200_000
    const body = JSON.stringify({ message: "Too many requests.", padding: "x".repeat(200) })
    const child = start(["normalize", "--vendor", "pingback"], ["--max-old-space-size=64"])
    const feed = async (): Promise<void> => {
      for (let id = 0; id < lines; id += 1_000) {
        const block = Array.from({ length: 1_000 }, (_, offset) =>
          JSON.stringify({ id: id + offset, status: 429, body })
        ).join("\n")
        if (!child.stdin.write(`${block}\n`)) await once(child.stdin, "drain")
      }
      child.stdin.end()
    }
    const read = async (): Promise<{ readonly count: number; readonly inOrder: boolean }> => {
      let rest = ""
      let count = 0
      let inOrder = true
      for await (const chunk of child.stdout.setEncoding("utf8")) {
        const parts = (rest + chunk).split("\n")
        rest = parts.pop() ?? ""
        for (const part of parts) inOrder &&= part.startsWith(`{"id":${count++},"outcome":"Failed"`)
      }
      return { count, inOrder }
    }
    const closed = once(child, "close")
    const [, read_, [status]] = await Promise.all([feed(), read(), closed])
    expect({ ...read_, status }).toEqual({ count: lines, inOrder: true, status: 0 })
  })

  it("simulates a vendor until Ctrl-C", async () => {
    const child = start(["simulate", "pingback", "--json"])
    const closed = once(child, "close")
    let line = ""
    for await (const chunk of child.stdout.setEncoding("utf8")) {
      line += chunk
      if (line.endsWith("\n")) break
    }
    const { url } = JSON.parse(line) as { readonly url: string }
    const { status: answered } = await fetch(`${url}/_simulator/counts`)
    child.kill("SIGINT")
    const [status] = await closed
    expect({ answered, status }).toEqual({ answered: 200, status: 0 })
  })

  it("says how to build it, where it is not built", () => {
    const folder = mkdtempSync(join(tmpdir(), "crm-errors-"))
    try {
      mkdirSync(join(folder, "bin"))
      copyFileSync(bin, join(folder, "bin", "crm-errors.mjs"))
      const { status, stderr, stdout } = spawnSync(
        process.execPath,
        [join(folder, "bin", "crm-errors.mjs"), "triage"],
        {
          env: environment,
          encoding: "utf8"
        }
      )
      expect({ status, stderr, stdout }).toEqual({
        status: 2,
        stdout: "",
        stderr: `crm-errors is not built yet. Build it once, in the root of the repository:

  npm ci && npm run build

and run the command again.
`
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
