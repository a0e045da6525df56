import { readFileSync } from "node:fs"
import { Outcome } from "@crm-errors/core"
import { afterEach, describe, expect, it, vi } from "vitest"
import { createLeads } from "./example.ts"

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8")

const credentials = { accountId: "1_ABC", secretKey: "key" }

afterEach(() => {
  vi.unstubAllGlobals()
})

describe("the example of the README", () => {
  it("is the one that is checked here", () => {
    expect(read("../README.md").split("```")).toContain(`ts\n${read("./example.ts")}`)
  })
  it("tells the ids of what was created", async () => {
    const creates = [
      { success: true, error: null, id: 718897186818 },
      { success: true, error: null, id: 718897186819 }
    ]
    vi.stubGlobal("fetch", async () =>
      Response.json({ result: { creates }, error: [], id: "1", callCount: "4", queryLimit: "5000" })
    )
    expect(
      await createLeads(credentials, [{ emailAddress: "jane@example.com" }, { emailAddress: "joe@example.com" }])
    ).toEqual({
      outcome: new Outcome.Success({
        items: [
          new Outcome.Item({ index: 0, id: "718897186818", status: "Applied" }),
          new Outcome.Item({ index: 1, id: "718897186819", status: "Applied" })
        ],
        usage: { used: 4, allowed: 5_000, window: "Day" }
      }),
      decision: { _tag: "Done", because: "GoalMet" }
    })
  })
  it("tells a person when the account is not known", async () => {
    vi.stubGlobal(
      "fetch",
      async () => new Response("Unable to determine clusterID from provided accountID/secretKey", { status: 401 })
    )
    expect((await createLeads(credentials, [{ emailAddress: "jane@example.com" }])).decision).toEqual({
      _tag: "Pause",
      scopes: ["Credential"],
      actor: ["Operator"],
      instruction: "nothing will help until whoever runs the integration acts",
      because: "Verdict"
    })
  })
})
