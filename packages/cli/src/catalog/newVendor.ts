import { type Scaffolded, scaffoldVendor } from "@crm-errors/catalog-schema"
import type { Io } from "../io.ts"
import { isoSeconds } from "../time.ts"
import { readOptions, UsageError } from "../usage.ts"
import { rootOf } from "./root.ts"

// Indented as the list that it is pasted into.
const vendorElement = (id: string, name: string, pascal: string): string => `  {
    id: ${JSON.stringify(id)},
    aliases: [],
    title: ${JSON.stringify(name)},
    adapterMaker: async () => (await import("@crm-errors/${id}")).${pascal}.make,
    explainer: () => import("@crm-errors/${id}/explain")
  }`

/** What a machine did not do, in the order in which a person does it. */
const leftToDo = (id: string, name: string, { pascal, unchanged }: Scaffolded): ReadonlyArray<string> => [
  ...unchanged.map((file) => `Add catalogs/${id} and packages/${id} to ${file}: it is not of the usual form.`),
  "npm install",
  `Add this to the end of the list in packages/cli/src/vendors.ts, after a comma:\n\n${vendorElement(id, name, pascal)}\n`,
  `npm run build && npx crm-errors catalog lint catalogs/${id} && npm test -- packages/${id}`,
  "Go on with step 2 of docs/contributing/add-a-vendor.md."
]

/** `crm-errors catalog new-vendor <id> --name "<Name>"`. */
export const newVendor = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = { name: { type: "string" }, json: { type: "boolean" } } as const
  const given = readOptions("catalog new-vendor", args, options, 1)
  const id = given.positionals[0]
  const name = given.text("name")
  if (id === undefined || name === undefined) {
    throw new UsageError('which vendor? Say `catalog new-vendor <id> --name "<Name of the vendor>"`.')
  }
  const today = isoSeconds(io.now()).slice(0, "2026-11-21".length)
  const done = await scaffoldVendor(rootOf(io.cwd), { id, name, today })
  if ("refused" in done) throw new UsageError(done.refused)
  const left = leftToDo(id, name, done)
  if (given.flag("json")) {
    await io.stdout.write(`${JSON.stringify({ id, name, ...done, left })}\n`)
    return 0
  }
  await io.stdout.write(
    [
      ...done.created.map((file) => `${file} was written.`),
      ...done.changed.map((file) => `${file} knows the vendor now.`),
      "",
      "Left to do:",
      "",
      ...left.map((step, index) => `  ${index + 1}. ${step}`),
      ""
    ].join("\n")
  )
  return 0
}
