/**
 * Makes an adapter out of a catalog and a reader of envelopes.
 *
 * @since 0.1.0
 */
import * as Operation from "../Operation.ts"
import type { Outcome } from "../Outcome.ts"
import type { Answer, RequestDescriptor, RequestLike } from "./Answer.ts"
import { type Catalog, type Entry, schemaVersion } from "./Catalog.ts"
import { makeIndex } from "./classify.ts"
import type { DecodeEnvelope } from "./Envelope.ts"
import { outcomes, whenOrder } from "./failure.ts"
import { readResponse } from "./fetchResponse.ts"
import { type Machine, normalize } from "./normalize.ts"
import { makeRouter, resolve } from "./request.ts"
import { transportFactOf } from "./transport.ts"

/** @category models @since 0.1.0 */
export interface Options {
  /** Another release of the vendor's catalog than the one that the adapter was built with. */
  readonly catalog?: Catalog | undefined
  /** Which of the vendor's brands or API versions answers, where it matters: see `catalog.variants`. */
  readonly variant?: string | undefined
  /** The longest body that is read, in bytes. 1 MiB unless said. */
  readonly maxBodyBytes?: number | undefined
}

/** @category models @since 0.1.0 */
export interface Adapter {
  readonly vendor: string
  readonly catalog: Catalog
  readonly maxBodyBytes: number
  /** From an answer to an outcome: pure and total. */
  readonly normalize: (answer: Answer, request?: RequestLike) => Outcome
  /**
   * The operation of a request, from the catalog; `undefined` when nothing is known of it. What a caller says of its
   * size or probe holds even where nothing tells what was done: then it is an unsafe create of that size.
   */
  readonly operation: (request: RequestDescriptor) => Operation.Operation | undefined
  /** Reads a fetch `Response`, no further than the cap. Never rejects. */
  readonly fromResponse: (response: Response, request?: RequestLike) => Promise<Outcome>
  /** What an HTTP client threw instead of answering. */
  readonly fromThrown: (thrown: unknown, request?: RequestLike) => Outcome
  /** Runs a fetch and reads what comes of it. Never rejects. */
  readonly fromFetch: (fetch: () => Promise<Response>, request?: RequestLike) => Promise<Outcome>
}

const defaultMaxBodyBytes = 1_048_576

const refuse = (what: string, todo: string): never => {
  throw new Error(`${what} ${todo}`)
}

const recompile = "Compile the catalog with `crm-errors catalog build`."

const lists = [
  "variants",
  "sections",
  "requestIdHeaders",
  "waits",
  "limits",
  "secrets",
  "operations",
  "entries"
] as const

// What normalize and decide rely on. A failure without a verdict would be read as a success, and a `when` of another
// format would be no decision at all.
const isEntry = (entry: Entry | undefined): boolean => {
  if (!Array.isArray(entry?.match) || !outcomes.includes(entry.outcome)) return false
  const { outcome, reason, verdict } = entry
  return (
    outcome !== "Failed" ||
    (reason?._tag !== undefined &&
      Array.isArray(verdict?.scope) &&
      Array.isArray(verdict.actor) &&
      whenOrder.includes(verdict.when?._tag))
  )
}

const checkCatalog = (catalog: Catalog, vendor: string): void => {
  if (catalog.schemaVersion !== schemaVersion) {
    refuse(
      `make({ catalog }): expected schemaVersion ${schemaVersion}, found ${JSON.stringify(catalog.schemaVersion)}.`,
      "Use a release of the catalog that this adapter can read, or an adapter that reads this catalog."
    )
  }
  if (catalog.vendor !== vendor) {
    refuse(
      `make({ catalog }): expected the catalog of ${vendor}, found that of ${String(catalog.vendor)}.`,
      `Pass the \`catalog\` of @crm-errors/catalog-${vendor}.`
    )
  }
  const place = lists.find((list) => !Array.isArray(catalog[list]))
  if (place !== undefined) refuse(`make({ catalog }): expected a list at /${place}.`, recompile)
  const index = catalog.entries.findIndex((entry) => !isEntry(entry))
  if (index >= 0) refuse(`make({ catalog }): expected an entry at /entries/${index}.`, recompile)
}

const sized = ({ probe, size }: RequestDescriptor): Operation.Operation | undefined =>
  (size === undefined || size === null) && probe === undefined
    ? undefined
    : Operation.make({
        ...(size === undefined || size === null ? {} : { size }),
        ...(probe === undefined ? {} : { probe })
      })

/**
 * Makes an adapter. Throws when the catalog is not one that it can read, or the variant is not one of its.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (
  vendor: string,
  builtIn: Catalog,
  decodeEnvelope: DecodeEnvelope,
  options: Options = {}
): Adapter => {
  const catalog = options.catalog ?? builtIn
  if (catalog !== builtIn) checkCatalog(catalog, vendor)
  const { variant } = options
  if (variant !== undefined && !catalog.variants.includes(variant)) {
    refuse(
      `make({ variant }): ${JSON.stringify(variant)} is not a variant of ${vendor}.`,
      `Use one of: ${catalog.variants.join(", ") || "(it has none)"}.`
    )
  }
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes
  if (!(maxBodyBytes > 0))
    refuse(
      `make({ maxBodyBytes }): expected a positive number of bytes, found ${String(maxBodyBytes)}.`,
      "Leave it out for 1 MiB."
    )
  const machine: Machine = {
    catalog,
    index: makeIndex(catalog),
    router: makeRouter(catalog),
    variant,
    decodeEnvelope,
    // Text has no more UTF-16 units than its UTF-8 form has bytes.
    maxBodyLength: maxBodyBytes
  }
  const fromThrown = (thrown: unknown, request?: RequestLike): Outcome =>
    normalize(machine, { status: null, transport: transportFactOf(thrown) }, request, thrown)
  const fromResponse = async (response: Response, request?: RequestLike): Promise<Outcome> =>
    normalize(machine, await readResponse(response, maxBodyBytes), request)
  return {
    vendor,
    catalog,
    maxBodyBytes,
    normalize: (answer, request) => normalize(machine, answer, request),
    operation: (request) => resolve(machine.router, request).operation ?? sized(request),
    fromResponse,
    fromThrown,
    fromFetch: async (fetch, request) => {
      let response: Response
      try {
        response = await fetch()
      } catch (thrown) {
        return fromThrown(thrown, request)
      }
      return fromResponse(response, request)
    }
  }
}
