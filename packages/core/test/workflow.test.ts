import { CrmError, Reason, When } from "@crm-errors/core"
import { CrmErrorSchema } from "@crm-errors/core/schema"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Activity from "effect/workflow/Activity"
import * as Workflow from "effect/workflow/Workflow"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { expect, it } from "vitest"

const error = new CrmError({
  vendor: "acme",
  reason: new Reason.reasons.QuotaExhaustedError({ window: "Day" }),
  verdict: {
    when: When.after({ at: Date.UTC(2026, 10, 22) }),
    effect: "NotApplied",
    change: "Same",
    scope: ["Account"],
    actor: ["Nobody"]
  },
  evidence: { by: "Code", matched: ["code"], body: "Json", catalog: "1.2.3" },
  vendorText: "left out"
})

const Push = Workflow.make("Push", {
  payload: { id: Schema.String },
  success: Schema.Void,
  error: CrmErrorSchema,
  idempotencyKey: ({ id }) => id
})

const PushLayer = Push.toLayer(() =>
  Activity.make({ name: "send", success: Schema.Void, error: CrmErrorSchema, execute: Effect.fail(error) })
)

it("is the error of a durable workflow and of its activities", async () => {
  const failed = await Effect.runPromise(
    Push.execute({ id: "1" }).pipe(
      Effect.flip,
      Effect.provide(PushLayer.pipe(Layer.provideMerge(WorkflowEngine.layerMemory)))
    )
  )
  expect(Equal.equals(failed, error)).toBe(true)
  expect(failed).toBeInstanceOf(CrmError)
})
