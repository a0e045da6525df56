/**
 * What a person says about a new entry, as it was typed. Everything else is derived.
 *
 * @since 0.1.0
 */

/** By the names of the options of `catalog new-entry`. @category models @since 0.1.0 */
export interface Given {
  /** A section, or what callers call its resources. */
  readonly section?: string | undefined
  /** `<vendor>/<section>/<name>`, or the name alone. */
  readonly id?: string | undefined
  /** What the fixture is called after the entry's name. */
  readonly case?: string | undefined
  /** `NotFoundError:Target`. */
  readonly reason?: string | undefined
  /** `AfterRefresh:Credentials`. */
  readonly when?: string | undefined
  readonly effect?: string | undefined
  readonly summary?: string | undefined
  readonly remedy?: string | undefined
  /** A URL or the name of a document that says the same. */
  readonly source?: string | undefined
  /** What it says, verbatim. */
  readonly quote?: string | undefined
  /** The language of the vendor's own text. */
  readonly lang?: string | undefined
}

/** @category models @since 0.1.0 */
export type Option = keyof Given

/** What was typed cannot be used. @category models @since 0.1.0 */
export interface Invalid {
  readonly _tag: "Invalid"
  readonly option: Option
  readonly message: string
}

/** Only a person knows it. @category models @since 0.1.0 */
export interface Question {
  readonly option: Option
  /** What is asked. */
  readonly why: string
  /** What an answer looks like, where not every text is one. */
  readonly choices?: ReadonlyArray<string>
}

export const invalid = (option: Option, message: string): Invalid => ({ _tag: "Invalid", option, message })

/** Is it one of the values that carry a tag `Invalid`? */
export const isInvalid = (value: object): value is Invalid => "_tag" in value && value._tag === "Invalid"
