/**
 * What becomes of a piece of work before and after each attempt, for hosts that run attempts themselves: a queue, a
 * workflow engine, a loop. The decisions are core's; what is here keeps their promises across attempts.
 *
 * @since 0.1.0
 */
import { type CrmError, type Decision, decide, Operation, Outcome } from "@crm-errors/core"
import type { Guide } from "./Guide.ts"
import { look, refresh } from "./help.ts"
import {
  anew,
  mayHaveWritten,
  nothingWritten,
  type Plan,
  type Progress,
  record,
  report,
  unaccounted
} from "./Progress.ts"
import { done, type End, noRefresh, planOf, type Ruling, stop, wait } from "./Ruling.ts"

const outcomeUnknown: Decision.Fail = { _tag: "Fail", because: "OutcomeUnknown" }

const unknown = (progress: Progress): End => {
  const error = progress.written ?? progress.first
  return stop(progress, outcomeUnknown, error === undefined ? undefined : report(progress, error, outcomeUnknown))
}

// What may have been written must not be written again, whoever asks for it: a queue after a crash, or a person who
// retries all that failed.
const lookFirst = (progress: Progress, missing: number, { operation }: Guide): Plan["look"] => {
  const repeat = operation?.repeat ?? progress.repeat ?? Operation.unknown.repeat
  const planned = progress.plan?.look
  if (repeat !== "Unsafe") return planned
  if (missing > 0) return "InFlight"
  return planned ?? (progress.history.attempts.some(mayHaveWritten) ? "Settled" : undefined)
}

const withoutPlan = ({ plan: _, ...progress }: Progress): Progress => progress

/**
 * What to do before an attempt: wait for its instant, refresh, look whether an earlier attempt wrote, or go.
 *
 * `missing` is how many attempts the host counted that told us nothing; `notBefore` an instant that the caller knows
 * of besides the work's own.
 */
export const before = async (
  kept: Progress,
  missing: number,
  guide: Guide,
  now: () => number,
  notBefore: number = Number.NEGATIVE_INFINITY
): Promise<Ruling> => {
  const began = now()
  const progress = unaccounted(anew(kept, began), missing, began)
  const plan = planOf(progress.plan?.at ?? Number.NEGATIVE_INFINITY, {
    refresh: progress.plan?.refresh,
    look: lookFirst(progress, missing, guide)
  })
  const at = Math.max(plan.at, notBefore)
  if (at > began) return wait(progress, { ...plan, at })
  const refreshed = await refresh(progress, plan, guide, now)
  if (refreshed !== undefined) return refreshed
  if (plan.look === undefined) return { _tag: "Go", progress: withoutPlan(progress) }
  if (guide.probe === undefined) return unknown(progress)
  const found = await look(guide.probe, progress, planOf(plan.at, { look: plan.look }), guide, now)
  switch (found) {
    case "Applied":
      return done
    case "NotApplied":
      return plan.look === "InFlight"
        ? wait(progress, { at: now() + guide.settle, look: "Settled" })
        : { _tag: "Go", progress: withoutPlan(nothingWritten(progress)) }
    case "Unknown":
      return unknown(progress)
    default:
      return found
  }
}

const operationOf = (error: CrmError, guide: Guide): Operation.Operation => {
  const operation = guide.operation ?? error.operationDetails ?? Operation.unknown
  return guide.probe === undefined || operation.probe !== undefined ? operation : { ...operation, probe: true }
}

const ask = (
  error: CrmError,
  progress: Progress,
  operation: Operation.Operation,
  guide: Guide,
  now: number
): Decision.Single =>
  decide(new Outcome.Failed({ error }), operation, { ...progress.history, sample: Math.random() }, guide.policy, now)

const act = (
  decided: Decision.Single,
  error: CrmError,
  progress: Progress,
  guide: Guide,
  received: number,
  settled: number | undefined
): End => {
  const decision = decided._tag === "Refresh" && guide.refresh === undefined ? noRefresh(error, decided) : decided
  if (decision._tag === "Done") return done
  const next = record(progress, error, decision, received)
  const reported = report(next, error, decision)
  const plan = (at: number, what?: Plan["refresh"]): Plan =>
    settled === undefined
      ? planOf(at, { refresh: what })
      : planOf(Math.max(at, settled), { refresh: what, look: "Settled" })
  const after = { error: reported, decision }
  switch (decision._tag) {
    case "Retry":
    case "Requeue":
      return wait(next, plan(decision.at), after)
    case "Refresh":
      return wait(next, plan(decision.at, decision.what), after)
    case "Park":
      return wait({ ...next, over: true }, plan(decision.until), after)
    default:
      return stop(next, decision, reported)
  }
}

/** What to do about an attempt that failed. */
export const after = async (error: CrmError, known: Progress, guide: Guide, now: () => number): Promise<End> => {
  const received = now()
  const operation = operationOf(error, guide)
  const progress: Progress = { ...known, repeat: operation.repeat }
  const decision = ask(error, progress, operation, guide, received)
  if (decision._tag !== "Verify" || guide.probe === undefined)
    return act(decision, error, progress, guide, received, undefined)
  const kind = decision.inFlight ? "InFlight" : "Settled"
  const found = await look(guide.probe, record(progress, error, decision, received), { look: kind }, guide, now)
  if (found === "Applied") return done
  if (found !== "NotApplied" && found !== "Unknown") return found
  // Without a way to look: what was found is taken into account. And what is not there was not written by an earlier
  // attempt either, whatever code unmasks a repeat.
  const { probe: _, unmaskedBy, ...rest } = operation
  if (found === "Unknown") {
    const asked = unmaskedBy === undefined ? rest : { ...rest, unmaskedBy }
    return act(ask(error, progress, asked, guide, now()), error, progress, guide, received, undefined)
  }
  const harmless = error.withEffect("NotApplied")
  const nothing = nothingWritten(progress)
  const settled = decision.inFlight ? now() + guide.settle : undefined
  return act(ask(harmless, nothing, rest, guide, now()), harmless, nothing, guide, received, settled)
}
