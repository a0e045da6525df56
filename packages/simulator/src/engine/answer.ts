import type { Api, Context, Handled, Received, WireAnswer, WireRequest } from "../Api.ts"
import type { Plan } from "./Plan.ts"
import { proxyPage } from "./proxy.ts"

/** What is answered, and what was done. */
export interface Answered {
  readonly answer: WireAnswer
  /** `undefined` when the vendor's API was not asked. */
  readonly handled?: Handled
  /** Is the answer the API's own? */
  readonly own: boolean
  /** The entry of which nothing can be shown to this request. */
  readonly missed?: string
}

/** Answers a call as its faults want it. Changes the state as far as they let the API do so. */
export const answerOf = <State>(
  api: Api<State>,
  state: State,
  request: WireRequest,
  received: Received,
  { entries, replaced }: Plan,
  moment: Pick<Context, "now" | "random">
): Answered => {
  const ask = (byRecord: ReadonlyMap<number, string>): Handled =>
    api.answer(state, request, received, { ...moment, faultOf: (index) => byRecord.get(index) })

  const usual = (byRecord: ReadonlyMap<number, string>, missed?: string): Answered => {
    const handled = ask(byRecord)
    return { answer: handled.answer, handled, own: true, ...(missed === undefined ? {} : { missed }) }
  }

  // An answer that was replaced may all the same have been meant for a write that was done.
  const instead = (answer: WireAnswer, applied: boolean | undefined): Answered =>
    applied === true ? { answer, handled: ask(entries), own: false } : { answer, own: false }

  if (replaced === undefined) return usual(entries)
  switch (replaced._tag) {
    case "Answer":
      return instead(replaced.answer, replaced.applied)
    case "Proxy":
      return instead(proxyPage(replaced.status), replaced.applied)
    case "Entry": {
      const answer = api.answerWith(state, request, received, replaced.entry)
      if (answer !== undefined) return instead(answer, replaced.applied)
      // An entry that only results by record can show: then all records come to it.
      if (received.records.length === 0) return usual(entries, replaced.entry)
      return usual(new Map(received.records.map((_, index) => [index, replaced.entry])))
    }
  }
}
