/**
 * What an entry is drafted with, and what comes of it.
 *
 * @since 0.1.0
 */
import type { CrmError } from "@crm-errors/core"
import type { Adapter, Catalog } from "@crm-errors/core/adapter"
import type { GeneratedFiles } from "../../generate.ts"
import type { Rule } from "../../lint/Rule.ts"
import type { CatalogSource } from "../../load.ts"
import type { Problem } from "../../Problem.ts"
import type { AuthoredEntry } from "../../schema/entry.ts"
import type { Fixture } from "../../schema/fixture.ts"
import type { Recording } from "../redact/redactRecording.ts"
import type { Question } from "./Given.ts"

/** What a draft is made with. @category models @since 0.1.0 */
export interface Kit {
  readonly source: CatalogSource
  readonly adapterOf: (catalog: Catalog.Catalog) => Adapter
  /** `observe` of `@crm-errors/core/testing`, which costs time to load. */
  readonly observe: (adapter: Adapter, fixture: Fixture) => Fixture["expected"]
  /** The vendor's text of an error, which is kept redacted. */
  readonly textOf: (error: CrmError) => string | undefined
  /** Nothing that these find may be new with the entry. */
  readonly rules: ReadonlyArray<Rule>
  /** As `YYYY-MM-DD`. */
  readonly today: string
}

/** An answer to make an entry of. @category models @since 0.1.0 */
export interface RecordedAnswer extends Recording {
  /** The day on which it was received, as `YYYY-MM-DD`. */
  readonly on: string
}

/** An entry has it already. @category models @since 0.1.0 */
export interface Known {
  readonly _tag: "Known"
  readonly entry: string
}

/** No entry can be made of this answer, and why. @category models @since 0.1.0 */
export interface Impossible {
  readonly _tag: "Impossible"
  readonly why: string
  readonly problems?: ReadonlyArray<Problem>
}

/** What only a person knows. @category models @since 0.1.0 */
export interface Asking {
  readonly _tag: "Asking"
  readonly questions: ReadonlyArray<Question>
  /** The reason that the HTTP status comes to, as it is typed: taken unless a person knows better. */
  readonly proposed?: string
}

/** @category models @since 0.1.0 */
export interface Draft {
  readonly _tag: "Draft"
  readonly entry: AuthoredEntry
  readonly fixture: Fixture
  /** Everything that has to be written, by file, relative to the catalog's folder: the entries, then the fixture. */
  readonly files: GeneratedFiles
  /** How many things in the answer were replaced by placeholders. */
  readonly replaced: number
}

export const impossible = (why: string): Impossible => ({ _tag: "Impossible", why })
