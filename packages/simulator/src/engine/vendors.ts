import * as Effect from "effect/Effect"
import type { Options, Simulator } from "../Simulator.ts"
import { make as makeWith } from "./make.ts"

/** The vendors that can be simulated. @category models @since 0.1.0 */
export type Vendor = "amocrm" | "pingback" | "constant-contact"

// Each with its catalog and fixtures, which nobody loads who simulates another one.
const makers: { readonly [vendor in Vendor]: (options?: Options) => Promise<Effect.Effect<Simulator>> } = {
  amocrm: async (options) => makeWith((await import("../amocrm/index.ts")).api, options),
  pingback: async (options) => makeWith((await import("../pingback/index.ts")).api, options),
  "constant-contact": async (options) => makeWith((await import("../constant-contact/index.ts")).api, options)
}

/** All of them. @category constants @since 0.1.0 */
export const vendors: ReadonlyArray<Vendor> = ["amocrm", "pingback", "constant-contact"]

/** The simulator of one of our vendors. */
export const make = (vendor: Vendor, options?: Options): Effect.Effect<Simulator> =>
  Effect.suspend(() => {
    if (!vendors.includes(vendor)) {
      return Effect.die(
        new Error(
          `there is no simulator of ${JSON.stringify(vendor)}. Use one of ${vendors.join(", ")}, or Simulator.makeWith with an Api of your own.`
        )
      )
    }
    return Effect.flatten(Effect.promise(() => makers[vendor](options)))
  })
