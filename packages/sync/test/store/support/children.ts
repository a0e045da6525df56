import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { Backend } from "./backend.ts"

const script = fileURLToPath(new URL("./child.ts", import.meta.url))

/** A process that uses a store: what it says first, and how it ends. */
export const startChild = (backend: Backend, place: string, mode: "hold" | "work", job = "contacts") => {
  const kind = backend.name === "SQLite" ? "sqlite" : "postgres"
  const child = spawn(process.execPath, ["--conditions=@crm-errors/source", script, kind, place, mode, job], {
    stdio: ["ignore", "pipe", "pipe"]
  })
  let errors = ""
  child.stderr.on("data", (data) => {
    errors += String(data)
  })
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, errors }))
  const said = new Promise<unknown>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)))
    ended.then(() => reject(new Error(`The process ended without a word: ${errors}`)))
  })
  return {
    pid: child.pid,
    said,
    ended,
    kill: () => {
      child.kill("SIGKILL")
      return ended
    }
  }
}
