import type { CrmError } from "@crm-errors/core"
import type { Adapter } from "@crm-errors/core/adapter"
import type { AuthoredEntry } from "../../schema/entry.ts"
import type { Recording } from "../redact/redactRecording.ts"

type Match = AuthoredEntry["match"][number]

/** @category models @since 0.1.0 */
export type Intent = NonNullable<Match["intent"]>[number]

/** What an answer shows of a complaint: what an entry can be matched by. */
export interface Facts {
  readonly status: number
  readonly body: NonNullable<Match["body"]>[number]
  readonly code: string | undefined
  /** What the request tells, as the catalog knows it. */
  readonly section: string | undefined
  readonly operation: string | undefined
  readonly intent: Intent | undefined
  readonly variant: string | undefined
  /** The vendor's sentence, and where in the body it stands. */
  readonly text: { readonly path: string; readonly value: string } | undefined
}

/** The place of a text in a parsed body. */
const placeOf = (node: unknown, text: string, path = ""): string | undefined => {
  if (node === text) return path
  if (typeof node !== "object" || node === null) return undefined
  for (const [key, inner] of Object.entries(node)) {
    const found = placeOf(inner, text, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    if (found !== undefined) return found
  }
  return undefined
}

const parsed = (body: string | undefined): unknown => {
  try {
    return JSON.parse(body ?? "")
  } catch {
    return undefined
  }
}

/** What is told about the complaint `error` of an answer. */
export const factsOf = (
  error: CrmError,
  { answer, request }: Recording,
  text: string | undefined,
  adapter: Adapter
): Facts => {
  const { body } = error.evidence
  const operation = request === undefined ? undefined : adapter.operation(request)
  const path = text === undefined ? undefined : body === "Text" ? "" : placeOf(parsed(answer.body), text)
  return {
    status: answer.status ?? 0,
    body: body === "None" ? "Empty" : body,
    code: error.code,
    section: operation?.section,
    operation: operation === undefined || operation.name === "unknown" ? undefined : operation.name,
    intent: operation?.intent,
    variant: request?.variant ?? undefined,
    text: text === undefined || path === undefined ? undefined : { path, value: text }
  }
}
