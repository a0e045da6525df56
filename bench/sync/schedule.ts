// What goes wrong, the same for everybody.
import type { Contact } from "../../examples/vendor-agnostic-sync/src/Crm.ts"
import type { Schedule } from "./vendors.ts"
import { randomOf } from "./wire.ts"

/** Twenty-two minutes before the day ends at the vendor's, so that the cap costs minutes and hides nothing. */
export const start = Date.UTC(2026, 10, 22, 23, 38)

export const contactsOf = (records: number): ReadonlyArray<Contact> =>
  Array.from({ length: records }, (_, index) => ({
    email: `person${index + 1}@example.com`,
    name: `Person ${index + 1}`
  }))

/** One record in a hundred, drawn with the seed, is refused whenever it comes. */
export const scheduleOf = (contacts: ReadonlyArray<Contact>, seed: number): Schedule => {
  const random = randomOf(seed)
  return {
    bad: contacts.filter(() => random() < 0.01).map(({ email }) => email),
    burst: { after: 300_000, for: 10_000 },
    appliedInBurst: 0.3,
    callsPerDay: Math.round(contacts.length * 0.6),
    seed
  }
}

/** Nothing goes wrong, and no day ends. */
export const calm = (seed: number): Schedule => ({
  bad: [],
  burst: { after: 0, for: 0 },
  appliedInBurst: 0,
  callsPerDay: 1_000_000,
  seed
})
