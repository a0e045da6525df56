// The README's job. It names no vendor: what `crm` is, is decided where the program starts.
import { Recovery } from "@crm-errors/core/recovery"
import * as Effect from "effect/Effect"
import { type Contact, contactsUpsert, crm, deadLetter, pauseAndTell } from "./ports.ts"

// #region job
export const push = (contacts: ReadonlyArray<Contact>) =>
  crm.execute(contactsUpsert(contacts)).pipe(
    Recovery.retry({ patience: "5 minutes" }),
    Effect.catchReason("CrmError", "InvalidRecordError", (reason) => deadLetter(reason.fields)),
    Effect.catchIf(
      (error) => error.needsPerson,
      (error) => pauseAndTell(error.verdict.actor, error.message)
    )
  )
// #endregion job
