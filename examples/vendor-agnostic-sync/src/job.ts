// The whole job. It names no vendor: what `from` and `to` are is decided where the program starts.

import type { CrmError } from "@crm-errors/core"
import type { Job } from "@crm-errors/sync"
import type { Contact, Crm } from "./Crm.ts"

// #region job
export const copyContacts = (from: Crm, to: Crm): Job<Contact, CrmError> => ({
  name: `contacts from ${from.name} to ${to.name}`,
  records: from.contacts,
  key: (contact) => contact.email.toLowerCase(),
  target: to.target
})
// #endregion job
