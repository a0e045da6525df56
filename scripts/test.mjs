// `npm test`: all tests, from a fresh clone. Arguments after `--` go to vitest. The last line counts.
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { run, setUp } from "./setup.mjs"

setUp()
const folder = mkdtempSync(join(tmpdir(), "crm-errors-"))
const report = join(folder, "report.json")
const status = run("vitest", [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2)
])
let counted
try {
  const { numFailedTests, numPassedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"))
  counted = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
} catch {
  counted = { passed: 0, failed: 1, skipped: 0 }
}
rmSync(folder, { recursive: true, force: true })
// A suite that cannot be loaded fails without a failed test.
const failed = status !== 0 && counted.failed === 0 ? 1 : counted.failed
const skipped = counted.skipped > 0 ? `, ${counted.skipped} skipped` : ""
console.log(`${counted.passed} passed, ${failed} failed${skipped}`)
process.exit(status)
