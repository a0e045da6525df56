/**
 * The credentials of one account, as far as refreshing them goes. Refresh tokens are single-use, so there is one
 * refresh at a time per account, whoever asks for it.
 *
 * @since 0.1.0
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import { type CrmError, isCrmError } from "../CrmError.ts"
import type { Pause } from "../Decision.ts"
import * as Operation from "../Operation.ts"
import type { PolicyOptions } from "./Options.ts"
import { policyOf } from "./policy.ts"
import { type RecoveredError, retry } from "./retry.ts"

/**
 * @category models
 * @since 0.1.0
 */
export interface Credentials<out E = never, out R = never> {
  /** Counts the refreshes that worked. Read before a request is sent, it says which credentials the request used. */
  readonly versionUnsafe: () => number
  /**
   * Makes sure that credentials newer than `seen` are in use: refreshes them, waits for the fiber that is doing so,
   * or does nothing because that has happened. A `CrmError` carries in `recovery` the decision that stopped it.
   */
  readonly refresh: (seen: number) => Effect.Effect<void, E, R>
}

/**
 * @category models
 * @since 0.1.0
 */
export interface CredentialsOptions<A = unknown, E = never, R = never> extends PolicyOptions {
  /** Gets new credentials and stores them where the next request finds them. */
  readonly refresh: Effect.Effect<A, E, R>
}

const operation = Operation.make({ name: "credentials.refresh", intent: "Update", repeat: "Unsafe", size: 1 })

const pause: Pause = {
  _tag: "Pause",
  scopes: ["Credential"],
  actor: ["Operator", "AccountAdmin"],
  instruction: "find out whether the credentials were refreshed, or authorise the integration again",
  because: "OutcomeUnknown"
}

const isUnknown = (error: unknown): error is CrmError => {
  if (!isCrmError(error)) return false
  const decision = error.recovery?.decision
  return decision?._tag === "Fail" && decision.because === "OutcomeUnknown"
}

/**
 * Refreshes by `decide`, as a write that must not be repeated blindly. When its outcome is unknown it is repeated
 * once, because without that the account is lost for certain; then it is a person's turn.
 */
const refreshOnce = <A, E, R>(options: CredentialsOptions<A, E, R>): Effect.Effect<void, RecoveredError<A, E>, R> => {
  const { refresh, ...rest } = options
  const attempt: Effect.Effect<unknown, RecoveredError<A, E>, R> = retry(refresh, { ...rest, operation })
  const ifUnknown = (
    next: (error: CrmError) => Effect.Effect<unknown, RecoveredError<A, E>, R>
  ): Effect.Effect<unknown, RecoveredError<A, E>, R> =>
    Effect.catch(attempt, (error) => (isUnknown(error) ? next(error) : Effect.fail(error)))
  const again = ifUnknown((error) =>
    // The error is one of those that `refresh` fails with, and stays so with another decision in it.
    Effect.fail(
      error.withRecovery({ decision: pause, attempts: error.recovery?.attempts ?? [] }) as RecoveredError<A, E>
    )
  )
  return Effect.asVoid(ifUnknown(() => Effect.andThen(Effect.sleep(policyOf(rest).backoff), again)))
}

const makeUnsafe = <E, R>(refreshed: Effect.Effect<void, E, R>): Credentials<E, R> => {
  let version = 0
  let flight: Deferred.Deferred<void, E> | undefined
  const begin = (): Effect.Effect<Deferred.Deferred<void, E>, never, R> => {
    const deferred = Deferred.makeUnsafe<void, E>()
    flight = deferred
    const finish = (exit: Exit.Exit<void, E>): Effect.Effect<void> =>
      Effect.sync(() => {
        flight = undefined
        if (exit._tag === "Success") version++
        Deferred.doneUnsafe(deferred, exit)
      })
    // Detached: whoever asked first may be interrupted, and half a refresh costs the account its only token.
    return Effect.as(Effect.forkDetach(Effect.onExit(refreshed, finish)), deferred)
  }
  return {
    versionUnsafe: () => version,
    refresh: (seen) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.suspend(() => {
          if (version !== seen) return Effect.void
          if (flight !== undefined) return restore(Deferred.await(flight))
          return Effect.flatMap(begin(), (deferred) => restore(Deferred.await(deferred)))
        })
      )
  }
}

/**
 * Makes the credentials of one account out of the effect that refreshes them. Give the same value to every `retry`
 * of that account: fibers that find the credentials refused while another one refreshes wait for it, and share what
 * comes of it.
 *
 * **Details**
 *
 * The refresh itself is run by `decide` with the times of these options: it waits where it is throttled, and is
 * repeated once where its outcome is unknown. It goes on in a fiber of its own when those that wait for it are
 * interrupted.
 *
 * **Gotchas**
 *
 * `refresh` has to store the new credentials before it ends, and the request has to read them each time it runs. In
 * several processes it should first look whether another process has refreshed.
 *
 * @example
 * ```ts
 * import { Recovery } from "@crm-errors/core/recovery"
 * import type { CrmError } from "@crm-errors/core"
 * import { Effect } from "effect"
 *
 * declare const getNewToken: Effect.Effect<void, CrmError>
 *
 * const program = Effect.gen(function*() {
 *   const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken })
 *   return Recovery.retry({ credentials })
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCredentials = <A, E, R>(
  options: CredentialsOptions<A, E, R>
): Effect.Effect<Credentials<RecoveredError<A, E>, R>> => Effect.sync(() => makeUnsafe(refreshOnce(options)))

/**
 * The credentials of many accounts: `of(account)` gives the same value for the same account.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCredentialsByAccount = <A, E, R>(
  options: PolicyOptions & { readonly refresh: (account: string) => Effect.Effect<A, E, R> }
): Effect.Effect<{ readonly of: (account: string) => Credentials<RecoveredError<A, E>, R> }> =>
  Effect.sync(() => {
    const accounts = new Map<string, Credentials<RecoveredError<A, E>, R>>()
    return {
      of: (account) => {
        const known = accounts.get(account)
        if (known !== undefined) return known
        const made = makeUnsafe(refreshOnce({ ...options, refresh: options.refresh(account) }))
        accounts.set(account, made)
        return made
      }
    }
  })
