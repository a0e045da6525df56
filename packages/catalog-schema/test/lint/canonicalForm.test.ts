import { type CatalogSource, canonicalFiles } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { canonicalForm } from "../../src/lint/canonicalForm.ts"
import { entry, findings, tinySource, type Writable } from "../tiny.ts"

const canonical = async (
  file: string,
  change: (source: Writable<CatalogSource>) => void
): Promise<string | undefined> => {
  const source = structuredClone(await tinySource()) as Writable<CatalogSource>
  change(source)
  return canonicalFiles(source as CatalogSource).get(file)
}

describe("canonical-form", () => {
  it("finds nothing in the tiny catalog", async () => {
    expect(await findings(canonicalForm)).toEqual([])
  })

  it("compares bytes and tells the first line that differs", async () => {
    const found = await findings(canonicalForm, (source) => {
      source.retired.text = source.retired.text.replace('  "retired"', '\t"retired"')
      source.vendor.text += "\n"
    })
    const problem = { place: "", fix: "Run crm-errors catalog lint --fix" }
    expect(found).toEqual([
      { ...problem, file: "vendor.json", what: "the file is not in its canonical form, from line 24 on" },
      { ...problem, file: "retired.json", what: "the file is not in its canonical form, from line 2 on" }
    ])
  })

  it("sorts what is a set, drops repeats and keeps what has an order", async () => {
    const text = await canonical("entries/http.json", (source) => {
      const changed = entry(source, "tiny/http/401")
      changed.match = [
        {
          code: ["10", "9", "10"],
          section: ["people", "http"],
          status: [404, 401],
          body: ["Html", "Json"],
          operation: ["people.get", "people.create"],
          intent: ["Delete", "Read"],
          variant: ["old", "new"],
          pointer: [
            { path: "/b", exists: true },
            { path: "/a", exists: true }
          ]
        }
      ]
      changed.verdict = {
        when: { _tag: "AfterRefresh", what: ["Schema", "Credentials"] },
        effect: "NotApplied",
        change: "Same",
        scope: ["EgressIp", "Item", "Item"],
        actor: ["Nobody", "DataOwner", "Vendor"]
      }
    })
    expect(JSON.parse(text ?? "").entries[0]).toMatchObject({
      match: [
        {
          code: ["9", "10"],
          section: ["http", "people"],
          status: [401, 404],
          body: ["Json", "Html"],
          operation: ["people.create", "people.get"],
          intent: ["Read", "Delete"],
          variant: ["new", "old"],
          pointer: [
            { path: "/b", exists: true },
            { path: "/a", exists: true }
          ]
        }
      ],
      verdict: {
        when: { _tag: "AfterRefresh", what: ["Credentials", "Schema"] },
        scope: ["Item", "EgressIp"],
        actor: ["Vendor", "DataOwner"]
      }
    })
  })

  it("breaks lines only where they would be too long, and records always", async () => {
    const text = await canonical("retired.json", (source) => {
      source.retired.value.retired = [
        { id: "tiny/people/10", kind: "gone", since: "0.2.0", why: "x".repeat(200) },
        {
          id: "tiny/people/9",
          kind: "split",
          to: Array.from({ length: 12 }, (_, index) => `tiny/people/${index}`),
          since: "0.2.0",
          why: "x"
        }
      ]
    })
    expect(text).toBe(`{
  "retired": [
    {
      "id": "tiny/people/9",
      "kind": "split",
      "to": [
        "tiny/people/0",
        "tiny/people/1",
        "tiny/people/2",
        "tiny/people/3",
        "tiny/people/4",
        "tiny/people/5",
        "tiny/people/6",
        "tiny/people/7",
        "tiny/people/8",
        "tiny/people/9",
        "tiny/people/10",
        "tiny/people/11"
      ],
      "since": "0.2.0",
      "why": "x"
    },
    {
      "id": "tiny/people/10",
      "kind": "gone",
      "since": "0.2.0",
      "why": "${"x".repeat(200)}"
    }
  ]
}
`)
  })
})
