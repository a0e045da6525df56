import type { Stop } from "../Store.ts"
import type { Hold } from "./consequences.ts"
import type { LaneKeys } from "./resolve.ts"

/** What keeps a lane from sending now. */
export type Closed =
  | { readonly _tag: "Until"; readonly until: number; readonly stop?: Stop; readonly family: string }
  | { readonly _tag: "Person"; readonly stop: Stop }

/** Which accounts, addresses and vendors are closed, for all lanes that share them. Each step is synchronous. */
export class Gate {
  readonly #holds = new Map<string, Hold>()
  readonly #stops = new Map<string, Stop>()

  /** Replaces what the store knows. */
  load(stops: ReadonlyArray<Stop>): void {
    this.#stops.clear()
    for (const stop of stops) this.stop(stop)
  }

  /** A stop that waits for a person outlasts one with an instant; of two instants the later one holds. */
  stop(stop: Stop): void {
    const known = this.#stops.get(stop.key)
    if (known !== undefined && known.until === undefined) return
    if (known?.until !== undefined && stop.until !== undefined && known.until >= stop.until) return
    this.#stops.set(stop.key, stop)
  }

  hold(hold: Hold): void {
    const known = this.#holds.get(hold.key)
    if (known === undefined || known.until < hold.until) this.#holds.set(hold.key, hold)
  }

  /** What is closed for a lane with these keys; undefined when it may send. */
  closed(keys: LaneKeys, now: number): Closed | undefined {
    let latest: Extract<Closed, { readonly _tag: "Until" }> | undefined
    for (const key of Object.values(keys) as ReadonlyArray<string>) {
      const stop = this.#stops.get(key)
      if (stop !== undefined && stop.until === undefined) return { _tag: "Person", stop }
      if (stop?.until !== undefined && stop.until > now && stop.until > (latest?.until ?? now)) {
        latest = { _tag: "Until", until: stop.until, stop, family: "park" }
      }
      const hold = this.#holds.get(key)
      if (hold !== undefined && hold.until > now && hold.until > (latest?.until ?? now)) {
        latest = { _tag: "Until", until: hold.until, family: hold.family }
      }
    }
    return latest
  }
}
