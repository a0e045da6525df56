/**
 * What a simulator counted, so that a test can ask what a job did to the vendor.
 *
 * A call counts as `early`, `overQuota`, `whileBlocked` (but for the first), `deadCredential` or `pointless` only when
 * whoever sent it had the answer by then that said so: calls that were on their way are nobody's mistake.
 *
 * @since 0.1.0
 */

/** @category models @since 0.1.0 */
export interface Counts {
  /** Every call that arrived, refused or not. */
  readonly calls: number
  readonly writes: number
  readonly reads: number
  /** Calls of the token endpoint. */
  readonly refreshes: number
  /** Answers by HTTP status; `cut` for those that were cut. */
  readonly answers: Readonly<Record<string, number>>
  /** Records written, and those among them that did not exist before. */
  readonly applied: number
  readonly created: number
  /** Records created although one of the same kind and key was there: the harm that a blind repeat does. */
  readonly duplicates: number
  /** Calls before the instant that the vendor had given, or that its limits mean. */
  readonly early: number
  /** Calls turned away for the rate. */
  readonly overLimit: number
  /** Calls turned away for the quota of the day, beyond the first. */
  readonly overQuota: number
  /** Calls turned away because the account or the address is blocked; the one that finds it out is the first. */
  readonly whileBlocked: number
  /** Calls with a credential after it had been refused once. */
  readonly deadCredential: number
  /** The same write (method, path, query, body) again after an answer to all of it whose verdict was `Never`. */
  readonly pointless: number
}
