import type { CrmError, Operation, Outcome, Reason, Verdict } from "@crm-errors/core"
import { Recovery } from "@crm-errors/core/recovery"
import { Data, Effect, type Scope } from "effect"
import { assertType, describe, expectTypeOf, it } from "vitest"

class VaultError extends Data.TaggedError("VaultError")<{}> {}
class NotOurs extends Data.TaggedError("NotOurs")<{}> {}
interface Vault {
  readonly vault: unique symbol
}
interface Search {
  readonly search: unique symbol
}
interface Contact {
  readonly email: string
}

declare const crm: {
  readonly execute: (request: { readonly body: unknown }) => Effect.Effect<Outcome.Outcome, CrmError>
}
declare const contactsUpsert: (contacts: ReadonlyArray<Contact>) => { readonly body: unknown }
declare const deadLetter: (fields: ReadonlyArray<Reason.FieldProblem>) => Effect.Effect<"dead letter">
declare const pauseAndTell: (actor: ReadonlyArray<Verdict.Actor>, message: string) => Effect.Effect<"paused">
declare const request: Effect.Effect<Outcome.Outcome, CrmError>
type Answered = Outcome.Success | Outcome.Empty | Outcome.NoOp | Outcome.Mixed

describe("the job of the README", () => {
  it("compiles, and leaves CrmError for what it does not handle", () => {
    const push = (contacts: ReadonlyArray<Contact>) =>
      crm.execute(contactsUpsert(contacts)).pipe(
        Recovery.retry({ patience: "5 minutes" }),
        Effect.catchReason("CrmError", "InvalidRecordError", (reason) => deadLetter(reason.fields)),
        Effect.catchIf(
          (error) => error.needsPerson,
          (error) => pauseAndTell(error.verdict.actor, error.message)
        )
      )
    expectTypeOf(push).returns.toEqualTypeOf<Effect.Effect<Answered | "dead letter" | "paused", CrmError>>()
  })

  it("can be handled to the end, reason by reason, with a check for completeness", () => {
    const handled = request.pipe(
      Recovery.retry(),
      Effect.catchReasons(
        "CrmError",
        {
          RateLimitError: () => Effect.succeed("limited" as const),
          InvalidRecordError: (reason) => deadLetter(reason.fields)
        },
        (reason) => {
          expectTypeOf<"RateLimitError">().not.toExtend<(typeof reason)["_tag"]>()
          expectTypeOf<"NetworkError">().toExtend<(typeof reason)["_tag"]>()
          return Effect.succeed("other" as const)
        }
      )
    )
    expectTypeOf(handled).toEqualTypeOf<Effect.Effect<Answered | "limited" | "dead letter" | "other">>()
  })
})

describe("Recovery.retry", () => {
  it("takes the effect first as well", () => {
    expectTypeOf(Recovery.retry(request)).toEqualTypeOf<Effect.Effect<Answered, CrmError>>()
    expectTypeOf(Recovery.retry(request, { attempts: 3 })).toEqualTypeOf<Effect.Effect<Answered, CrmError>>()
  })

  it("keeps other failures, other successes and services", () => {
    const other = {} as Effect.Effect<number, CrmError | NotOurs, Vault>
    expectTypeOf(other.pipe(Recovery.retry())).toEqualTypeOf<
      Effect.Effect<number | Outcome.Success | Outcome.NoOp, CrmError | NotOurs, Vault>
    >()
  })

  it("fails with CrmError where Failed was a success", () => {
    const outcomes = {} as Effect.Effect<Outcome.Outcome, NotOurs>
    expectTypeOf(outcomes.pipe(Recovery.retry())).toEqualTypeOf<Effect.Effect<Answered, CrmError | NotOurs>>()
    const never = {} as Effect.Effect<Outcome.Success>
    expectTypeOf(never.pipe(Recovery.retry())).toEqualTypeOf<Effect.Effect<Outcome.Success | Outcome.NoOp>>()
  })

  it("adds the failures and services of what it runs beside the request", () => {
    const credentials = {} as Recovery.Credentials<VaultError | CrmError, Vault>
    const probe = {} as Effect.Effect<Recovery.Probed, NotOurs, Search>
    const routing = {} as Effect.Effect<string, NotOurs, Scope.Scope>
    expectTypeOf(
      request.pipe(Recovery.retry({ credentials, probe, refresh: { Routing: routing, Schema: Effect.void } }))
    ).toEqualTypeOf<Effect.Effect<Answered, CrmError | VaultError | NotOurs, Vault | Search | Scope.Scope>>()
    // What a probe fails with counts as Unknown.
    expectTypeOf(request.pipe(Recovery.retry({ probe }))).toEqualTypeOf<Effect.Effect<Answered, CrmError, Search>>()
  })

  it("takes options that were put together elsewhere", () => {
    const options = {} as Recovery.Options<VaultError, Vault>
    expectTypeOf(Recovery.retry(request, options)).toEqualTypeOf<
      Effect.Effect<Answered, CrmError | VaultError, Vault>
    >()
    const plain = {} as Recovery.Options
    expectTypeOf(Recovery.retry(request, plain)).toEqualTypeOf<Effect.Effect<Answered, CrmError>>()
  })

  it("takes only options that there are", () => {
    // @ts-expect-error -- a slip of the pen
    assertType(Recovery.retry({ patience: "5 minutes", atempts: 3 }))
    // @ts-expect-error -- a slip of the pen
    assertType(Recovery.retry(request, { patience: "5 minutes", atempts: 3 }))
    // @ts-expect-error -- no duration
    assertType(Recovery.retry({ patience: "five minutes" }))
    // @ts-expect-error -- no such finding
    assertType(Recovery.retry({ probe: Effect.succeed("Perhaps") }))
    assertType(Recovery.retry({ operation: {} as Operation.Operation, probe: Effect.succeed("Applied"), jitter: 0 }))
  })
})

describe("Recovery.makeCredentials", () => {
  it("fails with what the refresh fails with", () => {
    const refresh = {} as Effect.Effect<Outcome.Outcome, VaultError, Vault>
    expectTypeOf(Recovery.makeCredentials({ refresh })).toEqualTypeOf<
      Effect.Effect<Recovery.Credentials<VaultError | CrmError, Vault>>
    >()
    expectTypeOf(Recovery.makeCredentials({ refresh: Effect.void })).toEqualTypeOf<
      Effect.Effect<Recovery.Credentials>
    >()
  })
})

describe("Recovery.schedule", () => {
  it("fits every effect, whatever it fails with", () => {
    const other = {} as Effect.Effect<number, CrmError | NotOurs, Vault>
    expectTypeOf(Effect.retry(other, Recovery.schedule({ patience: "1 minute" }))).toEqualTypeOf<
      Effect.Effect<number, CrmError | NotOurs, Vault>
    >()
    // @ts-expect-error -- a schedule cannot look
    assertType(Recovery.schedule({ probe: Effect.succeed("Applied") }))
  })
})
