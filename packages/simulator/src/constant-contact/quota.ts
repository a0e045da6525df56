/**
 * The calls of a day. The vendor does not say when its day begins: see `dayStartsAt` of the state.
 */
import type { Account, State } from "./State.ts"

const day = 86_400_000

const dayOf = ({ dayStartsAt }: State, now: number): number => Math.floor((now - dayStartsAt) / day)

/** Counts a call: every one, those that the quota turns away as well. */
export const countCall = (state: State, { day: today }: Account, now: number): void => {
  const number = dayOf(state, now)
  if (today.number !== null && today.number !== number) today.calls = 0
  today.number = number
  today.calls++
}

/** Was the call that was counted last one too many? */
export const isExhausted = ({ callsPerDay, unlimited }: State, { day: { calls } }: Account): boolean =>
  !unlimited && calls > callsPerDay

/** When the next day begins. */
export const nextDayAt = (state: State, now: number): number => (dayOf(state, now) + 1) * day + state.dayStartsAt

/** From now on the account has so many calls left: today if it has called today, else on the day of its next call. */
export const setCallsLeft = ({ callsPerDay }: State, account: Account, calls: number): void => {
  account.day.calls = Math.max(0, callsPerDay - calls)
}
