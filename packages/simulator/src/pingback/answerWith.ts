import { fixtures } from "@crm-errors/catalog-pingback/fixtures"
import type { Received, WireAnswer, WireRequest } from "../Api.ts"
import { answersOf, wireAnswerOf } from "../engine/fixtures.ts"
import { adapter } from "./adapter.ts"

const versionOf = (path: string | null | undefined): string | undefined => path?.split("/")[1]

/**
 * An answer of the entry's fixtures, as it is: of the same operation, or else of the same version of the API, because
 * the two write their errors differently.
 */
export const answerWith = (request: WireRequest, received: Received, entry: string): WireAnswer | undefined => {
  const { operation } = received
  const candidates = answersOf(fixtures, adapter, entry, { operation, size: received.records.length })
  const fixture =
    candidates.find((one) => operation !== undefined && adapter.operation(one.request ?? {})?.name === operation) ??
    candidates.find((one) => versionOf(one.request?.path) === versionOf(request.path)) ??
    candidates[0]
  return fixture === undefined ? undefined : wireAnswerOf(fixture)
}
