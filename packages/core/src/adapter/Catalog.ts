/**
 * The compiled catalog: what is published as `catalog.json`, and what an adapter reads. It is plain data of
 * behaviour, without texts and sources.
 *
 * @since 0.1.0
 */
import type { Intent, Repeat } from "../Operation.ts"
import type { Reason, ReasonTag } from "../Reason.ts"
import type { Verdict } from "../Verdict.ts"
import type { Window } from "../When.ts"

/** The version of this format. A catalog of another version is refused. @category models @since 0.1.0 */
export const schemaVersion = 1

/** @category models @since 0.1.0 */
export type Confidence = "documented" | "observed" | "inferred"

/** @category models @since 0.1.0 */
export type BodyForm = "Json" | "Html" | "Empty" | "Text" | "NotJson" | "TooLarge"

/**
 * Looks at one place of the body (an RFC 6901 JSON pointer; `""` is the whole). Exactly one test.
 *
 * @category models
 * @since 0.1.0
 */
export interface PointerConstraint {
  readonly path: string
  readonly equals?: string | number | boolean | null
  readonly oneOf?: ReadonlyArray<string | number | boolean | null>
  readonly includes?: string
  readonly exists?: boolean
}

/** Looks at one header, by its lower-case name. Exactly one test. @category models @since 0.1.0 */
export interface HeaderConstraint {
  readonly name: string
  readonly equals?: string
  readonly oneOf?: ReadonlyArray<string>
  readonly includes?: string
}

/**
 * Constraints that all have to hold. A closed grammar: no regular expressions, no code. The entry with the
 * most constraints wins; a possible tie is a lint error.
 *
 * @category models
 * @since 0.1.0
 */
export interface Match {
  readonly code?: ReadonlyArray<string>
  readonly section?: ReadonlyArray<string>
  readonly status?: ReadonlyArray<number>
  readonly body?: ReadonlyArray<BodyForm>
  readonly operation?: ReadonlyArray<string>
  readonly intent?: ReadonlyArray<Intent>
  readonly variant?: ReadonlyArray<string>
  readonly header?: ReadonlyArray<HeaderConstraint>
  readonly pointer?: ReadonlyArray<PointerConstraint>
}

/** A reason as data: its tag and its fixed fields. @category models @since 0.1.0 */
export interface ReasonData {
  readonly _tag: ReasonTag
  readonly kind?: string
  readonly owner?: string
  readonly subject?: string
  readonly resource?: string
  readonly window?: Window
  readonly limit?: number
  readonly by?: string
  readonly phase?: string
}

/** @category models @since 0.1.0 */
export interface Entry {
  readonly id: string
  /** Alternatives: one of them has to hold. */
  readonly match: ReadonlyArray<Match>
  readonly outcome: "Success" | "Empty" | "NoOp" | "Failed"
  /** With `NoOp`: the vendor answers the same for a record that is gone. */
  readonly ambiguous?: true
  /** With `Failed`. */
  readonly reason?: ReasonData
  /** With `Failed`. */
  readonly verdict?: Verdict
  readonly confidence: Confidence
  readonly effectConfidence?: Confidence
  /** Set on entries that a user's overlay added or changed. */
  readonly overlay?: true
}

/** An operation of the vendor's, found by method and path, or by the name of a remote procedure. @category models @since 0.1.0 */
export interface CatalogOperation {
  readonly match: ReadonlyArray<{
    readonly method?: string
    /** Segments in braces match anything: `/api/v4/leads/{id}/notes`. */
    readonly path?: string
    readonly rpcMethod?: string
  }>
  readonly name: string
  readonly intent: Intent
  readonly repeat: Repeat
  readonly section?: string
  readonly maxItems?: number
  readonly naturalKey?: ReadonlyArray<string>
  readonly unmaskedBy?: ReadonlyArray<string>
}

/** @category models @since 0.1.0 */
export interface Section {
  readonly id: string
  /** What callers call the resources of this section. */
  readonly entities: ReadonlyArray<string>
}

/** Where an answer says how long to wait, after `Retry-After`, which is always read first. @category models @since 0.1.0 */
export interface WaitHint {
  readonly header?: string
  readonly pointer?: string
  readonly form: "Seconds" | "Millis" | "EpochSeconds" | "EpochMillis" | "RetryAfter"
}

/** A limit that the vendor states. `requests` in `window`, or `items` in one request. @category models @since 0.1.0 */
export interface Limit {
  readonly name: string
  readonly scope: "Credential" | "Account" | "EgressIp" | "Request"
  readonly requests?: number
  readonly window?: Window
  readonly items?: number
  readonly burst?: number
  readonly variant?: string
  /** The operations that it holds for, by name; all unless said. */
  readonly operations?: ReadonlyArray<string>
}

/** @category models @since 0.1.0 */
export interface Catalog {
  readonly schemaVersion: number
  readonly vendor: string
  readonly version: string
  readonly variants: ReadonlyArray<string>
  readonly sections: ReadonlyArray<Section>
  /** Lower-case names of headers that carry a request id. */
  readonly requestIdHeaders: ReadonlyArray<string>
  readonly waits: ReadonlyArray<WaitHint>
  readonly limits: ReadonlyArray<Limit>
  /** Names of query parameters and headers whose values are secrets. */
  readonly secrets: ReadonlyArray<string>
  readonly operations: ReadonlyArray<CatalogOperation>
  readonly entries: ReadonlyArray<Entry>
}

/** @category models @since 0.1.0 */
export type ReasonOf<Tag extends ReasonTag> = Extract<Reason, { readonly _tag: Tag }>
