/**
 * What may be logged, traced and counted about outcomes and errors: only words of ours, and few different ones.
 */
export * as Observability from "./Observability.ts"
