import type { Adapter } from "@crm-errors/core/adapter"
import { Pingback } from "@crm-errors/pingback"

/** Both versions of the API answer here, so it is the adapter of no variant. */
export const adapter: Adapter = Pingback.make()
