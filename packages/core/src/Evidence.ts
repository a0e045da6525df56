/**
 * Why the error says what it says: enough to answer "why did you not retry?" a week later from the log. It is
 * structured, so that nobody compares sentences.
 *
 * @since 0.1.0
 */

/**
 * What decided: a transport fact, the kind of body, the vendor's code (in its section, or in any), a pinned
 * vendor text or field, the HTTP status through a catalog entry, or core's own HTTP default table.
 *
 * @category models
 * @since 0.1.0
 */
export type DecidedBy = "Transport" | "Body" | "Code" | "CodeWithoutSection" | "Text" | "Status" | "Default"

/** @category models @since 0.1.0 */
export type BodyKind = "Json" | "Html" | "Empty" | "Text" | "NotJson" | "TooLarge" | "None"

/** @category models @since 0.1.0 */
export interface Evidence {
  readonly by: DecidedBy
  /** The constraints that matched, as `name=value` with values of ours. */
  readonly matched: ReadonlyArray<string>
  readonly body: BodyKind
  /** Version of the catalog that was asked. */
  readonly catalog: string
  readonly confidence?: "documented" | "observed" | "inferred"
  /** How sure the catalog is of `verdict.effect`, which the vendors seldom document. */
  readonly effectConfidence?: "documented" | "observed" | "inferred"
  /** Entries that matched as well, where the answer does not tell them apart. */
  readonly alternatives?: ReadonlyArray<string>
  /** Stands for a code or text that no entry knows: the same text gives the same fingerprint. */
  readonly fingerprint?: string
  /** Where the wait came from: a header, a place in the body, or the catalog's minimum. */
  readonly wait?: string
  /** Set when a user's overlay changed or added the entry. */
  readonly overlay?: true
}
