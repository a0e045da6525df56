/**
 * Which process something belongs to, and whether it is still there.
 */
import { readlinkSync } from "node:fs"
import { hostname } from "node:os"

export interface Owner {
  /** In words. */
  readonly name: string
  /** Processes of the same machine can see each other. */
  readonly machine: string
  readonly pid: number
}

// Containers may share the name of their host, and see other processes under the same numbers.
const processNamespace = (): string => {
  try {
    return readlinkSync("/proc/self/ns/pid")
  } catch {
    return ""
  }
}

/** This process. */
export const thisOwner = (): Owner => ({
  name: `process ${process.pid} on ${hostname()}`,
  machine: `${hostname()} ${processNamespace()}`.trim(),
  pid: process.pid
})

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Whoever may not be signalled is there.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH")
  }
}

/** Is it certain that this process has ended? On another machine nobody can tell. */
export const isGone = (self: Owner, machine: string | null, pid: number | null): boolean =>
  machine === self.machine && pid !== null && !isThere(pid)
