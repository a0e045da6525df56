/** Everything that a simulator knows, as JSON. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Counts } from "../Counts.ts"
import type { Call } from "../Simulator.ts"
import type { SavedKnown } from "./Known.ts"
import type { Armed } from "./Plan.ts"

/** Another version is refused. */
export const savedVersion = 1

export interface Saved<State> {
  readonly version: typeof savedVersion
  readonly vendor: string
  readonly accounts: ReadonlyArray<string>
  readonly variant?: string
  readonly started: number
  readonly calls: number
  readonly random: number
  readonly script: { readonly seed: number; readonly next: number; readonly faults: ReadonlyArray<Armed> }
  readonly counts: Counts
  readonly known: SavedKnown
  readonly journal: ReadonlyArray<Call>
  readonly state: State
}

const list = Schema.Array(Schema.Unknown)

// The outside only: what is inside was written by the same version of the same vendor's simulator.
const Frame = Schema.Struct({
  version: Schema.Literal(savedVersion),
  vendor: Schema.String,
  accounts: Schema.Array(Schema.String),
  variant: Schema.optionalKey(Schema.String),
  started: Schema.Number,
  calls: Schema.Int,
  random: Schema.Int,
  script: Schema.Struct({ seed: Schema.Number, next: Schema.Int, faults: list }),
  counts: Schema.Record(Schema.String, Schema.Unknown),
  known: list,
  journal: list,
  state: Schema.Unknown
})

const decode = Schema.decodeUnknownResult(Frame)

/** Reads what `snapshot` gave. The failure is a sentence: what is wrong, and what to do. */
export const readSaved = <State>(value: unknown, vendor: string): Result.Result<Saved<State>, string> => {
  const decoded = decode(value)
  if (Result.isFailure(decoded)) {
    const version = (value as { readonly version?: unknown } | null)?.version
    return Result.fail(
      version !== undefined && version !== savedVersion
        ? `the snapshot is of version ${String(version)}, and this simulator reads version ${savedVersion}. Start without it.`
        : "this is no snapshot of a simulator. Pass what `snapshot` gave, unchanged, or start without it."
    )
  }
  if (decoded.success.vendor !== vendor) {
    return Result.fail(
      `the snapshot is of ${decoded.success.vendor}, and this is the simulator of ${vendor}. Start without it, or start the other one.`
    )
  }
  return Result.succeed(decoded.success as unknown as Saved<State>)
}
