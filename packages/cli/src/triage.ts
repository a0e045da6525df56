import type { Adapter, Explainer } from "@crm-errors/core/adapter"
import type { Io } from "./io.ts"
import { judge } from "./judge.ts"
import { InvalidLine } from "./recorded.ts"
import { eachRecorded } from "./source.ts"
import { lookOf } from "./terminal.ts"
import { Aggregate } from "./triage/Aggregate.ts"
import { renderReport } from "./triage/render.ts"
import { reportOf } from "./triage/reportOf.ts"
import { readOptions } from "./usage.ts"
import { findVendor, needVendor, type VendorModule, vendorList } from "./vendors.ts"

const refuseVendor = (name: string | undefined): InvalidLine =>
  new InvalidLine(
    name === undefined
      ? `vendor: expected one of ${vendorList}, found nothing. Add it to the line, or say --vendor <id> for all lines that have none.`
      : `vendor: expected one of ${vendorList}, found another name.`
  )

/** `crm-errors triage [FILE]`: what happened during an incident, on one page. */
export const triage = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const given = readOptions("triage", args, { vendor: { type: "string" }, json: { type: "boolean" } }, 1)
  const usual = given.text("vendor")
  const usualVendor = usual === undefined ? undefined : needVendor(usual)
  const adapters = new Map<VendorModule, Adapter>()
  const aggregate = new Aggregate()
  const invalid = await eachRecorded(
    given.positionals[0],
    io,
    ({ line, recorded }) => {
      const vendor = recorded.vendor === undefined ? usualVendor : findVendor(recorded.vendor)
      if (vendor === undefined) return refuseVendor(recorded.vendor)
      const add = (adapter: Adapter): undefined => {
        aggregate.add(vendor.id, line, judge(adapter, recorded, io.now()))
      }
      const adapter = adapters.get(vendor)
      if (adapter !== undefined) return add(adapter)
      return vendor.adapterMaker().then((make) => {
        const made = make()
        adapters.set(vendor, made)
        return add(made)
      })
    },
    async () => undefined
  )
  const explainers = new Map<string, Explainer["explain"]>()
  for (const { explainer, id } of adapters.keys()) explainers.set(id, (await explainer()).explain)
  const report = reportOf(aggregate, invalid, explainers)
  await io.stdout.write(
    given.flag("json") ? `${JSON.stringify(report)}\n` : renderReport(report, lookOf(io.stdout, io.env))
  )
  return invalid === 0 ? 0 : 2
}
