/** The forms of what comes from outside: the types are those of `Fault.ts` and `Api.ts`. */
import * as Schema from "effect/Schema"

const optional = Schema.optionalKey
const filled = Schema.NonEmptyString
const count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const millis = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))
const share = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))

const answer = Schema.Struct({
  // What HTTP clients take for an answer: 1xx would have them wait for another one.
  status: Schema.Int.check(Schema.isBetween({ minimum: 200, maximum: 599 })),
  headers: Schema.Record(Schema.String, Schema.String),
  body: Schema.String
})

export const ActSchema = Schema.Union([
  Schema.Struct({
    _tag: Schema.tag("Block"),
    scope: Schema.Literals(["Account", "EgressIp"]),
    account: filled,
    ip: optional(filled)
  }),
  Schema.Struct({ _tag: Schema.tag("Lift"), account: optional(filled), ip: optional(filled) }),
  Schema.Struct({ _tag: Schema.tag("ExpireToken"), account: filled }),
  Schema.Struct({ _tag: Schema.tag("RevokeCredentials"), account: filled }),
  Schema.Struct({ _tag: Schema.tag("RestoreCredentials"), account: filled }),
  Schema.Struct({
    _tag: Schema.tag("SetCallsLeft"),
    account: filled,
    calls: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
  })
])

const when = Schema.Struct({
  call: optional(count),
  times: optional(count),
  afterMillis: optional(millis),
  untilMillis: optional(millis),
  operation: optional(filled),
  account: optional(filled),
  writes: optional(Schema.Boolean),
  record: optional(filled),
  probability: optional(share)
})

const effect = Schema.Union([
  Schema.Struct({
    _tag: Schema.tag("Entry"),
    entry: filled,
    of: Schema.Literals(["Request", "Record"]),
    applied: optional(Schema.Boolean)
  }),
  Schema.Struct({ _tag: Schema.tag("Answer"), answer, applied: optional(Schema.Boolean) }),
  Schema.Struct({
    _tag: Schema.tag("Proxy"),
    status: Schema.Literals([502, 503, 504]),
    applied: optional(Schema.Boolean)
  }),
  Schema.Struct({ _tag: Schema.tag("Latency"), millis, applied: optional(Schema.Literals(["AtOnce", "Late"])) }),
  Schema.Struct({ _tag: Schema.tag("Cut"), at: Schema.Literals(["BeforeRead", "AfterApplied", "HalfBody"]) }),
  Schema.Struct({ _tag: Schema.tag("Act"), act: ActSchema })
])

export const FaultSchema = Schema.Struct({ name: optional(filled), when: optional(when), effect })

export const ScriptSchema = Schema.Struct({ seed: optional(Schema.Finite), faults: Schema.Array(FaultSchema) })
