import { readFileSync } from "node:fs"
import { join } from "node:path"
import { type Rule, rules } from "@crm-errors/catalog-schema"
import { findVendor } from "../vendors.ts"
import { fixturesAgree } from "./fixturesAgree.ts"
import type { Folder } from "./folders.ts"

// Only to know which adapter to load. What is wrong with the file is for the rules to say.
const vendorOf = ({ path }: Folder): string => {
  try {
    const { vendor } = JSON.parse(readFileSync(join(path, "vendor.json"), "utf8"))
    return typeof vendor === "string" ? vendor : ""
  } catch {
    return ""
  }
}

/** The rules for a catalog: those of the format, and with an adapter of ours those about its fixtures. */
export const rulesFor = async (folder: Folder): Promise<ReadonlyArray<Rule>> => {
  const vendor = findVendor(vendorOf(folder))
  if (vendor === undefined) return rules
  const make = await vendor.adapterMaker()
  return [...rules, fixturesAgree((catalog) => make({ catalog }))]
}
