import { performance } from "node:perf_hooks"
import process from "node:process"

const numbers = { SIGINT: 2, SIGTERM: 15 } as const

// npm and npx hand Ctrl-C on to a command that the terminal has told already: that is one, and not two.
const sameMillis = 300

/**
 * Has the first Ctrl-C (or SIGTERM) handled, and lets the next one end the process at once. Answers with what gives
 * signals their ordinary meaning back.
 */
export const interruptible = (handle: () => void): (() => void) => {
  let first: number | undefined
  const listen = (signal: "SIGINT" | "SIGTERM"): void => {
    const now = performance.now()
    if (first === undefined) {
      first = now
      handle()
    } else if (now - first > sameMillis) process.exit(128 + numbers[signal])
  }
  process.on("SIGINT", listen)
  process.on("SIGTERM", listen)
  return () => {
    process.off("SIGINT", listen)
    process.off("SIGTERM", listen)
  }
}
