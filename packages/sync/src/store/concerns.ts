import type { JobRow, Stop } from "../Store.ts"

/**
 * Does it keep records of this account of the job waiting? Which address its requests come from, the store does not
 * know: an address that is closed for the vendor counts. An account's name may hold colons.
 */
export const concerns = ({ vendor }: Pick<JobRow, "vendor">, account: string, { key }: Stop): boolean =>
  vendor
    // A job that writes to several vendors names them all.
    .split("+")
    .some(
      (one) =>
        key === `Vendor:${one}` ||
        key.startsWith(`EgressIp:${one}:`) ||
        key === `Account:${one}:${account}` ||
        key === `Credential:${one}:${account}` ||
        key.startsWith(`Operation:${one}:${account}:`)
    )
