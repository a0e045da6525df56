// The README's job for someone with plain `fetch` and no Effect.

import { type Decision, decide, History, Operation, Policy } from "@crm-errors/core"
import type { Adapter, RequestDescriptor } from "@crm-errors/core/adapter"

const sleepUntil = (instant: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - Date.now())))

// #region plain
export const send = async (crm: Adapter, url: string, init: RequestInit, request: RequestDescriptor) => {
  const operation = crm.operation(request) ?? Operation.unknown
  for (let history = History.empty; ; ) {
    const outcome = await crm.fromFetch(() => fetch(url, init), operation)
    const decision: Decision.Decision = decide(outcome, operation, history, Policy.standard, Date.now())
    if (decision._tag !== "Retry") return { outcome, decision } // Done, Pause, Park, Skip, Refresh, …
    history = History.record(history, outcome, decision, Date.now())
    await sleepUntil(decision.at)
  }
}
// #endregion plain
