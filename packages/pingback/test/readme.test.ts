import { readFileSync } from "node:fs"
import { Outcome } from "@crm-errors/core"
import { afterEach, describe, expect, it, vi } from "vitest"
import { createContact } from "./example.ts"

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8")

afterEach(() => {
  vi.unstubAllGlobals()
})

describe("the example of the README", () => {
  it("is the one that is checked here", () => {
    expect(read("../README.md").split("```")).toContain(`ts\n${read("./example.ts")}`)
  })
  it("tells the id of what was created", async () => {
    const id = "ea8a2a47-2a05-4a43-b284-35df0ea46333"
    vi.stubGlobal("fetch", async () => Response.json({ message: "Contact created", data: { id } }, { status: 201 }))
    expect(await createContact("key", { email: "jane@example.com" })).toEqual({
      outcome: new Outcome.Success({ items: [new Outcome.Item({ index: 0, id, status: "Applied" })] }),
      decision: { _tag: "Done", because: "GoalMet" }
    })
  })
  it("tells a person when the key is refused", async () => {
    vi.stubGlobal("fetch", async () => Response.json({ message: "Forbidden" }, { status: 403 }))
    expect((await createContact("key", { email: "jane@example.com" })).decision).toEqual({
      _tag: "Pause",
      scopes: ["Credential"],
      actor: ["Operator", "AccountAdmin"],
      instruction: "nothing will help until whoever runs the integration or the account's administrator acts",
      because: "Verdict"
    })
  })
})
