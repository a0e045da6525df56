import type { Normalize } from "@crm-errors/catalog-schema"
import type { Adapter, Catalog } from "@crm-errors/core/adapter"
import { findVendor } from "../vendors.ts"

/** What reads answers under any release of a vendor's catalog; `undefined` for a vendor that has no adapter here. */
export const normalizeFor = async (vendorId: string): Promise<Normalize | undefined> => {
  const make = await findVendor(vendorId)?.adapterMaker()
  if (make === undefined) return undefined
  const adapters = new WeakMap<Catalog.Catalog, Adapter>()
  const adapterOf = (catalog: Catalog.Catalog): Adapter => {
    const known = adapters.get(catalog)
    if (known !== undefined) return known
    const made = make({ catalog })
    adapters.set(catalog, made)
    return made
  }
  return (catalog, answer, request) => adapterOf(catalog).normalize(answer, request)
}
