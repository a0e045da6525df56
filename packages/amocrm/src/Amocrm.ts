/**
 * The adapter of amoCRM and Kommo: its catalog (meanings) and its reader of envelopes (shapes) put together.
 *
 * @since 0.1.0
 */
import { catalog as builtIn } from "@crm-errors/catalog-amocrm"
import { type Adapter, make as makeAdapter, type Options } from "@crm-errors/core/adapter"
import { decodeEnvelope } from "./decodeEnvelope.ts"

/**
 * An adapter of your own: for one of the brands (`variant`: `amocrm` blocks the account after too many requests,
 * `kommo` the IP address; without it both readings are joined), with another release of the catalog, or with
 * another cap on the length of a body. Throws when the catalog is not one that it can read, or the variant is not one of its.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options?: Options): Adapter => makeAdapter("amocrm", builtIn, decodeEnvelope, options)

const standard: Adapter = make()

/** The vendor's id, as in `error.vendor`. @category models @since 0.1.0 */
export const vendor: string = standard.vendor

/** The catalog that the adapter was built with. @category models @since 0.1.0 */
export const catalog: Adapter["catalog"] = standard.catalog

/**
 * From an answer, whatever client it came from, to an outcome. Pure and total: no status and no bytes make it throw.
 *
 * @category normalizing
 * @since 0.1.0
 */
export const normalize: Adapter["normalize"] = standard.normalize

/**
 * The operation of a request, from the catalog; `undefined` when nothing tells what was done.
 *
 * @category normalizing
 * @since 0.1.0
 */
export const operation: Adapter["operation"] = standard.operation

/**
 * Reads a fetch `Response`, no further than 1 MiB. Never rejects.
 *
 * @category normalizing
 * @since 0.1.0
 */
export const fromResponse: Adapter["fromResponse"] = standard.fromResponse

/**
 * The outcome of what an HTTP client threw instead of answering.
 *
 * @category normalizing
 * @since 0.1.0
 */
export const fromThrown: Adapter["fromThrown"] = standard.fromThrown

/**
 * Runs a fetch and reads what comes of it. Never rejects.
 *
 * @category normalizing
 * @since 0.1.0
 */
export const fromFetch: Adapter["fromFetch"] = standard.fromFetch
