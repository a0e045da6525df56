import type { Identity } from "./Identity.ts"

const makeLine = ({ id }: Identity): string => {
  const begin = "export const make = (options?: Options): Adapter =>"
  const end = `makeAdapter("${id}", builtIn, decodeEnvelope, options)`
  // As the formatter breaks it.
  return `${begin} ${end}`.length <= 120 ? `${begin} ${end}` : `${begin}\n  ${end}`
}

/** `src/<Name>.ts`. */
export const adapterModule = (identity: Identity): string => `/**
 * The adapter of ${identity.name}: its catalog (meanings) and its reader of envelopes (shapes) put together.
 *
 * @since 0.1.0
 */
import { catalog as builtIn } from "@crm-errors/catalog-${identity.id}"
import { type Adapter, make as makeAdapter, type Options } from "@crm-errors/core/adapter"
import { decodeEnvelope } from "./decodeEnvelope.ts"

/**
 * An adapter of your own: with another release of the catalog, or another cap on the length of a body.
 * Throws when the catalog is not one that it can read, or the variant is not one of its.
 *
 * @category constructors
 * @since 0.1.0
 */
${makeLine(identity)}

const standard: Adapter = make()

/** The vendor's id, as in \`error.vendor\`. @category models @since 0.1.0 */
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
 * The operation of a request, from the catalog; \`undefined\` when nothing tells what was done.
 *
 * @category normalizing
 * @since 0.1.0
 */
export const operation: Adapter["operation"] = standard.operation

/**
 * Reads a fetch \`Response\`, no further than 1 MiB. Never rejects.
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
`

/** `src/index.ts`. */
export const indexModule = ({ name, pascal }: Identity): string => `/**
 * ${name}: from any answer of its API to one \`Outcome\`.
 */
export * as ${pascal} from "./${pascal}.ts"
`

/** `src/decodeEnvelope.ts`: one shape, so that there is something to begin with. */
export const decodeEnvelopeModule = ({ id, name }: Identity): string => `/**
 * Reads the envelopes of ${name}: shapes, never meanings, which are in \`catalogs/${id}/entries\`. One shape is known,
 * \`{ code, message }\`. Put those that the vendor really sends in its place, the most specific first.
 *
 * @since 0.1.0
 */
import { Envelope } from "@crm-errors/core/adapter"

type Json = { readonly [key: string]: unknown }

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined)

// The same code comes with and without quotes, from one vendor to the next and from one call to the next.
const codeOf = (value: unknown): string | undefined =>
  typeof value === "number" && Number.isFinite(value) ? String(value) : textOf(value)

/**
 * Reads a parsed body. Total: any JSON value gets an envelope, and nothing is thrown.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeEnvelope: Envelope.DecodeEnvelope = (body, { status }) => {
  if (!isObject(body)) return Envelope.unrecognised
  const code = codeOf(body.code)
  const text = textOf(body.message)
  // A code counts whatever the status is: some vendors complain with 200.
  if (code !== undefined) return { _tag: "Complaint", signal: { code, text } }
  if (status >= 200 && status < 300) return Envelope.ok
  return text === undefined ? Envelope.unrecognised : { _tag: "Complaint", signal: { text } }
}
`

/** `src/explain.ts`. */
export const explainModule = ({ id, name }: Identity): string => `/**
 * What the answers of ${name} mean to a person, with their sources. Apart from the adapter, so
 * that a job that never explains carries no texts.
 *
 * @since 0.1.0
 */
import { catalog } from "@crm-errors/catalog-${id}"
import { texts as en } from "@crm-errors/catalog-${id}/explain/en"
import { sources } from "@crm-errors/catalog-${id}/sources"
import { type Explainer, makeExplainer } from "@crm-errors/core/adapter"

const explainer: Explainer = makeExplainer({ catalog, texts: { en }, sources })

/**
 * Every reading of a code, an entry, a status without a code, or a \`CrmError\`. None when the catalog does not know it.
 *
 * @category explaining
 * @since 0.1.0
 */
export const explain: Explainer["explain"] = explainer.explain

/** The languages in which the vendor's own wording is known, English first. @category explaining @since 0.1.0 */
export const languages: Explainer["languages"] = explainer.languages
`

/** `src/http.ts`. */
export const httpModule = ({ id, name, pascal }: Identity): string => `/**
 * The API of ${name} over Effect's \`HttpClient\`. Effect marks that as unstable, so it is behind this subpath.
 *
 * @example
 * \`\`\`ts
 * import * as ${pascal}Http from "@crm-errors/${id}/http"
 * import { HttpClientRequest } from "effect/http"
 *
 * const outcome = ${pascal}Http.execute(HttpClientRequest.get("https://api.example.com/contacts"))
 * \`\`\`
 *
 * @since 0.1.0
 */
import { CrmHttp } from "@crm-errors/core/http"
import * as ${pascal} from "./${pascal}.ts"

const binding = CrmHttp.bind(${pascal})

/**
 * A client of the vendor's API: its answers are outcomes, its failures \`CrmError\`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make: CrmHttp.Binding["make"] = binding.make

/**
 * Sends one request by the \`HttpClient\` of the context.
 *
 * @category running
 * @since 0.1.0
 */
export const execute: CrmHttp.Binding["execute"] = binding.execute

/**
 * Makes the failures of an \`HttpClient\` this vendor's, and leaves it a client of responses.
 *
 * @category mapping
 * @since 0.1.0
 */
export const transform: CrmHttp.Binding["transform"] = binding.transform
`
