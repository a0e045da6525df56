import type { CrmError, History, Outcome, When } from "@crm-errors/core"
import { Recovery } from "@crm-errors/core/recovery"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Store } from "../Store.ts"
import type { Run, RunningLane } from "./Run.ts"
import type { Step } from "./steps.ts"

/** Nothing was refreshed, because nobody said how: a person has to. */
export type Refreshed = "Refreshed" | { readonly stopped: CrmError } | { readonly missing: When.Refresh }

/** The credentials of a lane's account, refreshed by one fiber of one process at a time. */
const credentialsOf = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  refresh: Effect.Effect<unknown, CrmError, R>
): Effect.Effect<Recovery.Credentials<CrmError>, never, R | Store> =>
  Effect.gen(function* () {
    const known = run.shared.credentials.get(lane.keys.Credential)
    if (known !== undefined) return known
    const store = yield* Store
    const context = yield* Effect.context<R>()
    const counted = Effect.andThen(
      Effect.sync(() => {
        run.stats.refreshes++
        run.stats.calls++
      }),
      Effect.provideContext(refresh, context)
    )
    // A store that cannot be locked is no reason to let an account's token run out: the lock keeps other processes away.
    const locked = Effect.catchTag(store.withLock(lane.keys.Credential)(counted), "StoreError", () => counted)
    const made = yield* Recovery.makeCredentials({ ...run.job.policy, refresh: locked })
    run.shared.credentials.set(lane.keys.Credential, made)
    return made
  })

/** Which credentials a request uses that leaves now; to be read before it does. */
export const credentialsVersion = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>
): Effect.Effect<number, never, R | Store> => {
  const refresh = lane.target.refresh?.Credentials
  return refresh === undefined
    ? Effect.succeed(0)
    : Effect.map(credentialsOf(run, lane, refresh), (credentials) => credentials.versionUnsafe())
}

/**
 * Carries out what a decision asks to be refreshed, to be run in {@link holdingOthers}. The records themselves are read
 * anew when they are sent.
 */
const refreshing = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  what: ReadonlyArray<When.Refresh>,
  seen: number
): Effect.Effect<Refreshed, never, R | Store> =>
  Clock.clockWith((clock) =>
    Effect.gen(function* () {
      const handlers = lane.target.refresh ?? {}
      for (const one of what) {
        if (handlers[one] === undefined) return { missing: one }
        if (one === "Record") continue
        const began = clock.currentTimeMillisUnsafe()
        const refresh: Effect.Effect<unknown, CrmError, R | Store> =
          one === "Credentials"
            ? Effect.flatMap(credentialsOf(run, lane, handlers[one]!), (credentials) => credentials.refresh(seen))
            : Recovery.retry(handlers[one]!, { ...run.job.policy })
        const failure = yield* Effect.match(refresh, { onFailure: (error) => error, onSuccess: () => undefined })
        run.stats.waiting.refresh += clock.currentTimeMillisUnsafe() - began
        if (failure !== undefined) return { stopped: failure }
      }
      return "Refreshed" as const
    })
  )

/**
 * Keeps others of the account from leaving while something is refreshed, and until what follows from it is known: they
 * would be refused for the same reason.
 */
export const holdingOthers = <A, R, B, E, R2>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  effect: Effect.Effect<B, E, R2>
): Effect.Effect<B, E, R2> =>
  Effect.suspend(() => {
    const key = lane.keys.Credential
    const { refreshing: held, signal } = run.shared
    held.set(key, (held.get(key) ?? 0) + 1)
    return Effect.ensuring(
      effect,
      Effect.sync(() => {
        const left = (held.get(key) ?? 1) - 1
        if (left > 0) held.set(key, left)
        else held.delete(key)
        signal.bump()
      })
    )
  })

/** Remembers that the credentials worked, when an answer shows it. */
export const noteWorking = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  outcome: Outcome.Outcome,
  now: number
): void => {
  if (outcome._tag === "Failed" && outcome.error.reason.family !== "input") return
  run.shared.worked.set(lane.keys.Credential, now)
}

/**
 * A refresh was in vain when the same records are refused again by what it gave. When that has worked for others since,
 * or was in an earlier run, it has run out a second time: then another refresh is due.
 */
export const withoutOldRefreshes = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  history: History.History
): History.History => {
  const since = Math.max(run.began, run.shared.worked.get(lane.keys.Credential) ?? 0)
  const attempts = history.attempts.map((attempt) => {
    const { refreshed, ...rest } = attempt
    if (refreshed === undefined || attempt.at >= since) return attempt
    const others = refreshed.filter((one) => one !== "Credentials")
    return others.length === 0 ? rest : { ...rest, refreshed: others }
  })
  return { ...history, attempts }
}

/**
 * A refresh is a call like any other: while the account is closed it has to wait. The records wait as well, and their
 * history says that the refresh is still to be made.
 */
const postponed = (step: Step, now: number): Step => {
  const at = step.decision._tag === "Refresh" ? Math.max(now, step.decision.at) : now
  const attempts = step.history.attempts.map((attempt, index) => {
    if (index < step.history.attempts.length - 1) return attempt
    const { refreshed: _, ...rest } = attempt
    return rest
  })
  return { ...step, decision: { _tag: "Retry", at, because: "Verdict" }, history: { ...step.history, attempts } }
}

/** The step of records whose refresh was postponed, and that nobody has made since; undefined when they may simply be sent. */
export const dueRefresh = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  { error, history, places }: Pick<Step, "error" | "history" | "places">,
  now: number
): Step | undefined => {
  const last = history.attempts.at(-1)
  if (last?.decision !== "Refresh" || last.refreshed !== undefined) return undefined
  if ((run.shared.worked.get(lane.keys.Credential) ?? Number.NEGATIVE_INFINITY) > last.at) return undefined
  const what = error?.verdict.when.what ?? ["Credentials"]
  return {
    places,
    status: "Failed",
    decision: { _tag: "Refresh", what, at: now, because: "Verdict" },
    history: { ...history, attempts: [...history.attempts.slice(0, -1), { ...last, refreshed: what }] },
    ...(error === undefined ? {} : { error })
  }
}

const words: { readonly [Refresh in When.Refresh]: string } = {
  Credentials: "refresh the credentials, or give the target a refresh",
  Routing: "find out where the account lives now, or give the target refresh.Routing",
  Schema: "read the account's fields and lists anew, or give the target refresh.Schema",
  Record: "read the record anew, or give the target refresh.Record"
}

/** The step that follows a refresh that was asked for: the records go again, or wait for a person. */
const afterRefresh = (step: Step, refreshed: Refreshed, now: number): Step => {
  if (refreshed === "Refreshed") {
    const at = step.decision._tag === "Refresh" ? Math.max(now, step.decision.at) : now
    return { ...step, decision: { _tag: "Retry", at, because: "Verdict" } }
  }
  if ("missing" in refreshed) {
    const scopes = step.error?.verdict.scope ?? ["Request"]
    return {
      ...step,
      decision: {
        _tag: "Pause",
        scopes: refreshed.missing === "Record" ? ["Item"] : scopes,
        actor: ["Operator"],
        instruction: words[refreshed.missing],
        because: "NoRefresh"
      }
    }
  }
  const { stopped } = refreshed
  const decision = stopped.recovery?.decision
  const scopes = stopped.verdict.scope.filter((scope) => scope !== "Item" && scope !== "Request")
  const actor = stopped.verdict.actor.filter((one) => one !== "Nobody")
  if (decision?._tag === "Park") return { ...step, error: stopped, decision }
  return {
    ...step,
    error: stopped,
    decision: {
      _tag: "Pause",
      // Whatever failed, no call of this account can succeed without it.
      scopes: decision?._tag === "Pause" ? decision.scopes : scopes.length > 0 ? scopes : ["Credential"],
      actor: decision?._tag === "Pause" ? decision.actor : actor.length > 0 ? actor : ["Operator"],
      instruction: decision?._tag === "Pause" ? decision.instruction : stopped.message,
      because: "RefreshDidNotHelp"
    }
  }
}

/** Refreshes what a step asks for, or leaves it for later while the account is closed. */
export const refreshOrPostpone = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  step: Step,
  what: ReadonlyArray<When.Refresh>,
  seen: number
): Effect.Effect<Step, never, R | Store> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    run.shared.gate.closed(lane.keys, now) !== undefined
      ? Effect.succeed(postponed(step, now))
      : Effect.flatMap(refreshing(run, lane, what, seen), (refreshed) =>
          Effect.map(Clock.currentTimeMillis, (then) => afterRefresh(step, refreshed, then))
        )
  )
