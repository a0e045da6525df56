/**
 * The bodies in which this vendor answers: the letters are those of the vendor page's list of shapes.
 */
import type { Handled, Refusal, WireAnswer } from "../Api.ts"
import type { JsonObject } from "./json.ts"
import type { Problem } from "./validate.ts"

const answerOf = (status: number, type: string, body: unknown): WireAnswer => ({
  status,
  headers: { "content-type": type },
  body: JSON.stringify(body)
})

/** A success of v4 and v2. */
export const hal = (body: unknown): WireAnswer => answerOf(200, "application/hal+json", body)

/** An answer of the older routes, whatever it says. */
export const json = (status: number, body: unknown): WireAnswer => answerOf(status, "application/json", body)

/** N: a list with nothing in it, a deletion. */
export const empty = (status: 204 | 405): WireAnswer => ({ status, headers: {}, body: "" })

const titles: { readonly [status: number]: string } = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  404: "Not Found",
  422: "Unprocessable Entity",
  429: "Too Many Requests"
}

/** B: a problem document; with members before it A and D, with members after it B'. */
export const problem = (
  status: number,
  detail: string,
  members: { readonly before?: JsonObject; readonly after?: JsonObject } = {}
): WireAnswer =>
  answerOf(status, "application/problem+json", {
    ...members.before,
    title: titles[status] ?? "Error",
    type: `https://httpstatus.es/${status}`,
    status,
    detail,
    ...members.after
  })

/** A complaint about a record that v4 names by `request_id`. */
export interface Group {
  readonly requestId: string
  readonly errors: ReadonlyArray<Problem | JsonObject>
}

const validationFailed = "Request validation failed"

/** A: v4 refuses the request because of these records. */
export const validation = (groups: ReadonlyArray<Group>): WireAnswer =>
  problem(400, validationFailed, {
    before: { "validation-errors": groups.map(({ errors, requestId }) => ({ request_id: requestId, errors })) }
  })

/** D: a map from id to sentence. */
export const byId = (errors: { readonly [id: string]: string }): WireAnswer =>
  problem(400, validationFailed, { before: { errors } })

/** E: a list of errors of the core below v4, which echo what was sent. */
export const list = (errors: ReadonlyArray<JsonObject>): WireAnswer => json(400, { errors })

/** H: the whole request, in the older dialect. */
export const legacyError = (
  status: number,
  code: string,
  error: string,
  where: { readonly ip: string; readonly host: string; readonly seconds: number }
): WireAnswer =>
  json(status, {
    response: { error, error_code: code, ip: where.ip, domain: where.host, server_time: where.seconds }
  })

/** H for a code without a text of its own. */
export const legacyCode = (
  code: string,
  where: { readonly ip: string; readonly host: string; readonly seconds: number }
): WireAnswer => legacyError(400, code, `Error code ${code}.`, where)

/** Nothing was written. */
export const unwritten = (answer: WireAnswer, more: Partial<Pick<Handled, "refusal" | "notBefore">> = {}): Handled => ({
  answer,
  applied: [],
  created: [],
  ...more
})

export const refused = (answer: WireAnswer, refusal: Refusal): Handled => unwritten(answer, { refusal })
