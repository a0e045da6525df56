import type { Outcome } from "@crm-errors/core"
import type { Adapter, RequestDescriptor } from "@crm-errors/core/adapter"
import type { Received, WireAnswer, WireRequest } from "../Api.ts"

const descriptorOf = (
  adapter: Adapter,
  variant: string | undefined,
  { operation, records }: Received,
  { method, path }: WireRequest
): RequestDescriptor => {
  const known = adapter.catalog.operations.find(({ name }) => name === operation)
  const procedure = known?.match.find(({ rpcMethod }) => rpcMethod !== undefined)?.rpcMethod
  return {
    method,
    path,
    ...(procedure === undefined ? {} : { rpc_method: procedure }),
    ...(variant === undefined ? {} : { variant }),
    ...(records.length === 0 ? {} : { size: records.length })
  }
}

/** What an answer comes to, as the vendor's adapter reads it for whoever called. */
export const outcomeOf = (
  adapter: Adapter,
  variant: string | undefined,
  received: Received,
  request: WireRequest,
  answer: WireAnswer
): Outcome.Outcome => adapter.normalize(answer, descriptorOf(adapter, variant, received, request))

/** The entry of the catalog that it came to. */
export const entryOf = (outcome: Outcome.Outcome): string | undefined =>
  outcome._tag === "Failed" ? outcome.error.entry : outcome._tag === "NoOp" ? outcome.entry : undefined
