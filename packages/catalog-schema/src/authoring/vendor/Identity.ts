import type { PackageJson } from "../../schema/packageJson.ts"

/** Who the new vendor is, and what its packages take over from those that are there. */
export interface Identity {
  /** `acme-crm`. */
  readonly id: string
  /** `Acme CRM`, as people write it. */
  readonly name: string
  /** `AcmeCrm`: the name of the adapter in code. */
  readonly pascal: string
  /** The day on which the sources were looked at, as `YYYY-MM-DD`. */
  readonly today: string
  /** `package.json` of core: licence, repository, engines and peers are the same everywhere. */
  readonly core: PackageJson
}

/** A JSON file as npm writes it. */
export const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`
