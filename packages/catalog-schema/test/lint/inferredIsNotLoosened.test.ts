import type { AuthoredEntry } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { inferredIsNotLoosened } from "../../src/lint/inferredIsNotLoosened.ts"
import { entry, findings, type Writable } from "../tiny.ts"

type When = NonNullable<AuthoredEntry["verdict"]>["when"]

const found = (
  when: When,
  match: AuthoredEntry["match"],
  confidence: "documented" | "observed" | "inferred" = "inferred"
) =>
  findings(inferredIsNotLoosened, (source) => {
    const changed = entry(source, "tiny/people/10")
    changed.confidence.entry = confidence
    changed.match = match as Writable<AuthoredEntry["match"]>
    changed.verdict!.when = when as Writable<When>
  })

describe("inferred-is-not-loosened", () => {
  it("finds nothing in the tiny catalog", async () => {
    expect(await findings(inferredIsNotLoosened)).toEqual([])
  })

  it("finds a retry that nobody documented or saw", async () => {
    expect(await found({ _tag: "Backoff" }, [{ code: ["10"] }])).toEqual([
      {
        file: "entries/people.json",
        place: "/entries/1/verdict/when",
        what: "tiny/people/10 is inferred and would be retried (Backoff)",
        expected: "Never, AfterPerson, AfterDependency, AfterRefresh or AtWindow, or a status whose default is a retry",
        fix: "Find a source that documents or shows the retry, or choose a safer verdict"
      }
    ])
  })

  it.each<readonly [When, AuthoredEntry["match"]]>([
    [{ _tag: "Now" }, [{ code: ["10"] }]],
    [{ _tag: "After", millis: 1 }, [{ code: ["10"] }]],
    [{ _tag: "Backoff" }, [{ status: [400] }]],
    [{ _tag: "Backoff" }, [{ status: [400, 503] }]],
    [{ _tag: "Backoff" }, [{ status: [503] }, { code: ["10"] }]]
  ])("finds %j for %j", async (when, match) => {
    expect((await found(when, match)).length).toBe(1)
  })

  it.each<readonly [When, AuthoredEntry["match"]]>([
    [{ _tag: "Never" }, [{ code: ["10"] }]],
    [{ _tag: "AtWindow", window: "Day" }, [{ code: ["10"] }]],
    [{ _tag: "AfterRefresh", what: ["Record"] }, [{ code: ["10"] }]],
    // The status alone would be retried as well: nothing is loosened.
    [{ _tag: "After", millis: 1 }, [{ code: ["10"], status: [429] }, { status: [500, 503] }]]
  ])("lets %j for %j pass", async (when, match) => {
    expect(await found(when, match)).toEqual([])
  })

  it.each(["documented", "observed"] as const)("lets a %s retry pass", async (confidence) => {
    expect(await found({ _tag: "Backoff" }, [{ code: ["10"] }], confidence)).toEqual([])
  })
})
