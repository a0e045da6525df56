// What importing one adapter costs in a fresh process, over an empty one. Processes alternate.
import { spawnSync } from "node:child_process"
import { median } from "./measure.ts"

const time = (code: string): number => {
  const begin = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: import.meta.dirname,
    encoding: "utf8"
  })
  if (status !== 0) throw new Error(`A fresh process failed: ${stderr}`)
  return Number(process.hrtime.bigint() - begin) / 1e6
}

export interface Importing {
  readonly name: string
  /** Milliseconds over an empty process: the median of the paired differences. */
  readonly over: number
  readonly whole: number
}

export const importing = (names: ReadonlyArray<string>, rounds: number): ReadonlyArray<Importing> => {
  const empty: Array<number> = []
  const wholes = names.map((): Array<number> => [])
  for (let round = -2; round < rounds; round++) {
    const base = time("")
    if (round >= 0) empty.push(base)
    names.forEach((name, index) => {
      const whole = time(`await import(${JSON.stringify(name)})`)
      if (round >= 0) wholes[index]!.push(whole)
    })
  }
  return names.map((name, index) => ({
    name,
    over: median(wholes[index]!.map((whole, round) => whole - empty[round]!)),
    whole: median(wholes[index]!)
  }))
}
