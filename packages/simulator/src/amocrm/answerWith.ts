/**
 * What the vendor answers when the whole request comes to one catalog entry.
 */
import type { Adapter } from "@crm-errors/core/adapter"
import type { Received, WireAnswer, WireRequest } from "../Api.ts"
import { answersOf, isOfRequest, type PublishedFixture, wireAnswerOf } from "../engine/fixtures.ts"
import { fitAnswer } from "./fitting.ts"
import { baseOf, hostOf } from "./receive.ts"
import { type Route, routeOf } from "./route.ts"
import { sentOf } from "./sent.ts"
import { type AmocrmState, accountOf } from "./state.ts"

const entityOf = (route: Route, path: string): string | undefined =>
  "entity" in route ? route.entity : /\/(\w+)\/set\/?$/.exec(path)?.[1]

/** Which API a path belongs to: each has its own shapes. */
const apiOf = (path: string): string => {
  if (path.startsWith("/private/api/") || path.startsWith("/api/v2/")) return "older"
  if (path.startsWith("/ajax/") || path.startsWith("/private/")) return "ajax"
  return path.split("/").slice(0, 3).join("/")
}

// Fixtures that do not tell their path may come from anywhere.
const isOfApi =
  (path: string) =>
  ({ request }: PublishedFixture): boolean =>
    request?.path == null || apiOf(request.path) === apiOf(path)

/**
 * The answer of the nearest fixture about a whole request, made to fit. An entry that is only ever told of records is
 * told of each of them. `undefined` for an entry without an answer.
 */
export const makeAnswerWith =
  (adapter: Adapter, fixtures: ReadonlyArray<PublishedFixture>) =>
  (state: AmocrmState, request: WireRequest, received: Received, entry: string): WireAnswer | undefined => {
    const sent = sentOf(request)
    const all = answersOf(fixtures, adapter, entry, {
      operation: received.operation,
      variant: state.variant,
      ...(sent.length === 0 ? {} : { size: sent.length })
    })
    const ofApi = all.filter(isOfApi(request.path))
    const near = [...ofApi, ...all.filter((fixture) => !ofApi.includes(fixture))]
    const fixture = near.find(isOfRequest) ?? near[0]
    if (fixture === undefined) return undefined
    const route = routeOf(request.method, request.path)
    const account = accountOf(state, received.account)
    return fitAnswer(wireAnswerOf(fixture), {
      method: request.method,
      url: `${baseOf(state, account, request)}${request.path}`,
      host: hostOf(state, account, request),
      ip: request.ip,
      sent,
      entity: entityOf(route, request.path)
    })
  }
