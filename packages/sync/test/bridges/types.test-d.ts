// The real packages' own types fit what the bridges ask for, which names none of them.
import { type CrmError, type Decision, Operation, type Outcome } from "@crm-errors/core"
import { type Bullmq, type JobLike, processor, type QueueLike } from "@crm-errors/sync/bullmq"
import { attempt, type PRetry, shouldConsumeRetry, toThrow } from "@crm-errors/sync/p-retry"
import { type Problem, toProblem } from "@crm-errors/sync/problem"
import { activity, type ContextLike, type Temporal, toApplicationFailure } from "@crm-errors/sync/temporal"
import { Context } from "@temporalio/activity"
import * as temporal from "@temporalio/common"
import * as bullmq from "bullmq"
import type * as ProblemDetails from "effect/http/ProblemDetails"
import pRetry, { AbortError, type Options } from "p-retry"
import { assertType, describe, expectTypeOf, it } from "vitest"

declare const error: CrmError
declare const decision: Decision.Single
declare const queue: bullmq.Queue
declare const worker: bullmq.Worker

interface Contact {
  readonly email: string
}

const operation = Operation.make({ intent: "Upsert" })
const send = async (_: Contact): Promise<Outcome.Outcome> => Promise.reject(error)

describe("BullMQ", () => {
  it("has errors, jobs and queues that fit", () => {
    expectTypeOf(bullmq).toExtend<Bullmq>()
    expectTypeOf<bullmq.Job<Contact, string>>().toExtend<JobLike>()
    expectTypeOf(queue).toExtend<QueueLike>()
  })

  it("refuses a worker in the place of the queue, and data that cannot keep the history", () => {
    expectTypeOf(worker).not.toExtend<QueueLike>()
    expectTypeOf<bullmq.Job<string>>().not.toExtend<JobLike>()
  })

  it("takes the processor", () => {
    const run = processor({ bullmq, queue, operation }, (job: bullmq.Job<Contact>) => send(job.data))
    expectTypeOf(run).returns.resolves.toEqualTypeOf<Exclude<Outcome.Outcome, Outcome.Failed> | undefined>()
    assertType<bullmq.Processor<Contact>>(run)
    new bullmq.Worker<Contact>(
      "contacts",
      processor(
        { bullmq, probe: async (job) => (job.data.email === "" ? "Unknown" : "Applied") },
        (job: bullmq.Job<Contact>) => send(job.data)
      ),
      { connection: {} }
    )
  })
})

describe("Temporal", () => {
  it("has failures and contexts that fit", () => {
    expectTypeOf(temporal).toExtend<Temporal>()
    expectTypeOf<Context>().toExtend<ContextLike>()
  })

  it("gives its own failure, and none for what is done", () => {
    if (decision._tag !== "Done") {
      expectTypeOf(toApplicationFailure(temporal, error, decision, 0)).toEqualTypeOf<temporal.ApplicationFailure>()
    }
    // @ts-expect-error -- a goal that is met is no failure
    toApplicationFailure(temporal, error, decision, 0)
  })

  it("keeps the arguments of an activity", () => {
    const push = activity({ temporal, context: () => Context.current(), operation }, send)
    expectTypeOf(push).parameters.toEqualTypeOf<[_: Contact]>()
    expectTypeOf(push).returns.resolves.toEqualTypeOf<Exclude<Outcome.Outcome, Outcome.Failed> | undefined>()
    activity({ temporal, probe: async ({ email }) => (email === "" ? "Unknown" : "Applied") }, send)
  })
})

describe("p-retry", () => {
  it("has an AbortError that fits, and takes ours", () => {
    expectTypeOf({ AbortError }).toExtend<PRetry<AbortError>>()
    const outcome = pRetry(
      attempt({ AbortError, operation }, () => send({ email: "" })),
      { shouldConsumeRetry }
    )
    expectTypeOf(outcome).resolves.toEqualTypeOf<Exclude<Outcome.Outcome, Outcome.Failed> | undefined>()
    expectTypeOf(shouldConsumeRetry).toExtend<NonNullable<Options["shouldConsumeRetry"]>>()
    if (decision._tag !== "Done") {
      expectTypeOf(toThrow({ AbortError }, error, decision)).toEqualTypeOf<CrmError | AbortError>()
    }
  })
})

describe("a problem document", () => {
  it("is one of Effect's", () => {
    expectTypeOf<Problem>().toExtend<ProblemDetails.ProblemDetails>()
    expectTypeOf(toProblem(error).reason).toEqualTypeOf<CrmError["reason"]["_tag"]>()
  })
})
