import type { Io } from "../io.ts"
import { readOptions } from "../usage.ts"
import { ask } from "./ask.ts"

/** `crm-errors simulate lift`: ends blocks of a simulated vendor. */
export const lift = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const given = readOptions(
    "simulate lift",
    args,
    { url: { type: "string" }, account: { type: "string" }, ip: { type: "string" }, json: { type: "boolean" } },
    0
  )
  const account = given.text("account")
  const ip = given.text("ip")
  const act = { _tag: "Lift", ...(account === undefined ? {} : { account }), ...(ip === undefined ? {} : { ip }) }
  const done = await ask("simulate lift", given.text("url"), "act", act)
  const whose = [
    ...(account === undefined ? [] : [`account ${account}`]),
    ...(ip === undefined ? [] : [`address ${ip}`])
  ]
  await io.stdout.write(
    given.flag("json")
      ? `${JSON.stringify(done)}\n`
      : `No block ${whose.length === 0 ? "is left" : `of ${whose.join(" and ")} is left`}.\n`
  )
  return 0
}
