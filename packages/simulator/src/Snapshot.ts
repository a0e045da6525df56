/**
 * Reads what a simulator's `snapshot` gave, from a file say, before a simulator is made of it.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { readSaved } from "./engine/Saved.ts"

/**
 * A snapshot that this simulator cannot go on from. The message says why and what to do.
 *
 * @category errors
 * @since 0.1.0
 */
export class SnapshotError extends Data.TaggedError("SnapshotError")<{ readonly message: string }> {}

/**
 * Checks that a value is a snapshot of this vendor's simulator, of the version that is read here. What is inside it is
 * taken on trust: it is plain JSON that was written by the same code.
 *
 * @category parsing
 * @since 0.1.0
 */
export const read = (value: unknown, vendor: string): Result.Result<unknown, SnapshotError> =>
  Result.mapError(readSaved(value, vendor), (message) => new SnapshotError({ message }))
