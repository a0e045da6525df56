import type { JobRow, Stop } from "../Store.ts"
import { concerns } from "../store/concerns.ts"

/** Records of an account that are open otherwise, behind what keeps them waiting. */
export interface Covered {
  readonly account: string
  readonly stop: Stop
  readonly records: number
}

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
