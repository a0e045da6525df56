/** What a person or a test may ask of a running simulator, and tell it: `/_simulator/`. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Result from "effect/Result"
import type { Kind } from "../Api.ts"
import * as Script from "../Script.ts"
import type { Simulator } from "../Simulator.ts"

/** Where the control endpoints begin. */
export const prefix = "/_simulator/"

const kinds: ReadonlyArray<string> = ["contact", "deal", "note", "member"] satisfies ReadonlyArray<Kind>

/** A request that is refused: what, where, and what to do. */
class Refused {
  readonly status: number
  readonly body: { readonly refused: string; readonly problems?: ReadonlyArray<Script.Problem> }
  readonly allow: string | undefined

  constructor(
    status: number,
    refused: string,
    more: { readonly problems?: ReadonlyArray<Script.Problem>; readonly allow?: string } = {}
  ) {
    this.status = status
    this.body = { refused, ...(more.problems === undefined ? {} : { problems: more.problems }) }
    this.allow = more.allow
  }
}

interface Asked {
  readonly simulator: Simulator
  readonly query: URLSearchParams
  readonly body: Effect.Effect<unknown, Refused>
  /** What follows the endpoint's name in the path. */
  readonly rest: string | undefined
}

type Endpoint = (asked: Asked) => Effect.Effect<unknown, Refused>

const iso = (millis: number): string => new Date(millis).toISOString()

const accountOf = ({ query, simulator }: Asked): Effect.Effect<string | undefined, Refused> => {
  const account = query.get("account") ?? undefined
  return account === undefined || simulator.accounts.includes(account)
    ? Effect.succeed(account)
    : Effect.fail(
        new Refused(
          404,
          `account: there is no account ${JSON.stringify(account)}. Use one of ${simulator.accounts.join(", ")}.`
        )
      )
}

const kindOf = (kind: unknown, place: string): Effect.Effect<Kind, Refused> =>
  typeof kind === "string" && kinds.includes(kind)
    ? Effect.succeed(kind as Kind)
    : Effect.fail(new Refused(400, `${place}: expected one of ${kinds.join(", ")}. Say which records are meant.`))

const reading = <Value>(
  { body, simulator: { accounts, catalog } }: Asked,
  parse: (value: unknown, setting: Script.Setting) => Result.Result<Value, Script.ScriptError>
): Effect.Effect<Value, Refused> =>
  Effect.flatMap(body, (value) =>
    Result.match(parse(value, { catalog, accounts }), {
      onFailure: ({ message, problems }) => Effect.fail(new Refused(400, message, { problems })),
      onSuccess: (read) => Effect.succeed(read)
    })
  )

const putRecords: Endpoint = (asked) =>
  Effect.gen(function* () {
    const body = yield* asked.body
    const { account, kind, records } = (typeof body === "object" && body !== null ? body : {}) as Record<
      string,
      unknown
    >
    const known = yield* kindOf(kind, "kind")
    if (!Array.isArray(records) || records.some((record) => typeof record !== "object" || record === null))
      return yield* Effect.fail(
        new Refused(400, 'records: expected a list of objects. Send { "kind": "contact", "records": [{ … }] }.')
      )
    if (account !== undefined && !asked.simulator.accounts.some((name) => name === account))
      return yield* Effect.fail(
        new Refused(404, `account: there is no such account. Use one of ${asked.simulator.accounts.join(", ")}.`)
      )
    for (const record of records as ReadonlyArray<Record<string, unknown>>)
      yield* asked.simulator.put(known, record, account as string | undefined)
    return { put: records.length }
  })

const removeFault: Endpoint = ({ rest, simulator }) =>
  Effect.gen(function* () {
    const name = rest ?? ""
    const removed = yield* simulator.removeFault(name)
    return removed > 0
      ? { removed }
      : yield* Effect.fail(
          new Refused(
            404,
            `faults: there is no fault with the name ${JSON.stringify(name)}. Faults without a name go with the script.`
          )
        )
  })

/** By name, then by method. */
const endpoints: { readonly [name: string]: { readonly [method: string]: Endpoint } } = {
  counts: { GET: ({ simulator }) => simulator.counts },
  calls: {
    GET: ({ simulator }) =>
      Effect.map(simulator.calls, (calls) => ({ calls: calls.map((call) => ({ ...call, at: iso(call.at) })) }))
  },
  clock: {
    GET: ({ simulator }) =>
      Effect.map(Clock.currentTimeMillis, (now) => ({ now: iso(now), started: iso(simulator.started) }))
  },
  records: {
    GET: (asked) =>
      Effect.gen(function* () {
        const kind = yield* kindOf(asked.query.get("kind"), "kind")
        return { records: yield* asked.simulator.list(kind, yield* accountOf(asked)) }
      }),
    POST: putRecords
  },
  credentials: {
    GET: (asked) => Effect.flatMap(accountOf(asked), (account) => asked.simulator.credentials(account))
  },
  act: {
    POST: (asked) =>
      Effect.flatMap(reading(asked, Script.parseAct), (act) => Effect.as(asked.simulator.act(act), { done: act }))
  },
  script: {
    PUT: (asked) =>
      Effect.flatMap(reading(asked, Script.parse), (script) =>
        Effect.as(asked.simulator.script(script), { faults: script.faults.length })
      )
  },
  faults: {
    POST: (asked) =>
      Effect.flatMap(reading(asked, Script.parseFault), (fault) =>
        Effect.as(asked.simulator.addFault(fault), { added: 1 })
      ),
    DELETE: removeFault
  },
  snapshot: { GET: ({ simulator }) => simulator.snapshot }
}

const find = (method: string, name: string): Effect.Effect<Endpoint, Refused> => {
  const methods = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined
  if (methods === undefined) {
    const known = Object.keys(endpoints).join(", ")
    return Effect.fail(new Refused(404, `${prefix}${name}: there is no such endpoint. There are ${known}.`))
  }
  const endpoint = Object.hasOwn(methods, method) ? methods[method] : undefined
  const allow = Object.keys(methods).join(", ")
  return endpoint === undefined
    ? Effect.fail(new Refused(405, `${prefix}${name}: it does not take ${method}. Use ${allow}.`, { allow }))
    : Effect.succeed(endpoint)
}

const jsonBody = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<unknown, Refused> =>
  Effect.flatMap(
    Effect.mapError(request.text, () => new Refused(400, "the body cannot be read. Send JSON.")),
    (text) =>
      Effect.try({
        try: (): unknown => JSON.parse(text),
        catch: () => new Refused(400, "the body is no JSON. Send JSON, with content-type application/json.")
      })
  )

const respond = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  HttpServerResponse.text(`${JSON.stringify(body)}\n`, { status, headers, contentType: "application/json" })

const decoded = (text: string): Effect.Effect<string, Refused> =>
  Effect.try({
    try: () => decodeURIComponent(text),
    catch: () => new Refused(400, `${text}: it is not percent-encoded as it should be. Encode the name.`)
  })

/** Answers a request of a path below {@link prefix}. */
export const control = (
  simulator: Simulator,
  request: HttpServerRequest.HttpServerRequest,
  path: string,
  query: URLSearchParams
): Effect.Effect<HttpServerResponse.HttpServerResponse> =>
  Effect.gen(function* () {
    const [name = "", ...rest] = path.slice(prefix.length).split("/")
    const endpoint = yield* find(request.method, name)
    const more = rest.length === 0 ? undefined : yield* decoded(rest.join("/"))
    return respond(200, yield* endpoint({ simulator, query, body: jsonBody(request), rest: more }))
  }).pipe(
    Effect.catch(({ allow, body, status }) =>
      Effect.succeed(respond(status, body, allow === undefined ? {} : { allow }))
    )
  )
