import type { Io } from "./io.ts"
import { judge, toLine } from "./judge.ts"
import { InvalidLine } from "./recorded.ts"
import { eachRecorded } from "./source.ts"
import { readOptions, UsageError } from "./usage.ts"
import { findVendor, needVendor, vendorList } from "./vendors.ts"

// What is written at once: large enough for speed, small enough to hold.
const flushAt = 65_536

/** `crm-errors normalize --vendor <id> [FILE]`: one JSON line for each recorded answer, in input order. */
export const normalize = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const given = readOptions("normalize", args, { vendor: { type: "string" }, json: { type: "boolean" } }, 1)
  const name = given.text("vendor")
  if (name === undefined) {
    throw new UsageError(`which vendor answered? Say --vendor <id>: ${vendorList}.`)
  }
  const vendor = needVendor(name)
  const adapter = (await vendor.adapterMaker())()
  let pending = ""
  const flush = async (): Promise<void> => {
    const text = pending
    pending = ""
    await io.stdout.write(text)
  }
  const invalid = await eachRecorded(
    given.positionals[0],
    io,
    ({ recorded }) => {
      const other = recorded.vendor === undefined ? undefined : findVendor(recorded.vendor)
      if (other !== undefined && other.id !== vendor.id) {
        return new InvalidLine(
          `vendor: the line is of ${other.id}, and --vendor says ${vendor.id}. Normalize it with --vendor ${other.id}.`
        )
      }
      pending += `${JSON.stringify(toLine(recorded, judge(adapter, recorded, io.now())))}\n`
      return pending.length >= flushAt ? flush().then(() => undefined) : undefined
    },
    flush
  )
  return invalid === 0 ? 0 : 2
}
