/**
 * What the HTTP binding is told.
 *
 * @since 0.1.0
 */
import type * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { Adapter, RequestDescriptor, RequestLike } from "../adapter/index.ts"
import type { CrmError } from "../CrmError.ts"

/**
 * What is needed of an adapter: one that was made, or the module of a vendor's package, which has the same functions.
 *
 * @category models
 * @since 0.1.0
 */
export interface AdapterLike extends Pick<Adapter, "vendor" | "catalog" | "normalize" | "operation" | "fromThrown"> {
  /** The longest body that is read, in bytes. 1 MiB unless said. */
  readonly maxBodyBytes?: number
}

/**
 * @category models
 * @since 0.1.0
 */
export interface Options {
  /**
   * How long a request may take, its body included, before it is given up. What happened to it is then unknown, and
   * it may still be going on. There is no limit unless said: `Effect.timeout` around the request says less.
   */
  readonly timeout?: Duration.Input
  /**
   * Tells more of a request than its method and path do: the procedure it calls, how many records it carries. It is
   * asked once for each request and must not throw.
   */
  readonly describe?: (request: HttpClientRequest.HttpClientRequest) => RequestDescriptor
}

/**
 * What a client that fails with `E` fails with when an adapter is around it: a failure to get an answer is a
 * `CrmError`; what else the client fails with (getting a token, say) passes through.
 *
 * @category models
 * @since 0.1.0
 */
export type Failure<E> = CrmError | Exclude<E, HttpClientError.HttpClientError | Cause.TimeoutError>

/**
 * What the requests inside do, for clients that are given a request and nothing else, as those of `transform` are.
 *
 * @category services
 * @since 0.1.0
 */
export const CurrentOperation: Context.Reference<RequestLike | undefined> = Context.Reference<RequestLike | undefined>(
  "@crm-errors/core/http/CurrentOperation",
  { defaultValue: () => undefined }
)
