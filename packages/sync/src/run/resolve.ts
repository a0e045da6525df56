import type { Policy } from "@crm-errors/core"
import { Operation } from "@crm-errors/core"
import type { Catalog, RequestDescriptor } from "@crm-errors/core/adapter"
import { Recovery } from "@crm-errors/core/recovery"
import * as Duration from "effect/Duration"
import type { Job, Target } from "../Job.ts"

/** A target with everything that was left unsaid filled in. */
export interface Lane<A, R> {
  readonly target: Target<A, R>
  readonly account: string
  readonly operation: Operation.Operation
  /** The most records of one request. */
  readonly maxItems: number
  readonly concurrency: number
  readonly limits: ReadonlyArray<Catalog.Limit>
  readonly timeout: Duration.Duration
  readonly settle: number
  readonly policy: Policy.Policy
  /** What is closed when an answer says so, and by which limits are shared. */
  readonly keys: LaneKeys
}

export interface LaneKeys {
  readonly Operation: string
  readonly Credential: string
  readonly Account: string
  readonly EgressIp: string
  readonly Vendor: string
}

const isOperation = (request: Operation.Operation | RequestDescriptor): request is Operation.Operation =>
  typeof (request as { readonly name?: unknown }).name === "string"

const isTarget = <A, R>(target: Job<A, unknown, R>["target"]): target is Target<A, R> =>
  typeof (target as { readonly write?: unknown }).write === "function"

/** The targets of a job, by the name that `route` gives. */
export const targetsOf = <A, E, R>(job: Job<A, E, R>): ReadonlyMap<string, Target<A, R>> =>
  isTarget(job.target) ? new Map([["", job.target]]) : new Map(Object.entries(job.target))

/** What a target's `write` does, without its size. */
export const operationOf = <A, R>(target: Target<A, R>): Operation.Operation => {
  const said = target.operation
  const { size: _, ...found } = isOperation(said) ? said : (target.adapter.operation(said) ?? Operation.unknown)
  return target.probe === undefined || found.probe !== undefined ? found : { ...found, probe: true }
}

const holds =
  (operation: Operation.Operation, variant: string | undefined) =>
  (limit: Catalog.Limit): boolean =>
    (limit.variant === undefined || variant === undefined || limit.variant === variant) &&
    (limit.operations === undefined || limit.operations.includes(operation.name))

const smallest = (numbers: ReadonlyArray<number | undefined>): number =>
  Math.max(1, Math.min(...numbers.filter((number) => number !== undefined)))

// Where nobody says how many records a request takes, one is never wrong.
const unsaidItems = 1

/** How many records a request may carry: the least of what the job, the operation and the catalog's limits say. */
const maxItemsOf = <A, R>(
  target: Target<A, R>,
  operation: Operation.Operation,
  limits: ReadonlyArray<Catalog.Limit>
): number => {
  const ofRequest = limits.filter((limit) => limit.scope === "Request").map((limit) => limit.items)
  const said = [target.maxItems, operation.maxItems]
  return smallest(said.every((number) => number === undefined) ? [unsaidItems] : [...said, ...ofRequest])
}

const burstOf = (limits: ReadonlyArray<Catalog.Limit>): number | undefined => {
  const bursts = limits.flatMap(({ burst }) => (burst === undefined ? [] : [burst]))
  return bursts.length === 0 ? undefined : Math.min(...bursts)
}

export const resolveLane = <A, R>(name: string, target: Target<A, R>, policy: Policy.Policy): Lane<A, R> => {
  const account = target.account ?? (name === "" ? "main" : name)
  const operation = operationOf(target)
  const limits = target.adapter.catalog.limits.filter(holds(operation, target.variant))
  const { vendor } = target.adapter
  const ip = target.egressIp ?? "here"
  return {
    target,
    account,
    operation,
    limits,
    policy,
    maxItems: maxItemsOf(target, operation, limits),
    concurrency: Math.max(1, target.concurrency ?? burstOf(limits) ?? 8),
    timeout: Duration.fromInputUnsafe(target.timeout ?? "1 minute"),
    settle: Duration.toMillis(target.settle ?? "10 seconds"),
    keys: {
      Operation: `Operation:${vendor}:${account}:${operation.name}`,
      Credential: `Credential:${vendor}:${account}`,
      Account: `Account:${vendor}:${account}`,
      EgressIp: `EgressIp:${vendor}:${ip}`,
      Vendor: `Vendor:${vendor}`
    }
  }
}

/** The lanes of a job by the name that `route` gives. Two targets never share an account's lane. */
export const lanesOf = <A, E, R>(job: Job<A, E, R>): ReadonlyMap<string, Lane<A, R>> => {
  const policy = Recovery.policy(job.policy)
  return new Map([...targetsOf(job)].map(([name, target]) => [name, resolveLane(name, target, policy)]))
}
