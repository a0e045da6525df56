// What is measured against what. Each contestant goes from the same text to its own kind of answer.
import { createJsonErrorResponseHandler } from "@ai-sdk/provider-utils"
import { Amocrm } from "@crm-errors/amocrm"
import type { RequestDescriptor } from "@crm-errors/core/adapter"
import * as Data from "effect/Data"
import * as Schema from "effect/Schema"
import { z } from "zod"
import type { Body } from "./bodies.ts"

export interface Contestant {
  readonly name: string
  /** Builds the function to time; it returns something so that nothing is optimised away. */
  readonly prepare: (body: Body) => () => unknown
  readonly asynchronous?: true
}

const requestOf = (body: Body): RequestDescriptor =>
  body.kind === "success" ? { method: "GET", path: "/api/v4/contacts" } : { method: "POST", path: "/api/v4/leads" }

const headersOf = (body: Body): Record<string, string> => ({
  "content-type":
    body.kind === "page" ? "text/html" : body.kind === "error" ? "application/problem+json" : "application/hal+json"
})

const ours: Contestant = {
  name: "ours",
  prepare: (body) => {
    const answer = { status: body.status, headers: headersOf(body), body: body.text }
    const operation = Amocrm.operation(requestOf(body))
    return () => Amocrm.normalize(answer, operation)
  }
}

class Floor extends Data.TaggedError("Floor")<{
  readonly code: string
  readonly status: number
  readonly meaning: unknown
}> {}

const meanings = new Map(Array.from({ length: 150 }, (_, index) => [String(100 + index), { index }]))

const withoutStack = <A>(make: () => A): A => {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  const made = make()
  Error.stackTraceLimit = limit
  return made
}

/** The least that anybody can do: parse, look up, make one tagged error without a stack. For a success: parse. */
const floor: Contestant = {
  name: "floor",
  prepare: (body) => {
    if (body.kind === "page")
      return () => withoutStack(() => new Floor({ code: "403", status: body.status, meaning: meanings.get("244") }))
    if (body.kind === "success") return () => JSON.parse(body.text)
    return () => {
      const parsed = JSON.parse(body.text) as { readonly status: number }
      return withoutStack(() => new Floor({ code: "244", status: parsed.status, meaning: meanings.get("244") }))
    }
  }
}

const zodEnvelope = z.object({
  title: z.string().optional(),
  type: z.string().optional(),
  status: z.number().optional(),
  detail: z.string().optional(),
  "validation-errors": z
    .array(
      z.object({
        request_id: z.string().optional(),
        errors: z.array(z.object({ code: z.string(), path: z.string(), detail: z.string() }))
      })
    )
    .optional()
})

const parseOr = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const zod: Contestant = { name: "zod", prepare: (body) => () => zodEnvelope.safeParse(parseOr(body.text)) }

const EffectEnvelope = Schema.Struct({
  title: Schema.optionalKey(Schema.String),
  type: Schema.optionalKey(Schema.String),
  status: Schema.optionalKey(Schema.Number),
  detail: Schema.optionalKey(Schema.String),
  "validation-errors": Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        request_id: Schema.optionalKey(Schema.String),
        errors: Schema.Array(Schema.Struct({ code: Schema.String, path: Schema.String, detail: Schema.String }))
      })
    )
  )
})

const decodeEffect = Schema.decodeUnknownResult(EffectEnvelope)

const effectSchema: Contestant = { name: "Effect Schema", prepare: (body) => () => decodeEffect(parseOr(body.text)) }

const handler = createJsonErrorResponseHandler({
  errorSchema: zodEnvelope,
  errorToMessage: (error) => error.detail ?? "unknown"
})

const aiSdk: Contestant = {
  name: "AI SDK handler",
  asynchronous: true,
  prepare: (body) => () =>
    handler({
      response: new Response(body.text, { status: body.status, headers: headersOf(body) }),
      url: "https://example.amocrm.ru/api/v4/leads",
      requestBodyValues: {}
    })
}

/** Like the AI SDK's handler it starts from a `Response`, so that reading one is not counted on one side only. */
const oursFromResponse: Contestant = {
  name: "ours, from a Response",
  asynchronous: true,
  prepare: (body) => {
    const operation = Amocrm.operation(requestOf(body))
    return () =>
      Amocrm.fromResponse(new Response(body.text, { status: body.status, headers: headersOf(body) }), operation)
  }
}

export const contestants: ReadonlyArray<Contestant> = [ours, floor, zod, effectSchema, oursFromResponse, aiSdk]
