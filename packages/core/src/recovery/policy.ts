import * as Duration from "effect/Duration"
import { type Policy, standard } from "../Policy.ts"
import type { PolicyOptions } from "./Options.ts"

const millis = (input: Duration.Input | undefined, fallback: number): number =>
  input === undefined ? fallback : Duration.toMillis(input)

/**
 * The policy that these options mean, for calling `decide` oneself.
 *
 * @category converting
 * @since 0.1.0
 */
export const policyOf = (options: PolicyOptions = {}): Policy => ({
  patience: millis(options.patience, standard.patience),
  attempts: options.attempts ?? standard.attempts,
  elapsed: millis(options.elapsed, standard.elapsed),
  backoff: millis(options.backoff, standard.backoff),
  maxBackoff: millis(options.maxBackoff, standard.maxBackoff),
  jitter: options.jitter ?? standard.jitter,
  park: millis(options.park, standard.park),
  cost: options.cost ?? standard.cost,
  ...(options.resetOf === undefined ? {} : { resetOf: options.resetOf })
})
