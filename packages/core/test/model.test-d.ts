import {
  type CrmError,
  type Decision,
  decide,
  type Evidence,
  type History,
  type Operation,
  type Outcome,
  type Reason,
  type Verdict,
  type When
} from "@crm-errors/core"
import type {
  AttemptSchema,
  CrmErrorSchema,
  DecisionSchema,
  EvidenceSchema,
  HistorySchema,
  ItemSchema,
  OperationSchema,
  OutcomeSchema,
  ReasonSchema,
  reasonSchemas,
  UsageSchema,
  VerdictSchema,
  WhenSchema
} from "@crm-errors/core/schema"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { describe, expectTypeOf, it } from "vitest"

declare const request: Effect.Effect<"sent", CrmError>

type ClosedTags =
  | "AuthenticationError"
  | "PermissionError"
  | "AccessBlockedError"
  | "SubscriptionRequiredError"
  | "FeatureDisabledError"
  | "RateLimitError"
  | "QuotaExhaustedError"
  | "CapacityExceededError"
  | "UnavailableError"
  | "VendorInternalError"
  | "TimeoutError"
  | "NetworkError"
  | "UnexpectedResponseError"
  | "ConflictError"
  | "AlreadyExistsError"
  | "NotFoundError"
  | "InvalidReferenceError"
  | "MisdirectedError"
  | "InvalidRecordError"
  | "BatchTooLargeError"
  | "MalformedRequestError"
  | "UnsupportedOperationError"
  | "UncataloguedError"

describe("reasons", () => {
  it("are a closed union", () => {
    expectTypeOf<Reason.ReasonTag>().toEqualTypeOf<ClosedTags>()
    expectTypeOf<Reason.Reason["_tag"]>().toEqualTypeOf<ClosedTags>()
    expectTypeOf<CrmError["reason"]>().toEqualTypeOf<Reason.Reason>()
    expectTypeOf<keyof typeof Reason.reasons>().toEqualTypeOf<ClosedTags>()
  })

  it("catchReason narrows to one", () => {
    const caught = Effect.catchReason(request, "CrmError", "RateLimitError", (reason, error) => {
      expectTypeOf(reason).toEqualTypeOf<Reason.RateLimitError>()
      expectTypeOf(error.reason).toEqualTypeOf<Reason.RateLimitError>()
      return Effect.succeed("waited" as const)
    })
    expectTypeOf(caught).toEqualTypeOf<Effect.Effect<"sent" | "waited", CrmError>>()
    Effect.catchReason(request, "CrmError", "QuotaExhaustedError", ({ window }) => {
      expectTypeOf(window).toEqualTypeOf<When.Window>()
      return Effect.void
    })
  })

  it("catchReason refuses what is no reason", () => {
    // @ts-expect-error -- there is no such reason
    Effect.catchReason(request, "CrmError", "NoSuchError", () => Effect.void)
    // @ts-expect-error -- nor such an error
    Effect.catchReason(request, "OtherError", "RateLimitError", () => Effect.void)
    // @ts-expect-error -- a misspelt handler is no handler
    Effect.catchReasons(request, "CrmError", { RateLimitErorr: () => Effect.void })
  })

  it("catchReasons tells what is left", () => {
    const caught = Effect.catchReasons(
      request,
      "CrmError",
      {
        RateLimitError: () => Effect.succeed(1 as const),
        InvalidRecordError: ({ fields }) => {
          expectTypeOf(fields).toEqualTypeOf<ReadonlyArray<Reason.FieldProblem>>()
          return Effect.succeed(2 as const)
        }
      },
      (reason) => {
        expectTypeOf(reason._tag).toEqualTypeOf<Exclude<ClosedTags, "RateLimitError" | "InvalidRecordError">>()
        return Effect.succeed(3 as const)
      }
    )
    expectTypeOf(caught).toEqualTypeOf<Effect.Effect<"sent" | 1 | 2 | 3, never>>()
  })

  it("catchReasons is exhaustive: with a handler for each, never is left", () => {
    const stop = () => Effect.succeed("stopped" as const)
    const caught = Effect.catchReasons(
      request,
      "CrmError",
      {
        AuthenticationError: stop,
        PermissionError: stop,
        AccessBlockedError: stop,
        SubscriptionRequiredError: stop,
        FeatureDisabledError: stop,
        RateLimitError: stop,
        QuotaExhaustedError: stop,
        CapacityExceededError: stop,
        UnavailableError: stop,
        VendorInternalError: stop,
        TimeoutError: stop,
        NetworkError: stop,
        UnexpectedResponseError: stop,
        ConflictError: stop,
        AlreadyExistsError: stop,
        NotFoundError: stop,
        InvalidReferenceError: stop,
        MisdirectedError: stop,
        InvalidRecordError: stop,
        BatchTooLargeError: stop,
        MalformedRequestError: stop,
        UnsupportedOperationError: stop,
        UncataloguedError: stop
      },
      (reason) => {
        expectTypeOf(reason).toEqualTypeOf<never>()
        return Effect.fail(reason)
      }
    )
    expectTypeOf(caught).toEqualTypeOf<Effect.Effect<"sent" | "stopped", never>>()
  })

  it("unwrapReason gives the union", () => {
    expectTypeOf(Effect.unwrapReason(request, "CrmError")).toEqualTypeOf<Effect.Effect<"sent", Reason.Reason>>()
  })

  it("narrow by tag in plain code, to the last one", () => {
    const family = (reason: Reason.Reason): string => {
      switch (reason._tag) {
        case "AuthenticationError":
        case "PermissionError":
          expectTypeOf(reason.kind).toBeString()
          return "auth"
        case "AccessBlockedError":
        case "SubscriptionRequiredError":
        case "FeatureDisabledError":
          return "access"
        case "RateLimitError":
        case "QuotaExhaustedError":
        case "CapacityExceededError":
          return "throttle"
        case "UnavailableError":
        case "VendorInternalError":
        case "TimeoutError":
        case "NetworkError":
        case "UnexpectedResponseError":
          return "outage"
        case "ConflictError":
        case "AlreadyExistsError":
        case "NotFoundError":
        case "InvalidReferenceError":
        case "MisdirectedError":
          return "state"
        case "InvalidRecordError":
        case "BatchTooLargeError":
          return "input"
        case "MalformedRequestError":
        case "UnsupportedOperationError":
          return "contract"
        case "UncataloguedError":
          return "unknown"
      }
    }
    expectTypeOf(family).returns.toBeString()
  })
})

describe("decide", () => {
  it("gives one decision for a failure, and one for each item where there are items", () => {
    expectTypeOf(decide({} as Outcome.Failed)).toEqualTypeOf<Decision.Single>()
    expectTypeOf(decide({} as Outcome.Outcome)).toEqualTypeOf<Decision.Decision>()
  })
})

describe("codecs", () => {
  it("decode to the types of the model, no wider and no narrower", () => {
    expectTypeOf<(typeof WhenSchema)["Type"]>().toEqualTypeOf<When.When>()
    expectTypeOf<(typeof VerdictSchema)["Type"]>().toEqualTypeOf<Verdict.Verdict>()
    expectTypeOf<(typeof EvidenceSchema)["Type"]>().toEqualTypeOf<Evidence>()
    expectTypeOf<(typeof OperationSchema)["Type"]>().toEqualTypeOf<Operation.Operation>()
    expectTypeOf<(typeof UsageSchema)["Type"]>().toEqualTypeOf<Outcome.Usage>()
    expectTypeOf<(typeof AttemptSchema)["Type"]>().toEqualTypeOf<History.Attempt>()
    expectTypeOf<(typeof HistorySchema)["Type"]>().toEqualTypeOf<History.History>()
    expectTypeOf<(typeof DecisionSchema)["Type"]>().toEqualTypeOf<Decision.Decision>()
    expectTypeOf<(typeof ReasonSchema)["Type"]>().toEqualTypeOf<Reason.Reason>()
    expectTypeOf<(typeof CrmErrorSchema)["Type"]>().toEqualTypeOf<CrmError>()
    expectTypeOf<(typeof ItemSchema)["Type"]>().toEqualTypeOf<Outcome.Item>()
    expectTypeOf<(typeof OutcomeSchema)["Type"]>().toEqualTypeOf<Outcome.Outcome>()
  })

  it("encode each reason with its own fields, and no others", () => {
    type Own<Tag extends ClosedTags> = Omit<InstanceType<(typeof Reason.reasons)[Tag]>, "family" | "pipe">
    type Encoded<Tag extends ClosedTags> = (typeof reasonSchemas)[Tag]["Encoded"]
    type Same<Tag extends ClosedTags> = [Own<Tag>] extends [Encoded<Tag>]
      ? [Encoded<Tag>] extends [Own<Tag>]
        ? keyof Own<Tag>
        : never
      : never
    expectTypeOf<{ [Tag in ClosedTags]: Same<Tag> }>().toEqualTypeOf<{ [Tag in ClosedTags]: keyof Encoded<Tag> }>()
  })

  it("need no services", () => {
    expectTypeOf<typeof CrmErrorSchema>().toExtend<Schema.Codec<CrmError, unknown>>()
    expectTypeOf<typeof OutcomeSchema>().toExtend<Schema.Codec<Outcome.Outcome, unknown>>()
    expectTypeOf<(typeof CrmErrorSchema)["Encoded"]["verdict"]["when"]["at"]>().toEqualTypeOf<string | undefined>()
  })
})
