import type { Api, Kind, Written } from "../Api.ts"

const kinds: ReadonlyArray<Kind> = ["contact", "deal", "note", "member"]

/**
 * Finds records that are there twice. It keeps the keys that were ever seen, because reading all records at each write
 * would take longer than the write.
 */
export class Duplicates<State> {
  private readonly api: Api<State>
  private readonly state: State
  /** Keys by account and kind. One that is missing here is read from the records when it is needed. */
  private readonly seen = new Map<string, Set<string>>()

  constructor(api: Api<State>, state: State) {
    this.api = api
    this.state = state
  }

  /** The records have changed otherwise than by a write. */
  forget(account: string): void {
    for (const kind of kinds) this.seen.delete(`${account} ${kind}`)
  }

  /** Must run before the write: it reads what is there. */
  prepare(account: string, records: ReadonlyArray<Written>): void {
    for (const { kind } of records) {
      if (this.seen.has(`${account} ${kind}`)) continue
      this.seen.set(`${account} ${kind}`, new Set(this.api.list(this.state, account, kind).map(({ key }) => key)))
    }
  }

  /** How many of the records that a write has created were there before. */
  count(account: string, created: ReadonlyArray<Written>): number {
    let found = 0
    for (const { key, kind } of created) {
      const keys = this.seen.get(`${account} ${kind}`)
      if (keys === undefined || key === "") continue
      if (!keys.has(key)) keys.add(key)
      else if (this.api.list(this.state, account, kind).filter((record) => record.key === key).length > 1) found++
    }
    return found
  }
}
