import type { JobRow, Stop } from "../Store.ts"

/** Records of an account that are open otherwise, behind what keeps them waiting. */
export interface Covered {
  readonly account: string
  readonly stop: Stop
  readonly records: number
}

/**
 * Does it keep records of this account of the job waiting? Which address its requests come from, the store does not
 * know: an address that is closed for the vendor counts. An account's name may hold colons.
 */
const concerns = ({ vendor }: Pick<JobRow, "vendor">, account: string, { key }: Stop): boolean =>
  vendor
    .split("+")
    .some(
      (one) =>
        key === `Vendor:${one}` ||
        key.startsWith(`EgressIp:${one}:`) ||
        key === `Account:${one}:${account}` ||
        key === `Credential:${one}:${account}` ||
        key.startsWith(`Operation:${one}:${account}:`)
    )

const strongest = (stops: ReadonlyArray<Stop>): Stop | undefined =>
  stops.find((stop) => stop.until === undefined) ??
  [...stops].sort((left, right) => (right.until ?? 0) - (left.until ?? 0))[0]

/** What covers the accounts of a job, by account: of several stops the one that holds longest. */
export const coveredBy = (
  job: Pick<JobRow, "vendor">,
  open: ReadonlyMap<string, number>,
  stops: ReadonlyArray<Stop>
): ReadonlyArray<Covered> =>
  [...open].flatMap(([account, records]): ReadonlyArray<Covered> => {
    const stop = strongest(stops.filter((one) => concerns(job, account, one)))
    return stop === undefined ? [] : [{ account, stop, records }]
  })
