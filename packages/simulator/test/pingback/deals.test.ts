import { describe, expect, it } from "vitest"
import { api } from "../../src/pingback/index.ts"
import { client, expectedOf, outcomeOf } from "./support.ts"

/** An account with two contacts, and what a deal of the first needs. */
const scene = () => {
  const made = client()
  const { state } = made
  for (const email of ["jane@example.com", "john@example.com"]) api.put(state, "main", "contact", { email })
  const [jane, john] = api.list(state, "main", "contact").map(({ record }) => String(record.id))
  const [pipeline] = Object.values(state.accounts.main!.pipelines)
  const [first, second] = pipeline!.stages.map(({ id }) => id)
  const deal = { contactId: jane, pipelineId: pipeline!.id, stageId: first, attributes: { pb_name: "Big deal" } }
  return { ...made, deal, jane: jane!, john: john!, pipelineId: pipeline!.id, first: first!, second: second! }
}

const unknown = "5d1d1f2e-8a57-4b1f-9c62-0d7a4b8f3c11"

describe("deals", () => {
  it("are created, changed and deleted", () => {
    const { ask, deal, first, jane, pipelineId, second, send, state } = scene()
    const { answer, applied, created } = send({ method: "POST", path: "/v2/deals", body: deal })
    const id = String(JSON.parse(answer.body).data.id)
    expect({ status: answer.status, body: JSON.parse(answer.body), applied, created }).toEqual({
      status: 201,
      body: { message: "Deal created", data: { id, contactId: jane, email: "jane@example.com" } },
      applied: [0],
      created: [0]
    })
    const record = {
      id,
      contactId: jane,
      email: "jane@example.com",
      pipelineId,
      stageId: first,
      createdAt: "2026-11-22T12:00:00.000Z",
      attributes: { pb_name: "Big deal" }
    }
    expect(ask({ path: `/v2/deals/${id}` })).toEqual({ message: "Deal found", data: record })
    expect(ask({ path: "/v2/deals" })).toEqual({ message: "Deals found", data: { page: 0, total: 1, data: [record] } })
    const change = { stageId: second, attributes: { pb_amount: "100" } }
    expect(ask({ method: "PUT", path: `/v2/deals/${id}`, body: change })).toEqual({
      message: "Deal updated",
      data: { id }
    })
    expect(api.list(state, "main", "deal")).toEqual([
      { key: "Big deal", record: { ...record, stageId: second, attributes: { pb_name: "Big deal", pb_amount: "100" } } }
    ])
    expect(ask({ method: "DELETE", path: `/v2/deals/${id}` })).toEqual({ message: "Deal deleted" })
    expect(ask({ method: "DELETE", path: `/v2/deals/${id}` })).toEqual({
      type: "DEAL_NOT_FOUND",
      message: "Deal not found."
    })
  })

  it("are one for each contact at most, and a repeat reads as the fixture says", () => {
    const { ask, deal, john, send, state } = scene()
    send({ method: "POST", path: "/v2/deals", body: deal })
    const { answer } = send({ method: "POST", path: "/v2/deals", body: deal })
    expect(outcomeOf(answer, { method: "POST", path: "/v2/deals" })).toEqual(
      expectedOf("errors/CONTACT_ASSOCIATED_WITH_A_DEAL", "v2-deal-create", answer.headers["x-amzn-requestid"])
    )
    send({ method: "POST", path: "/v2/deals", body: { ...deal, contactId: john } })
    const [first] = api.list(state, "main", "deal").map(({ record }) => String(record.id))
    expect(ask({ method: "PUT", path: `/v2/deals/${first}`, body: { contactId: john } })).toEqual({
      type: "CONTACT_ASSOCIATED_WITH_A_DEAL",
      message: "Contact already associated with a deal."
    })
  })

  it.each([
    ["an unknown contact", { contactId: unknown }, 404, "CONTACT_NOT_FOUND", "Contact not found."],
    ["an unknown pipeline", { pipelineId: unknown }, 404, "PIPELINE_NOT_FOUND", "Pipeline not found."],
    ["an unknown stage", { stageId: unknown }, 404, "STAGE_NOT_FOUND", "Stage not found."],
    ["no stage", { stageId: null }, 422, "INVALID_INPUT", "Invalid JSON body."],
    ["no attributes in them", { attributes: "none" }, 422, "INVALID_INPUT", "Invalid JSON body."]
  ])("are refused with %s", (_what, other, status, type, message) => {
    const { deal, send, state } = scene()
    const { answer, applied } = send({ method: "POST", path: "/v2/deals", body: { ...deal, ...other } })
    expect({ status: answer.status, body: JSON.parse(answer.body), applied }).toEqual({
      status,
      body: { type, message },
      applied: []
    })
    expect(api.list(state, "main", "deal")).toEqual([])
  })

  it("need an id in the path", () => {
    const { ask } = scene()
    expect(ask({ method: "PUT", path: "/v2/deals/%20", body: {} })).toEqual({
      type: "INVALID_PARAMS",
      message: "DEAL_ID_IS_NECESSARY"
    })
  })
})
