/**
 * Effect's HTTP client. What Effect marks as unstable is imported here and nowhere else in this package.
 */
export * as CrmHttp from "./CrmHttp.ts"
