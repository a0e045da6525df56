/**
 * amoCRM/Kommo, Pingback and Constant Contact Lead Gen & CRM, simulated.
 *
 * @since 0.1.0
 */
export type * from "./Api.ts"
export type * from "./Counts.ts"
export { type Vendor, vendors } from "./engine/vendors.ts"
export type * as Fault from "./Fault.ts"
export * as ScaledClock from "./ScaledClock.ts"
export * as Script from "./Script.ts"
export type { Call, ClientOptions, Exchange, Options, Underway } from "./Simulator.ts"
export { Simulator } from "./Simulator.ts"
export * as Snapshot from "./Snapshot.ts"
export * as VirtualClock from "./VirtualClock.ts"
