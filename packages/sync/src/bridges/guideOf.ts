import { Policy } from "@crm-errors/core"
import type { Guide, GuideOptions } from "./Guide.ts"

/** What the options come to for this input. */
export const guideOf = <Input extends ReadonlyArray<unknown>>(options: GuideOptions<Input>, ...input: Input): Guide => {
  const { operation, policy, probe, refresh, settle } = options
  return {
    operation: typeof operation === "function" ? operation(...input) : operation,
    policy: { ...Policy.standard, ...policy },
    probe: probe === undefined ? undefined : () => probe(...input),
    refresh: refresh === undefined ? undefined : (what) => refresh(what, ...input),
    settle: settle ?? 10_000
  }
}
