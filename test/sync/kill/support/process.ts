// Child processes that run a job, and how they are ended.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { Report } from "@crm-errors/sync"
import type { Settings } from "./settings.ts"

const script = fileURLToPath(new URL("./child.ts", import.meta.url))

/** What a process says last. */
export interface Said {
  readonly begun?: true
  readonly report?: Report
  readonly refused?: string
  readonly message?: string
  readonly interrupted?: true
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly said: Said
  /** What it wrote to standard error: nothing, as a rule. */
  readonly errors: string
}

export interface Running {
  readonly pid: number
  /** It has taken the job and begun to work, or has ended. */
  readonly begun: Promise<void>
  readonly ended: Promise<Ended>
  readonly kill: (signal: NodeJS.Signals) => void
}

export const startProcess = (settings: Settings): Running => {
  const child = spawn(process.execPath, ["--conditions=@crm-errors/source", script, JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "pipe"]
  })
  let errors = ""
  let said: Said = {}
  child.stderr.on("data", (data) => {
    errors += String(data)
  })
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>
  const ended = closed.then(([code, signal]) => ({ code, signal, said, errors }))
  const begun = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      said = JSON.parse(line) as Said
      resolve()
    })
    void closed.then(() => resolve())
  })
  return { pid: child.pid ?? 0, begun, ended, kill: (signal) => void child.kill(signal) }
}
