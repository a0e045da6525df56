#!/usr/bin/env node
// Committed as it is, and not built: npm links no command whose target is missing when it installs.
import { existsSync } from "node:fs"

const built = new URL("../dist/bin.js", import.meta.url)

if (existsSync(built)) {
  await import(built.href)
} else {
  process.stderr.write(
    "crm-errors is not built yet. Build it once, in the root of the repository:\n\n  npm ci && npm run build\n\nand run the command again.\n"
  )
  process.exitCode = 2
}
