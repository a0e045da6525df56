import process from "node:process"
import { isatty } from "node:tty"
import { interruptible } from "./interrupt.ts"
import { type Io, outputOf } from "./io.ts"
import { main } from "./main.ts"

const io: Io = {
  // Asked for when it is read: opening it costs time that `explain` does not have to pay.
  get stdin() {
    return process.stdin
  },
  stdinIsTerminal: isatty(0),
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  onInterrupt: interruptible
}

try {
  process.exitCode = await main(process.argv.slice(2), io)
} catch (error) {
  // Where, but not the message: it could quote what a vendor sent.
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : []
  process.stderr.write(
    `crm-errors: failed unexpectedly (${error instanceof Error ? error.name : typeof error}). This is a bug: please report these lines, without your data.\n${frames.join("\n")}\n`
  )
  process.exitCode = 2
}
