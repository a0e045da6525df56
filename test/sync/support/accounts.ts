// Several accounts of one simulated vendor, and a job that writes to all of them.
import type { CrmError } from "@crm-errors/core"
import { type Options, Simulator, type Vendor } from "@crm-errors/simulator"
import { type Job, type RunOptions, Sync } from "@crm-errors/sync"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Stream from "effect/Stream"
import type { Contact } from "../../../examples/vendor-agnostic-sync/src/Crm.ts"
import { contacts, crms } from "./world.ts"

export interface AccountsOptions extends Options {
  readonly vendor: Vendor
  /** By name: the address that the account is called from. */
  readonly ips: Readonly<Record<string, string>>
  readonly records: number
}

/** A job whose records go to the accounts in turn. */
export const makeAccounts = ({ ips, records, vendor, ...options }: AccountsOptions) =>
  Effect.gen(function* () {
    const names = Object.keys(ips)
    const simulator = yield* Simulator.make(vendor, { ...options, accounts: names })
    const targets = yield* Effect.forEach(names, (account) =>
      Effect.gen(function* () {
        const ip = ips[account]!
        const client = HttpClient.mapRequest(
          simulator.client({ latency: 50, ip }),
          HttpClientRequest.prependUrl(`https://${account}.example`)
        )
        const credentials = yield* simulator.credentials(account)
        const crm = yield* crms[vendor]({ client, credentials, account, name: vendor })
        return [account, { ...crm.target, egressIp: ip }] as const
      })
    )
    const job: Job<Contact, CrmError> = {
      name: "contacts",
      records: Stream.fromIterable(contacts(records)),
      key: ({ email }) => email,
      route: ({ email }) => names[Number(/\d+/.exec(email)?.[0] ?? 0) % names.length]!,
      target: Object.fromEntries(targets)
    }
    return { simulator, job, run: (runOptions?: RunOptions) => Sync.run(job, runOptions) }
  })

/** What a simulator counted that is somebody's mistake. */
export const harmOf = (simulator: Simulator) =>
  Effect.map(
    simulator.counts,
    ({ deadCredential, duplicates, early, overLimit, overQuota, pointless, whileBlocked }) => ({
      duplicates,
      early,
      deadCredential,
      pointless,
      overQuota,
      overLimit,
      whileBlocked
    })
  )

export const noHarm = {
  duplicates: 0,
  early: 0,
  deadCredential: 0,
  pointless: 0,
  overQuota: 0,
  overLimit: 0,
  whileBlocked: 0
}

export const nothing = { applied: 0, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 }
