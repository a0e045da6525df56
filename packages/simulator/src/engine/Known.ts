/**
 * What the callers know: the refusals and instants that they were told. A call is only held against its sender if the
 * sender could know better when it was sent, so everything here has the moment at which it was told, and every call the
 * one at which it was sent.
 */

/** Moments in the order of events; greater is later. */
export type Moment = number

interface Fact {
  /** `undefined` as long as the answer that tells it is on its way. */
  told: Moment | undefined
  /** With an instant: no call can succeed before it, in milliseconds since the epoch. */
  at?: number
}

/** In this form it is saved. What was on its way then is known afterwards. */
export type SavedKnown = ReadonlyArray<readonly [key: string, at?: number]>

/** How many facts are kept: the oldest go first. */
const capacity = 20_000

/** Keys of facts. */
export const about = {
  waitAccount: (account: string): string => `wait account ${account}`,
  waitIp: (ip: string): string => `wait ip ${ip}`,
  blockedAccount: (account: string): string => `blocked account ${account}`,
  blockedIp: (ip: string): string => `blocked ip ${ip}`,
  quota: (account: string): string => `quota ${account}`,
  credential: (account: string, digest: string): string => `credential ${account} ${digest}`,
  credentialsOf: (account: string): string => `credential ${account} `,
  write: (digest: string): string => `write ${digest}`,
  writes: "write ",
  /** Beginnings: everything that stops more than one request for a time. */
  stops: ["wait ", "blocked "]
} as const

export class Known {
  private readonly facts = new Map<string, Fact>()

  constructor(saved: SavedKnown = []) {
    for (const [key, at] of saved) this.facts.set(key, { told: 0, ...(at === undefined ? {} : { at }) })
  }

  /** Is nothing known at all? */
  get isEmpty(): boolean {
    return this.facts.size === 0
  }

  /** Is there such a fact, told or not yet? */
  has(key: string): boolean {
    return this.facts.has(key)
  }

  /** Did who sent this know it? */
  wasKnown(key: string, sent: Moment): boolean {
    const fact = this.facts.get(key)
    return fact?.told !== undefined && fact.told <= sent
  }

  /** Did who sent this know of an instant that has not come? */
  isEarly(key: string, sent: Moment, now: number): boolean {
    return this.wasKnown(key, sent) && now < (this.facts.get(key)?.at ?? 0)
  }

  /** Something has happened that nobody has been told of yet. */
  happens(key: string): void {
    if (!this.facts.has(key)) this.put(key, { told: undefined })
  }

  /** The answer that says so has arrived. */
  tell(key: string, moment: Moment, at?: number): void {
    const told = at === undefined ? (this.facts.get(key)?.told ?? moment) : moment
    this.facts.delete(key)
    this.put(key, { told, ...(at === undefined ? {} : { at }) })
  }

  forget(...keys: ReadonlyArray<string>): void {
    for (const key of keys) this.facts.delete(key)
  }

  /** Forgets everything about something. */
  forgetAll(beginning: string): void {
    for (const key of this.facts.keys()) if (key.startsWith(beginning)) this.facts.delete(key)
  }

  saved(): SavedKnown {
    return [...this.facts].map(([key, { at }]) => (at === undefined ? [key] : [key, at]))
  }

  private put(key: string, fact: Fact): void {
    this.facts.set(key, fact)
    if (this.facts.size <= capacity) return
    const [oldest] = this.facts.keys()
    if (oldest !== undefined) this.facts.delete(oldest)
  }
}
