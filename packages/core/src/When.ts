/**
 * When the next attempt makes sense. One flat, canonical value: `_tag` is the strongest thing that is needed,
 * and the weaker parts of a join stay beside it, so that nothing is forgotten: "refresh the credentials, and
 * not before 12:00" is `AfterRefresh` with `what` and `at`.
 *
 * The order, from weak to strong: `Now`, `Backoff`, `After`, `AtWindow`, `AfterRefresh`, `AfterDependency`,
 * `AfterPerson`, `Never`. `Never` absorbs: it has no other parts.
 *
 * @since 0.1.0
 */

/**
 * What a refresh makes new before the next attempt.
 *
 * @category models
 * @since 0.1.0
 */
export type Refresh = "Credentials" | "Routing" | "Schema" | "Record"

/**
 * The length of a quota's window.
 *
 * @category models
 * @since 0.1.0
 */
export type Window = "Second" | "Minute" | "Hour" | "Day" | "Month"

/**
 * The tag of a {@link When}, weak to strong.
 *
 * @category models
 * @since 0.1.0
 */
export type WhenTag =
  | "Now"
  | "Backoff"
  | "After"
  | "AtWindow"
  | "AfterRefresh"
  | "AfterDependency"
  | "AfterPerson"
  | "Never"

/**
 * See the module. Every field but `_tag` is absent unless it says something.
 *
 * @category models
 * @since 0.1.0
 */
export interface When {
  readonly _tag: WhenTag
  /** Wait at least this many milliseconds from the receipt of the answer. */
  readonly millis?: number
  /** Not before this instant, in milliseconds since the epoch. */
  readonly at?: number
  /** The window that has to reset; of several, the longest. */
  readonly window?: Window
  /** Set when more than one window has to reset: all of them, sorted. */
  readonly windows?: ReadonlyArray<Window>
  /** The reset comes at the latest after this many milliseconds. */
  readonly latest?: number
  /** What to refresh first, sorted. */
  readonly what?: ReadonlyArray<Refresh>
  /** Set when a stronger tag also needs a backoff of the caller's own. */
  readonly backoff?: true
  /** Set when a stronger tag also waits for a dependency. */
  readonly dependency?: true
}

/** The longest time in milliseconds that each window can last. */
export const windowMillis: { readonly [W in Window]: number } = {
  Second: 1_000,
  Minute: 60_000,
  Hour: 3_600_000,
  Day: 86_400_000,
  Month: 31 * 86_400_000
}

const windowOrder: ReadonlyArray<Window> = ["Second", "Minute", "Hour", "Day", "Month"]
const refreshOrder: ReadonlyArray<Refresh> = ["Credentials", "Routing", "Schema", "Record"]

/** @category constructors @since 0.1.0 */
export const now: When = { _tag: "Now" }

/** Nobody gave a time: the caller's own backoff. @category constructors @since 0.1.0 */
export const backoff: When = { _tag: "Backoff" }

/** The vendor, or the catalog as a minimum, gave a time. @category constructors @since 0.1.0 */
export const after = (time: { readonly millis?: number; readonly at?: number }): When => ({
  _tag: "After",
  ...(time.millis === undefined ? {} : { millis: time.millis }),
  ...(time.at === undefined ? {} : { at: time.at })
})

/**
 * When a window resets, `latest` milliseconds from now at the latest (the window's length unless said).
 *
 * @category constructors
 * @since 0.1.0
 */
export const atWindow = (window: Window, latest: number = windowMillis[window]): When => ({
  _tag: "AtWindow",
  window,
  latest
})

/** @category constructors @since 0.1.0 */
export const afterRefresh = (...what: ReadonlyArray<Refresh>): When => ({
  _tag: "AfterRefresh",
  what: refreshOrder.filter((refresh) => what.includes(refresh))
})

/** @category constructors @since 0.1.0 */
export const afterDependency: When = { _tag: "AfterDependency" }

/** @category constructors @since 0.1.0 */
export const afterPerson: When = { _tag: "AfterPerson" }

/** @category constructors @since 0.1.0 */
export const never: When = { _tag: "Never" }

const larger = (left: number | undefined, right: number | undefined): number | undefined =>
  left === undefined ? right : right === undefined ? left : Math.max(left, right)

const windowsOf = (when: When): ReadonlyArray<Window> =>
  when.windows ?? (when.window === undefined ? [] : [when.window])

// A window without `latest` resets within its own length: that has to outlive a join with a longer window, which
// would otherwise come to an earlier instant.
const latestOf = (when: When): number | undefined =>
  when.window === undefined ? undefined : (when.latest ?? windowMillis[when.window])

const needsDependency = (when: When): boolean => when._tag === "AfterDependency" || when.dependency === true

const needsBackoff = (when: When): boolean => when._tag === "Backoff" || when.backoff === true

/**
 * By parts: the latest instant, the union of what is needed, never if any is never.
 *
 * @category combining
 * @since 0.1.0
 */
export const join = (left: When, right: When): When => {
  if (left._tag === "Never" || right._tag === "Never") return never
  const millis = larger(left.millis, right.millis)
  const at = larger(left.at, right.at)
  const windows = windowOrder.filter((window) => windowsOf(left).includes(window) || windowsOf(right).includes(window))
  const window = windows.at(-1)
  const unsaid = left.latest === undefined && right.latest === undefined
  const latest = unsaid ? undefined : larger(latestOf(left), latestOf(right))
  const what = refreshOrder.filter((refresh) => left.what?.includes(refresh) || right.what?.includes(refresh))
  const person = left._tag === "AfterPerson" || right._tag === "AfterPerson"
  const dependency = needsDependency(left) || needsDependency(right)
  const timed = millis !== undefined || at !== undefined
  // A time that somebody gave, or a window, is waited for on top of the caller's backoff: it says all that Backoff says.
  const bare = (needsBackoff(left) || needsBackoff(right)) && !timed && window === undefined
  const _tag: WhenTag = person
    ? "AfterPerson"
    : dependency
      ? "AfterDependency"
      : what.length > 0
        ? "AfterRefresh"
        : window !== undefined
          ? "AtWindow"
          : timed
            ? "After"
            : bare
              ? "Backoff"
              : "Now"
  return {
    _tag,
    ...(millis === undefined ? {} : { millis }),
    ...(at === undefined ? {} : { at }),
    ...(window === undefined ? {} : { window }),
    ...(windows.length < 2 ? {} : { windows }),
    ...(latest === undefined ? {} : { latest }),
    ...(what.length === 0 ? {} : { what }),
    ...(bare && _tag !== "Backoff" ? { backoff: true } : {}),
    ...(dependency && _tag !== "AfterDependency" ? { dependency: true } : {})
  }
}
