// Attempts of an activity in Temporal's own test environment, one after another as Temporal runs them.
import type { CrmError } from "@crm-errors/core"
import { activity, type Carried, fromApplicationFailure, type Options } from "@crm-errors/sync/temporal"
import { Context } from "@temporalio/activity"
import * as temporal from "@temporalio/common"
import { MockActivityEnvironment } from "@temporalio/testing"
import { vi } from "vitest"
import { start } from "./errors.ts"

type Asked = Omit<Options<[contact: string]>, "temporal" | "context">

/** What an `ApplicationFailure` says. */
export const fields = (failure: unknown) => {
  const { category, details, message, nextRetryDelay, nonRetryable, type } = failure as temporal.ApplicationFailure
  return { type, message, nonRetryable, nextRetryDelay, category, details }
}

export const logger = (lines: Array<string>): temporal.Logger => {
  const at =
    (level: temporal.LogLevel) =>
    (message: string): void => {
      lines.push(`${level} ${message}`)
    }
  return {
    log: (level, message) => at(level)(message),
    trace: at("TRACE"),
    debug: at("DEBUG"),
    info: at("INFO"),
    warn: at("WARN"),
    error: at("ERROR")
  }
}

export interface Attempted {
  readonly value?: unknown
  readonly failure?: ReturnType<typeof fields>
  readonly carried?: Carried | undefined
  /** The details of the last heartbeat. */
  readonly kept: unknown
  readonly logged: ReadonlyArray<string>
}

/** One attempt: what it came to, what it logged and what it kept for the next one. */
export const attempt = async (
  options: Asked,
  run: (contact: string) => Promise<unknown>,
  number = 1,
  heartbeatDetails?: unknown
): Promise<Attempted> => {
  const logged: Array<string> = []
  const environment = new MockActivityEnvironment({ attempt: number, heartbeatDetails }, { logger: logger(logged) })
  let kept: unknown
  environment.on("heartbeat", (details: unknown) => {
    kept = JSON.parse(JSON.stringify(details))
  })
  const policy = { jitter: 0, ...options.policy }
  const push = activity({ temporal, context: () => Context.current(), ...options, policy }, run)
  const settled = await environment.run(push, "first").then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure: fields(failure), carried: fromApplicationFailure(failure) })
  )
  return { ...settled, kept, logged }
}

/** Attempts, after the delays that their failures ask for, until one is not retried. */
export const retried = async (
  options: Asked,
  run: (contact: string) => Promise<unknown>
): Promise<Attempted & { readonly number: number }> => {
  let details: unknown
  for (let number = 1; ; number++) {
    const result = await attempt(options, run, number, details)
    if (result.failure === undefined || result.failure.nonRetryable || number === 100) return { ...result, number }
    details = result.kept ?? details
    vi.setSystemTime(Date.now() + Number(result.failure.nextRetryDelay))
  }
}

/** A vendor that answers by a script and notes when it was called; then it takes what is sent. */
export const failing = (calls: Array<number>, ...answers: ReadonlyArray<CrmError>) => {
  const left = [...answers]
  return async (contact: string): Promise<string> => {
    calls.push(Date.now() - start)
    const error = left.shift()
    if (error !== undefined) throw error
    return `sent ${contact}`
  }
}
