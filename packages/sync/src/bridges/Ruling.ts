import type { CrmError, Decision } from "@crm-errors/core"
import type { Plan, Progress } from "./Progress.ts"

/** Make the attempt now. */
export interface Go {
  readonly _tag: "Go"
  readonly progress: Progress
}

/** The goal is met, and there is nothing to send. */
export interface Done {
  readonly _tag: "Done"
}

/** Come back at this instant and ask again. */
export interface Wait {
  readonly _tag: "Wait"
  readonly at: number
  readonly progress: Progress
  /** What the wait is for; absent where an attempt came before its time. */
  readonly after?: { readonly error: CrmError; readonly decision: Decision.Single }
}

/** Nothing that a queue can do helps. `error` is absent where no attempt told anything. */
export interface Stop {
  readonly _tag: "Stop"
  readonly decision: Decision.Single
  readonly error?: CrmError
  readonly progress: Progress
}

/** The attempt is over, or is not made. */
export type End = Done | Wait | Stop

/** What becomes of a piece of work next. */
export type Ruling = Go | End

export const done: Done = { _tag: "Done" }

export const stop = (progress: Progress, decision: Decision.Single, error?: CrmError): Stop => ({
  _tag: "Stop",
  decision,
  ...(error === undefined ? {} : { error }),
  progress: { ...progress, over: true }
})

export const wait = (progress: Progress, plan: Plan, after?: Wait["after"]): Wait => ({
  _tag: "Wait",
  at: plan.at,
  progress: { ...progress, plan },
  ...(after === undefined ? {} : { after })
})

/** A refresh that nothing here can make is a person's to make: the work stops, and says so. */
export const noRefresh = (error: CrmError, decision: Decision.RefreshFirst): Decision.Pause => {
  const someone = error.verdict.actor.filter((one) => one !== "Nobody")
  return {
    _tag: "Pause",
    scopes: error.verdict.scope,
    actor: someone.length > 0 ? someone : ["Operator"],
    instruction: `refresh ${decision.what.join(" and ").toLowerCase()}, or give the bridge the option \`refresh\``,
    because: "NoRefresh"
  }
}

export const planOf = (
  at: number,
  parts: { readonly look?: Plan["look"] | undefined; readonly refresh?: Plan["refresh"] | undefined }
): Plan => ({
  at,
  ...(parts.look === undefined ? {} : { look: parts.look }),
  ...(parts.refresh === undefined ? {} : { refresh: parts.refresh })
})
