import type { Adapter, Explainer, Options } from "@crm-errors/core/adapter"
import { suggestion, UsageError } from "./usage.ts"

/** What the command line knows of a vendor before it loads anything of it. */
export interface VendorModule {
  readonly id: string
  readonly aliases: ReadonlyArray<string>
  readonly title: string
  /** What makes an adapter: with another catalog than its own when one is given. */
  readonly adapterMaker: () => Promise<(options?: Options) => Adapter>
  readonly explainer: () => Promise<Pick<Explainer, "explain" | "languages">>
}

/** In the order of the documentation. Each is loaded when it is named, and not before. */
export const vendors: ReadonlyArray<VendorModule> = [
  {
    id: "amocrm",
    aliases: ["kommo"],
    title: "amoCRM / Kommo",
    adapterMaker: async () => (await import("@crm-errors/amocrm")).Amocrm.make,
    explainer: () => import("@crm-errors/amocrm/explain")
  },
  {
    id: "pingback",
    aliases: [],
    title: "Pingback",
    adapterMaker: async () => (await import("@crm-errors/pingback")).Pingback.make,
    explainer: () => import("@crm-errors/pingback/explain")
  },
  {
    id: "constant-contact",
    aliases: ["sharpspring"],
    title: "Constant Contact Lead Gen & CRM",
    adapterMaker: async () => (await import("@crm-errors/constant-contact")).ConstantContact.make,
    explainer: () => import("@crm-errors/constant-contact/explain")
  }
]

/** All ids, with their aliases in brackets. */
export const vendorList = vendors
  .map(({ aliases, id }) => (aliases.length === 0 ? id : `${id} (${aliases.join(", ")})`))
  .join(", ")

/** The vendor of an id or an alias, in any case. */
export const findVendor = (name: string): VendorModule | undefined => {
  const lower = name.toLowerCase()
  return vendors.find(({ aliases, id }) => id === lower || aliases.includes(lower))
}

/** Like {@link findVendor}; throws `UsageError` for a vendor that nobody knows. */
export const needVendor = (name: string): VendorModule => {
  const found = findVendor(name)
  if (found !== undefined) return found
  const names = vendors.flatMap(({ aliases, id }) => [id, ...aliases])
  throw new UsageError(`unknown vendor ${JSON.stringify(name)}. ${suggestion(name, names)}`)
}
