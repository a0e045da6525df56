/**
 * The state machine, put together.
 */
import { Amocrm } from "@crm-errors/amocrm"
import type { Api, Context, Handled, Received, WireAnswer, WireRequest } from "../Api.ts"
import type { PublishedFixture } from "../engine/fixtures.ts"
import { act } from "./act.ts"
import { makeAnswerWith } from "./answerWith.ts"
import type { Call } from "./call.ts"
import { credentialsOf, list, put } from "./contents.ts"
import { gateway } from "./gateway.ts"
import { makeItemFaults } from "./itemFaults.ts"
import { mostRecords } from "./limits.ts"
import { isPage } from "./pages.ts"
import { baseOf, receive } from "./receive.ts"
import { routeOf } from "./route.ts"
import { serve } from "./serve.ts"
import { type AmocrmState, accountOf, initial } from "./state.ts"
import { startAging } from "./tokens.ts"

const uuid = (random: () => number): string => {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
  digits[12] = "4"
  digits[16] = "8"
  return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/** Every answer of the application has an id; a page of what stands before it has none. */
const signed = (handled: Handled, random: () => number): Handled => {
  const { answer } = handled
  if (isPage(answer)) return handled
  const named: WireAnswer = { ...answer, headers: { ...answer.headers, "x-request-id": uuid(random) } }
  return { ...handled, answer: named }
}

/** The API, answering injected entries out of these fixtures. */
export const makeApi = (fixtures: ReadonlyArray<PublishedFixture>): Api<AmocrmState> => {
  const adapter = Amocrm.make()
  const answerWith = makeAnswerWith(adapter, fixtures)
  const faultOf = makeItemFaults(adapter.catalog, fixtures)
  const answer = (state: AmocrmState, request: WireRequest, received: Received, context: Context): Handled => {
    const account = accountOf(state, received.account)
    const route = routeOf(request.method, request.path)
    startAging(account, context.now)
    const turnedAway = gateway({ state, catalog: adapter.catalog, account, route, request, received, context })
    if (turnedAway !== undefined) return signed(turnedAway, context.random)
    const call: Call = {
      state,
      account,
      request,
      received,
      context,
      base: baseOf(state, account, request),
      mostRecords: mostRecords(adapter.catalog, state.variant, received.operation),
      faultOf,
      wholeOf: (entry) => answerWith(state, request, received, entry)
    }
    return signed(serve(call, route), context.random)
  }
  return {
    vendor: adapter.vendor,
    adapter,
    initial,
    receive: (state, request) => receive(adapter, state, request),
    answer,
    answerWith,
    act,
    credentials: (state, name) => {
      const [integration] = accountOf(state, name).integrations
      if (integration === undefined) throw new Error(`amoCRM simulator: ${JSON.stringify(name)} has no integration.`)
      return credentialsOf(name, integration)
    },
    put,
    list
  }
}
