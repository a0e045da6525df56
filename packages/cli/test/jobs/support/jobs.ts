import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { onTestFinished } from "vitest"
import { type Ran, run, type Surroundings } from "../../support/run.ts"
import { answers, sent } from "../fixtures/target.ts"

/** Where the files of the jobs are, as whoever runs them has it. */
export const here = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "")

export interface Jobs {
  /** `crm-errors jobs …`, in the folder of the fixtures and with a store of this test. */
  readonly jobs: (...argv: ReadonlyArray<string>) => Promise<Ran>
  readonly jobsWith: (surroundings: Surroundings, ...argv: ReadonlyArray<string>) => Promise<Ran>
  /** The file of the store. */
  readonly store: string
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "crm-errors-jobs-"))

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** A store for this test, and a vendor that takes everything. */
export const withJobs = (): Jobs => {
  const folder = newFolder()
  onTestFinished(() => removeFolder(folder))
  answers.clear()
  sent.length = 0
  return jobsIn(folder)
}

/** A store in this folder. */
export const jobsIn = (folder: string): Jobs => {
  const store = join(folder, "jobs.db")
  const shown = (text: string): string => text.replaceAll(store, "STORE")
  const jobsWith: Jobs["jobsWith"] = async (surroundings, ...argv) => {
    const { err, out, status } = await run(["jobs", ...argv], {
      cwd: here,
      ...surroundings,
      env: { CRM_ERRORS_STORE: store, ...surroundings.env }
    })
    return { status, out: shown(out), err: shown(err) }
  }
  return { jobs: (...argv) => jobsWith({}, ...argv), jobsWith, store }
}

/** What the vendor answers to two people that nobody can write, one for whom somebody has to pay, and one to wait for. */
export const trouble = (): void => {
  answers.set(3, { status: 400, body: JSON.stringify({ error: "INVALID_INPUT" }) })
  answers.set(4, { status: 409, body: JSON.stringify({ code: "CONTACT_ALREADY_EXISTS" }) })
  answers.set(6, { status: 402 })
  answers.set(9, { status: 429, headers: { "retry-after": "3600" } })
}
