import { readFileSync } from "node:fs"
import { type CatalogSource, generateDocs } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { entry, tinySource, type Writable } from "../tiny.ts"

const page = (source: CatalogSource): string => generateDocs([source]).get("tiny.md") ?? ""

// Not `.md`, because its links are those of docs/errors.
const expected = readFileSync(new URL("tiny-page.txt", import.meta.url), "utf8")

describe("the page of a vendor", () => {
  it("has an overview, every entry, a sample of each, and the ids that went", async () => {
    expect(page(await tinySource())).toBe(expected)
  })

  it("has as many cells in every row as its table has heads, and only markup of ours, whatever the texts are", async () => {
    const hostile = "| a | <script>x</script> `|` [l](javascript:1) \\| \n\n# h\n</details> ``` <!-- "
    const source = structuredClone(await tinySource()) as Writable<CatalogSource>
    source.vendor.value.names = [hostile]
    const changed = entry(source, "tiny/people/10")
    changed.texts = { en: { summary: hostile, remedy: hostile, vendor: [hostile] } }
    changed.note = hostile
    changed.sources = [{ document: hostile, checked: "2026-11-21", quote: hostile }]
    changed.match = [{ code: [hostile], pointer: [{ path: "", includes: hostile }] }]
    for (const fixture of source.fixtures) {
      fixture.value.about = hostile
      fixture.value.answer.body = hostile
    }
    const text = page(source as CatalogSource)
    const outside = text.replaceAll(/^(`{3,})http\n[\s\S]*?\n\1$/gm, "")
    const rows = outside.split("\n").filter((line) => line.startsWith("| "))
    const cells = rows.map((line) => line.replaceAll("\\|", "").replaceAll("\\\\", "").split("|").length - 2)
    expect([...new Set(cells)].sort()).toEqual([2, 4, 5])
    const tags = new Set(Array.from(outside.matchAll(/<(?!!--)([^\s>]+)/g), ([, tag]) => tag))
    expect([...tags].sort()).toEqual(["/a", "/code", "/details", "/summary", "a", "br", "code", "details", "summary"])
    expect(outside.match(/<!--/g)).toHaveLength(1)
    expect(outside.match(/^#{1,6} /gm)).toHaveLength(expected.match(/^#{1,6} /gm)?.length ?? 0)
  })
})

describe("the page that leads to the others", () => {
  it("counts entries, sections and what is known, and holds the table for all vendors", async () => {
    const text = generateDocs([await tinySource()], { index: true }).get("README.md") ?? ""
    expect(text.split("\n").filter((line) => /^\| (?:vendor|\[Tiny|503|other 4xx)/.test(line))).toEqual([
      "| vendor | id | entries | sections | documented | observed | inferred |",
      "| [Tiny CRM](tiny.md) | `tiny` | 3 | 2 | 67 % | 33 % | 0 % |",
      "| 503 | `UnavailableError` | Only if a repeat can do no harm, or after looking: send it again after a growing pause. | Perhaps: the answer does not tell. | RFC 9110 §15.6.4: overload or maintenance; it does not promise that nothing was done. |",
      "| other 4xx | `UncataloguedError` | Do not send it again; it is for a developer to correct. | No, nothing was written. | RFC 9110 §15.5: an unknown 4xx is treated as 400, and a 400 is not retried. |"
    ])
  })

  it("is there only when it is asked for", async () => {
    expect([...generateDocs([await tinySource()]).keys()]).toEqual(["tiny.md"])
  })
})
