// The calls that are made around an attempt: the probe that looks, and the refresh. They can fail as well, mostly for
// the same outage, and then the answer is to wait and not to give the record up.
import { type CrmError, type Decision, decide, History, isCrmError, Operation, Outcome } from "@crm-errors/core"
import type { Guide, Probed } from "./Guide.ts"
import type { Plan, Progress } from "./Progress.ts"
import { noRefresh, planOf, type Stop, stop, type Wait, wait } from "./Ruling.ts"

const read = Operation.make({ name: "probe", intent: "Read" })
const refreshing = Operation.make({ name: "refresh", intent: "Update", repeat: "Unsafe", size: 1 })

interface Later {
  readonly decision: Decision.Single
  readonly wait: Wait | undefined
}

/** Whether a failed helper is to be called again later: then with the same plan, and not before its own instant. */
const later = (
  failure: CrmError,
  as: Operation.Operation,
  progress: Progress,
  plan: Omit<Plan, "at">,
  guide: Guide,
  now: number
): Later => {
  // A helper writes nothing of the record's.
  const error = failure.withEffect("NotApplied")
  const outcome = new Outcome.Failed({ error })
  const history = { ...progress.history, sample: Math.random() }
  const decision = failure.recovery?.decision ?? decide(outcome, as, history, guide.policy, now)
  const next = { ...progress, history: History.record(progress.history, outcome, decision, now) }
  const after = { error: failure, decision }
  switch (decision._tag) {
    case "Retry":
    case "Requeue":
      return { decision, wait: wait(next, planOf(decision.at, plan), after) }
    case "Park":
      return { decision, wait: wait({ ...next, over: true }, planOf(decision.until, plan), after) }
    case "Refresh":
      return guide.refresh === undefined || plan.refresh !== undefined
        ? { decision, wait: undefined }
        : { decision, wait: wait(next, planOf(decision.at, { ...plan, refresh: decision.what }), after) }
    default:
      return { decision, wait: undefined }
  }
}

/** Asks the probe. A probe that cannot tell, or fails for good, has found out nothing. */
export const look = async (
  probe: () => Promise<Probed>,
  progress: Progress,
  plan: Omit<Plan, "at">,
  guide: Guide,
  now: () => number
): Promise<Probed | Wait> => {
  try {
    return await probe()
  } catch (thrown) {
    if (!isCrmError(thrown)) return "Unknown"
    return later(thrown, read, progress, plan, guide, now()).wait ?? "Unknown"
  }
}

/** Refreshes. What goes wrong with it for good stops the work, with the decision that the refresh itself stopped at. */
export const refresh = async (
  progress: Progress,
  plan: Plan,
  guide: Guide,
  now: () => number
): Promise<Wait | Stop | undefined> => {
  if (plan.refresh === undefined || guide.refresh === undefined) return undefined
  try {
    await guide.refresh(plan.refresh)
    return undefined
  } catch (thrown) {
    if (!isCrmError(thrown)) throw thrown
    const as = plan.refresh.includes("Credentials") ? refreshing : read
    const result = later(thrown, as, progress, plan, guide, now())
    if (result.wait !== undefined) return result.wait
    const decision = result.decision._tag === "Refresh" ? noRefresh(thrown, result.decision) : result.decision
    return stop(progress, decision, thrown.withRecovery({ decision, attempts: progress.history.attempts }))
  }
}
