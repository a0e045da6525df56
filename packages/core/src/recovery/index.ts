/**
 * Running one request by `decide`: waiting, refreshing, looking, and stopping.
 */
export * as Recovery from "./Recovery.ts"
