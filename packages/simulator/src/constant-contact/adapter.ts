import { ConstantContact } from "@crm-errors/constant-contact"
import type { Adapter } from "@crm-errors/core/adapter"

/** The vendor has no variants. */
export const adapter: Adapter = ConstantContact.make()
