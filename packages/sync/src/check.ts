/**
 * Is a job fit to be run? What is missing is said in words before anything is written.
 *
 * @since 0.1.0
 */
import type { Catalog } from "@crm-errors/core/adapter"
import type { Job, Target } from "./Job.ts"
import { operationOf, targetsOf } from "./run/resolve.ts"

/** @category models @since 0.1.0 */
export interface Checked {
  /** The job is refused for these. */
  readonly problems: ReadonlyArray<string>
  /** The job runs, and will stop or lose something in these cases. */
  readonly warnings: ReadonlyArray<string>
}

const asksForCredentials = (catalog: Pick<Catalog.Catalog, "entries">): boolean =>
  catalog.entries.some(({ verdict }) => verdict?.when.what?.includes("Credentials") === true)

const name = (route: string): string => (route === "" ? "the target" : `the target ${JSON.stringify(route)}`)

const checkTarget = <A, R>(
  route: string,
  target: Target<A, R>,
  unknownOutcomes: Job<A>["unknownOutcomes"]
): Checked => {
  const problems: Array<string> = []
  const warnings: Array<string> = []
  const operation = operationOf(target)
  const { vendor } = target.adapter
  const who = name(route)
  if (operation.name === "unknown") {
    warnings.push(
      `The catalog of ${vendor} knows no operation of ${who}, so it is taken for an unsafe create of one record. Give method and path as the vendor's documentation has them, or an Operation.`
    )
  }
  if (operation.intent === "Read") {
    problems.push(`${cap(who)} reads (${operation.name}): a sync job writes. Give the operation of the write.`)
  }
  if (operation.repeat === "Unsafe" && target.probe === undefined) {
    const text = `${cap(who)} has no probe, and ${vendor} ${operation.name} may not be sent twice: when an answer is lost, nobody knows whether the record is there. Give the target a probe that says which keys are there`
    if (unknownOutcomes === "DeadLetter") warnings.push(`${text}; until then such records become dead letters.`)
    else problems.push(`${text}, or say unknownOutcomes: "DeadLetter" to have such records left out.`)
  }
  if (asksForCredentials(target.adapter.catalog) && target.refresh?.Credentials === undefined) {
    warnings.push(
      `${cap(who)} has no refresh.Credentials, and the credentials of ${vendor} run out: the job will then wait for a person. Give a refresh, unless the token is one that does not run out.`
    )
  }
  if (target.maxItems !== undefined && operation.maxItems !== undefined && target.maxItems > operation.maxItems) {
    warnings.push(
      `${cap(who)} wants ${target.maxItems} records in a request, and ${operation.name} takes ${operation.maxItems}: it is sent ${operation.maxItems} at a time.`
    )
  }
  if (target.maxItems !== undefined && !(Number.isInteger(target.maxItems) && target.maxItems > 0)) {
    problems.push(`${cap(who)} has maxItems ${target.maxItems}: expected a whole number from 1.`)
  }
  if (target.share !== undefined && !(target.share > 0 && target.share <= 1)) {
    problems.push(`${cap(who)} has share ${target.share}: expected a part of the rate, more than 0 and at most 1.`)
  }
  if (target.variant !== undefined && !target.adapter.catalog.variants.includes(target.variant)) {
    problems.push(
      `${cap(who)} has the variant ${JSON.stringify(target.variant)}: expected one of ${target.adapter.catalog.variants.join(", ") || "(none)"}.`
    )
  }
  return { problems, warnings }
}

const cap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * Looks at a job without running it. `run` refuses one with problems, and tells the warnings at its start.
 *
 * @category checking
 * @since 0.1.0
 */
export const check = <A, E, R>(job: Job<A, E, R>): Checked => {
  const targets = targetsOf(job)
  const problems: Array<string> = []
  const warnings: Array<string> = []
  if (job.name.trim() === "") problems.push("The job has no name: the store knows it by one.")
  if (targets.size === 0) problems.push("The job has no target.")
  if (targets.size > 1 && job.route === undefined) {
    problems.push(`The job has ${targets.size} targets and no route: give route, which says where a record goes.`)
  }
  if (job.brake !== undefined && !(job.brake >= 1)) {
    problems.push(`The job has brake ${job.brake}: expected a number of records from 1, or Infinity.`)
  }
  const accounts = new Map<string, string>()
  for (const [route, target] of targets) {
    const account = target.account ?? (route === "" ? "main" : route)
    const other = accounts.get(account)
    if (other !== undefined) {
      problems.push(
        `The targets ${JSON.stringify(other)} and ${JSON.stringify(route)} have the same account ${JSON.stringify(account)}: run what goes to one account through one target, or as two jobs.`
      )
    }
    accounts.set(account, route)
    const checked = checkTarget(route, target, job.unknownOutcomes)
    problems.push(...checked.problems)
    warnings.push(...checked.warnings)
  }
  return { problems, warnings }
}
