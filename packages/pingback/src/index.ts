/**
 * Pingback (Connect API v1 and v2): from any answer of its API to one `Outcome`.
 */
export * as Pingback from "./Pingback.ts"
