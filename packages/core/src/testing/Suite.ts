/**
 * @since 0.1.0
 */

import type { Answer, RequestDescriptor } from "../adapter/Answer.ts"
import type { Adapter } from "../adapter/make.ts"
import type { Fixture } from "./Fixture.ts"

/**
 * What the suite needs.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options {
  readonly adapter: Adapter
  /** The vendor's fixtures by file name: everything in `catalogs/<vendor>/fixtures`. */
  readonly fixtures: Readonly<Record<string, Fixture>>
  /**
   * An answer that carries this code, with a status that does not decide by itself (400, say). Without it, the
   * suite makes such answers out of the fixtures, by putting another code in the place of theirs.
   */
  readonly answerWithCode?: (code: string) => { readonly answer: Answer; readonly request?: RequestDescriptor }
}

/**
 * One clause, independent of the test runner. `run` throws (or rejects) with an error that says what is wrong,
 * where, and what to do.
 *
 * @category models
 * @since 0.1.0
 */
export interface Clause {
  readonly name: string
  readonly run: () => void | Promise<void>
}
