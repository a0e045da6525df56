import { Reason } from "@crm-errors/core"
import { phaseSchema, provenanceSchema } from "../schema/fixture.ts"
import { bodyFormSchema, intentSchema } from "../schema/match.ts"
import { repeatSchema } from "../schema/operations.ts"
import { confidence } from "../schema/primitives.ts"
import { limitScopeSchema, waitFormSchema } from "../schema/vendor.ts"
import { actorSchema, changeSchema, effectSchema, refreshSchema, scopeSchema, windowSchema } from "../schema/verdict.ts"
import { module } from "./header.ts"

const union = (values: ReadonlyArray<string>): string => {
  const line = values.map((value) => JSON.stringify(value)).join(" | ")
  return line.length <= 90 ? ` ${line}` : values.map((value) => `\n  | ${JSON.stringify(value)}`).join("")
}

const reasonTags = Object.keys(Reason.reasons)

const whenTags = ["Now", "Backoff", "After", "AtWindow", "AfterRefresh", "AfterDependency", "AfterPerson", "Never"]

/** `src/types.ts`: a copy of core's structural types, because a published catalog depends on nothing. */
export const typesFile = (): string =>
  module(
    "The types of this catalog: the same in every catalog, and equal in structure to those of `@crm-errors/core`.",
    `
/** @category models @since 0.1.0 */
export type Confidence =${union(confidence.options)}

/** @category models @since 0.1.0 */
export type BodyForm =${union(bodyFormSchema.options)}

/** @category models @since 0.1.0 */
export type Intent =${union(intentSchema.options)}

/** @category models @since 0.1.0 */
export type Repeat =${union(repeatSchema.options)}

/** @category models @since 0.1.0 */
export type Window =${union(windowSchema.options)}

/** @category models @since 0.1.0 */
export type Refresh =${union(refreshSchema.options)}

/** @category models @since 0.1.0 */
export type Effect =${union(effectSchema.options)}

/** @category models @since 0.1.0 */
export type Change =${union(changeSchema.options)}

/** @category models @since 0.1.0 */
export type Scope =${union(scopeSchema.options)}

/** @category models @since 0.1.0 */
export type Actor =${union(actorSchema.options)}

/** @category models @since 0.1.0 */
export type ReasonTag =${union(reasonTags)}

/** When the next attempt makes sense. @category models @since 0.1.0 */
export interface When {
  readonly _tag:${union(whenTags).replaceAll("\n  ", "\n    ")}
  /** Wait at least this many milliseconds from the receipt of the answer. */
  readonly millis?: number
  /** Not before this instant, in milliseconds since the epoch. */
  readonly at?: number
  /** The window that has to reset; of several, the longest. */
  readonly window?: Window
  /** More than one window has to reset: all of them, sorted. */
  readonly windows?: ReadonlyArray<Window>
  /** The reset comes at the latest after this many milliseconds. */
  readonly latest?: number
  /** What to refresh first. */
  readonly what?: ReadonlyArray<Refresh>
  /** A stronger tag also needs a backoff of the caller's own. */
  readonly backoff?: true
  /** A stronger tag also waits for a dependency. */
  readonly dependency?: true
}

/** What a job may do next. @category models @since 0.1.0 */
export interface Verdict {
  readonly when: When
  readonly effect: Effect
  /** Only with \`MaybeApplied\`: the write may still land. */
  readonly inFlight?: true
  readonly change: Change
  readonly scope: ReadonlyArray<Scope>
  readonly actor: ReadonlyArray<Actor>
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

/** Looks at one place of the body (an RFC 6901 JSON pointer). Exactly one test. @category models @since 0.1.0 */
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

/** Constraints that all have to hold. @category models @since 0.1.0 */
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

/** One thing that the vendor may answer, and what it means. @category models @since 0.1.0 */
export interface Entry {
  readonly id: string
  /** Alternatives: one of them has to hold. */
  readonly match: ReadonlyArray<Match>
  readonly outcome: "Success" | "Empty" | "NoOp" | "Failed"
  /** With \`NoOp\`: the vendor answers the same for a record that is gone. */
  readonly ambiguous?: true
  /** With \`Failed\`. */
  readonly reason?: ReasonData
  /** With \`Failed\`. */
  readonly verdict?: Verdict
  readonly confidence: Confidence
  readonly effectConfidence?: Confidence
  readonly overlay?: true
}

/** An operation of the vendor's. @category models @since 0.1.0 */
export interface CatalogOperation {
  readonly match: ReadonlyArray<{
    readonly method?: string
    /** Segments in braces match anything. */
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

/** Where an answer says how long to wait, after \`Retry-After\`. @category models @since 0.1.0 */
export interface WaitHint {
  readonly header?: string
  readonly pointer?: string
  readonly form:${union(waitFormSchema.options)}
}

/** A limit that the vendor states: \`requests\` in \`window\`, or \`items\` in one request. @category models @since 0.1.0 */
export interface Limit {
  readonly name: string
  readonly scope:${union(limitScopeSchema.options)}
  readonly requests?: number
  readonly window?: Window
  readonly items?: number
  readonly burst?: number
  readonly variant?: string
  /** The only operations that it holds for. */
  readonly operations?: ReadonlyArray<string>
}

/** The behaviour of one vendor. @category models @since 0.1.0 */
export interface Catalog {
  readonly schemaVersion: number
  readonly vendor: string
  readonly version: string
  readonly variants: ReadonlyArray<string>
  readonly sections: ReadonlyArray<Section>
  readonly requestIdHeaders: ReadonlyArray<string>
  readonly waits: ReadonlyArray<WaitHint>
  readonly limits: ReadonlyArray<Limit>
  readonly secrets: ReadonlyArray<string>
  readonly operations: ReadonlyArray<CatalogOperation>
  readonly entries: ReadonlyArray<Entry>
}

/** What people read about one entry, in one language. @category models @since 0.1.0 */
export interface Text {
  readonly summary?: string
  readonly remedy?: string
  /** The vendor's own wording, verbatim. */
  readonly vendor: ReadonlyArray<string>
}

/** Where a fact is from: a \`url\` or a \`document\`, and a \`quote\` of it or what it is \`about\`. @category models @since 0.1.0 */
export interface Source {
  readonly url?: string
  readonly document?: string
  /** The day on which somebody looked. */
  readonly checked: string
  readonly language?: string
  readonly quote?: string
  readonly about?: string
}

/** Why an entry says what it says. @category models @since 0.1.0 */
export interface Origin {
  readonly sources: ReadonlyArray<Source>
  readonly note?: string
  readonly confidence: { readonly entry: Confidence; readonly effect?: Confidence }
}

/** An answer of the vendor's, and what it has to come to. @category models @since 0.1.0 */
export interface Fixture {
  /** The entry that it comes to; \`null\` for an answer that needs none. */
  readonly entry: string | null
  /** Tells the fixtures of an entry apart. */
  readonly case: string
  /** \`reconstructed\`: the payload was posted in another form. */
  readonly provenance:${union(provenanceSchema.options)}
  readonly answer: {
    /** \`null\` when no answer came. */
    readonly status: number | null
    readonly headers?: { readonly [name: string]: string | ReadonlyArray<string> }
    /** As it came over the wire. */
    readonly body?: string | null
    readonly tooLarge?: boolean
    readonly transport?: { readonly phase:${union(phaseSchema.options)}; readonly code?: string } | null
  }
  /** As much of the request as the answer needs. */
  readonly request: {
    readonly method?: string | null
    readonly path?: string | null
    readonly entity?: string | null
    readonly rpc_method?: string | null
    readonly variant?: string | null
    readonly intent?: Intent | null
    readonly repeat?: Repeat | null
    readonly size?: number | null
    readonly probe?: string | true
  } | null
  /**
   * In the JSON form of \`@crm-errors/core/schema\`, with \`current\` in the place of the catalog's version: the outcome, the
   * decision for a first attempt, and the one for a second attempt after one that may have been applied.
   */
  readonly expected: { readonly outcome: unknown; readonly first: unknown; readonly repeat: unknown }
}
`
  )
