import type { JobRow } from "@crm-errors/sync"
import { reportToJson } from "@crm-errors/sync/render"
import { type RemedyOf, withRemedies } from "./remedies.ts"
import type { JobStatus } from "./status.ts"

/** An instant in JSON. */
export const iso = (at: number): string => new Date(at).toISOString()

/** A value as one line. */
export const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`

const rowToJson = ({
  accounts,
  leaseUntil,
  module,
  name,
  operation,
  owner,
  sourceRead,
  startedAt,
  updatedAt,
  vendor
}: JobRow) => ({
  job: name,
  vendor,
  operation,
  accounts,
  ...(module === undefined ? {} : { module }),
  sourceRead,
  startedAt: iso(startedAt),
  updatedAt: iso(updatedAt),
  ...(owner === undefined ? {} : { owner }),
  ...(leaseUntil === undefined ? {} : { leaseUntil: iso(leaseUntil) })
})

/** A job in a list. */
export const statusToJson = ({ job, report, state }: JobStatus) => ({
  ...rowToJson(job),
  state,
  records: report.records,
  ...(report.nextAt === undefined ? {} : { nextAt: iso(report.nextAt) })
})

/** A job and all that is known of it. */
export const shownToJson = ({ job, report, state }: JobStatus, remedyOf: RemedyOf) => ({
  ...rowToJson(job),
  state,
  report: withRemedies(reportToJson(report), remedyOf)
})
