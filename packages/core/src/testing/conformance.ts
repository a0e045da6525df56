/**
 * The contract of every adapter, ours or a third party's, as plain data: it needs no test runner of its own.
 *
 * @since 0.1.0
 */
import { cap } from "./clauses/cap.ts"
import { determinism } from "./clauses/determinism.ts"
import { emptyBody } from "./clauses/emptyBody.ts"
import { fixtureClauses } from "./clauses/fixtures.ts"
import { requestId } from "./clauses/requestId.ts"
import { retryAfter } from "./clauses/retryAfter.ts"
import { roundTrip } from "./clauses/roundTrip.ts"
import { secrecy } from "./clauses/secrecy.ts"
import { totality } from "./clauses/totality.ts"
import { unknownCode } from "./clauses/unknownCode.ts"
import type { Clause, Options } from "./Suite.ts"

/**
 * The clauses that an adapter has to meet.
 *
 * **When to use**
 *
 * In the tests of an adapter. Each clause becomes one test of whatever runner you have.
 *
 * @example
 * ```ts
 * import { conformance } from "@crm-errors/core/testing"
 * import type { Adapter } from "@crm-errors/core/adapter"
 * import type { Fixture } from "@crm-errors/core/testing"
 *
 * declare const adapter: Adapter
 * declare const fixtures: Record<string, Fixture>
 * declare const test: (name: string, run: () => void | Promise<void>) => void
 *
 * for (const { name, run } of conformance({ adapter, fixtures })) test(name, run)
 * ```
 *
 * @category conformance
 * @since 0.1.0
 */
export const conformance = (options: Options): ReadonlyArray<Clause> => [
  ...totality(options),
  ...determinism(options),
  ...emptyBody(options),
  ...requestId(options),
  ...retryAfter(options),
  ...unknownCode(options),
  ...secrecy(options),
  ...roundTrip(options),
  ...cap(options),
  ...fixtureClauses(options)
]
