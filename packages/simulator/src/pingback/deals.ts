/**
 * The deals of v2. They have no natural key, but a contact is in one deal at most.
 */
import { at, type JsonObject } from "../internal/json.ts"
import { type Call, type Handler, segmentAt, withBody } from "./Call.ts"
import { contactById } from "./contacts.ts"
import {
  contactInADeal,
  contactNotFound,
  dealIdIsNecessary,
  dealNotFound,
  invalidInput,
  pipelineNotFound,
  stageNotFound
} from "./problems.ts"
import { created, type Refused, type Result, read, written } from "./Result.ts"
import { type Account, type Deal, nextId } from "./State.ts"
import { attributesOf, attributesProblem } from "./validation.ts"
import { dealView, pageOf } from "./views.ts"

const found = (call: Call, then: (deal: Deal) => Result): Result => {
  const id = segmentAt(call, 2)
  if (id === "") return dealIdIsNecessary
  const deal = at(call.account.deals, id)
  return deal === undefined ? dealNotFound : then(deal)
}

const missing = (body: JsonObject): Refused | undefined => {
  const name = ["contactId", "pipelineId", "stageId"].find((field) => typeof body[field] !== "string")
  return name === undefined ? attributesProblem(body.attributes) : invalidInput("v2", `"${name}" is required`)
}

const contactProblem = (account: Account, contactId: unknown, dealId?: string): Refused | undefined => {
  if (contactId === undefined || contactId === null) return undefined
  if (contactById(account, String(contactId)) === undefined) return contactNotFound
  const other = at(account.dealOf, String(contactId))
  return other === undefined || other === dealId ? undefined : contactInADeal
}

const stageProblem = (account: Account, pipelineId: unknown, stageId: unknown): Refused | undefined => {
  const pipeline = at(account.pipelines, String(pipelineId))
  if (pipeline === undefined) return pipelineNotFound
  return stageId === undefined || stageId === null || pipeline.stages.some(({ id }) => id === stageId)
    ? undefined
    : stageNotFound
}

export const create: Handler = (call) =>
  withBody(call, (body) => {
    const { account, now, state } = call
    const { contactId, pipelineId, stageId } = body
    // Records that are missing come before the state of those that are there.
    const contact = contactProblem(account, contactId)
    const problem =
      missing(body) ??
      (contact === contactNotFound ? contact : undefined) ??
      stageProblem(account, pipelineId, stageId) ??
      contact
    if (problem !== undefined) return problem
    const deal: Deal = {
      id: nextId(state),
      createdAt: now,
      pipelineId: String(pipelineId),
      contactId: String(contactId),
      stageId: String(stageId),
      attributes: { ...attributesOf(body) },
      updatedAt: now
    }
    account.deals[deal.id] = deal
    account.dealOf[deal.contactId] = deal.id
    const { email, id } = dealView(account, deal)
    return created("Deal created", { id, contactId: deal.contactId, email })
  })

export const list: Handler = ({ account, request }) =>
  read(
    "Deals found",
    pageOf(Object.values(account.deals), request.query, (deal) => dealView(account, deal))
  )

export const get: Handler = (call) => found(call, (deal) => read("Deal found", dealView(call.account, deal)))

export const update: Handler = (call) =>
  withBody(call, (body) =>
    found(call, (deal) => {
      const { account, now } = call
      const problem =
        attributesProblem(body.attributes) ??
        contactProblem(account, body.contactId, deal.id) ??
        stageProblem(account, deal.pipelineId, body.stageId)
      if (problem !== undefined) return problem
      if (typeof body.contactId === "string") {
        delete account.dealOf[deal.contactId]
        deal.contactId = body.contactId
        account.dealOf[deal.contactId] = deal.id
      }
      if (typeof body.stageId === "string") deal.stageId = body.stageId
      Object.assign(deal.attributes, attributesOf(body))
      deal.updatedAt = now
      return written("Deal updated", { id: deal.id })
    })
  )

export const remove: Handler = (call) =>
  found(call, ({ contactId, id }) => {
    delete call.account.deals[id]
    delete call.account.dealOf[contactId]
    return written("Deal deleted")
  })
