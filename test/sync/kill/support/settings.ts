import type { ScaledClock, Vendor } from "@crm-errors/simulator"
import type { Access } from "../../../../examples/vendor-agnostic-sync/src/crms/Access.ts"

/** What a child process is told. Times are in milliseconds of the simulated time. */
export interface Settings {
  readonly vendor: Vendor
  readonly records: number
  readonly maxItems: number
  readonly concurrency: number
  readonly timeout: number
  readonly settle: number
  readonly lease: number
  readonly resume: boolean
  readonly url: string
  readonly credentials: Access["credentials"]
  readonly clock: ScaledClock.Options
  readonly store: { readonly kind: "sqlite" | "postgres"; readonly place: string }
}
