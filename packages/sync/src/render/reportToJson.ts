import type { Report } from "../Report.ts"
import { iso } from "./text.ts"

/** A report in JSON: its instant is an ISO string, and times are in milliseconds. @category models @since 0.1.0 */
export interface ReportJson extends Omit<Report, "nextAt"> {
  readonly nextAt?: string
}

/**
 * A report for programs. It holds nothing of any record.
 *
 * @category rendering
 * @since 0.1.0
 */
export const reportToJson = ({ nextAt, ...report }: Report): ReportJson => ({
  ...report,
  ...(nextAt === undefined ? {} : { nextAt: iso(nextAt) })
})
