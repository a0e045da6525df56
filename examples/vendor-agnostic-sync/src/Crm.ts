// What the job needs of a CRM. It names no vendor.
import type { CrmError } from "@crm-errors/core"
import type { Target } from "@crm-errors/sync"
import type * as Stream from "effect/Stream"

export interface Contact {
  readonly email: string
  readonly name: string
}

export interface Crm {
  /** For people. */
  readonly name: string
  /** Every contact that is there. */
  readonly contacts: Stream.Stream<Contact, CrmError>
  /** Where contacts go that are not there yet. */
  readonly target: Target<Contact>
}
