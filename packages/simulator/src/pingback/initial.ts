import type { ApiOptions } from "../Api.ts"
import { type Account, issueKey, nextId, type State } from "./State.ts"

const pipelineOf = (state: State, name: string, stages: ReadonlyArray<string>) => ({
  id: nextId(state),
  name,
  stages: stages.map((stage) => ({ id: nextId(state), name: stage }))
})

// Pipelines, stages and lists are made by people on the vendor's pages, so an account comes with some.
const accountWith = (state: State): Account => {
  const pipeline = pipelineOf(state, "Sales", ["New", "Negotiation", "Won"])
  return {
    key: "",
    keyWorks: false,
    keys: 0,
    blocked: false,
    bucket: { fullAt: 0 },
    refused: [],
    contacts: {},
    emails: {},
    deals: {},
    dealOf: {},
    notes: [],
    lists: { [nextId(state)]: "Newsletter", [nextId(state)]: "Customers" },
    pipelines: { [pipeline.id]: pipeline }
  }
}

/** Accounts with a key, a pipeline and two lists each, and no records. */
export const initial = ({ accounts = ["main"], blockAfter, unlimited = false }: ApiOptions = {}): State => {
  const state: State = {
    unlimited,
    blockAfter: blockAfter ?? null,
    serial: 0,
    accounts: {},
    owners: {},
    blockedIps: []
  }
  for (const name of accounts) {
    const account = accountWith(state)
    state.accounts[name] = account
    issueKey(state, name, account)
  }
  return state
}
