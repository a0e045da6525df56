import type { RequestDescriptor } from "@crm-errors/core/adapter"
import { type Known, Redactor } from "./Redactor.ts"
import { redactJson } from "./redactJson.ts"

/** An answer in a form that fits an adapter and a fixture. @category models @since 0.1.0 */
export interface PlainAnswer {
  readonly status: number | null
  readonly headers?: { [name: string]: string | Array<string> }
  readonly body?: string
  readonly transport?: { phase: "connect" | "sent" | "response"; code?: string }
}

/** An answer as somebody recorded it, and what is known of the request. @category models @since 0.1.0 */
export interface Recording {
  readonly answer: PlainAnswer
  readonly request?: RequestDescriptor | undefined
}

/** @category models @since 0.1.0 */
export interface Redacted extends Recording {
  /** How many different things were replaced. */
  readonly replaced: number
}

const withText = (value: string | ReadonlyArray<string>, redact: (one: string) => string): string | Array<string> =>
  typeof value === "string" ? redact(value) : value.map(redact)

/**
 * An answer without what nobody may publish: the values of the vendor's secrets, addresses, hosts, tokens, numbers of
 * telephones. The same thing has the same placeholder wherever it stands.
 *
 * **Gotchas**
 *
 * A name or a street that stands in the middle of a sentence has no form by which a program could tell it: a person has to
 * read the fixture.
 *
 * @category authoring
 * @since 0.1.0
 */
export const redactRecording = ({ answer, request }: Recording, known: Known): Redacted => {
  const redactor = new Redactor(known)
  const { body, headers, ...rest } = answer
  const redactedRequest =
    typeof request?.path === "string" ? { ...request, path: redactor.path(request.path) } : request
  const redactedAnswer = {
    ...rest,
    ...(headers === undefined
      ? {}
      : {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name, withText(value, (one) => redactor.header(name, one))])
          )
        }),
    ...(typeof body === "string" ? { body: redactJson(body, redactor) ?? redactor.text(body) } : {})
  }
  return {
    answer: redactedAnswer,
    ...(redactedRequest === undefined ? {} : { request: redactedRequest }),
    replaced: redactor.replaced
  }
}
