/**
 * The closed set of families that group reasons. A family answers "what kind of trouble is this?" and is
 * what budgets look at: throttle and outage may be parked, the others are given up on.
 *
 * @category models
 * @since 0.1.0
 */
export type Family = "auth" | "access" | "throttle" | "outage" | "state" | "input" | "contract" | "unknown"
