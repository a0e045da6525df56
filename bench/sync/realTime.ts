// Jobs in real time, each in a fresh process.
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { median } from "../measure.ts"
import type { Work, Worked } from "./work.ts"

const here = import.meta.dirname

type Server = NonNullable<Work["server"]>

const serve = async (): Promise<{ readonly child: ChildProcess; readonly server: Server }> => {
  const child = spawn(process.execPath, [...process.execArgv, join(here, "server.ts")], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  const [line] = (await once(child.stdout!, "data")) as [Buffer]
  return { child, server: JSON.parse(line.toString()) as Server }
}

const run = (work: Work): Worked => {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [...process.execArgv, "--expose-gc", join(here, "work.ts"), JSON.stringify(work)],
    { encoding: "utf8" }
  )
  if (status !== 0) throw new Error(`${JSON.stringify(work)} failed:\n${stderr}${stdout}`)
  const worked = JSON.parse(stdout) as Worked
  if (worked.applied !== work.records) throw new Error(`of ${work.records} records ${worked.applied} were applied`)
  return worked
}

/** Medians of so many runs; of memory the most. The vendor is fresh each time. */
export const inRealTime = async (work: Work, rounds: number): Promise<Worked> => {
  const all: Array<Worked> = []
  for (let round = 0; round < rounds; round++) {
    const served = work.to === "socket" ? await serve() : undefined
    try {
      all.push(run(served === undefined ? work : { ...work, server: served.server }))
    } finally {
      served?.child.kill()
    }
  }
  return {
    ...all[0]!,
    millis: median(all.map(({ millis }) => millis)),
    mebibytes: Math.max(...all.map(({ mebibytes }) => mebibytes)),
    kept: Math.max(...all.map(({ kept }) => kept))
  }
}
