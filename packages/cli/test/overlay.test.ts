/** The overlay of docs/catalog-format.md, over the catalog that is published, through the adapter that jobs have. */
import { readFileSync } from "node:fs"
import { Amocrm } from "@crm-errors/amocrm"
import { decide } from "@crm-errors/core"
import { expect, it } from "vitest"
import { overlaid } from "./support/overlaid.ts"

const page = readFileSync(new URL("../../../docs/catalog-format.md", import.meta.url), "utf8")
const example = /## A user's overlay[\s\S]*?```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ""

const search = { method: "GET", path: "/api/v4/contacts" }
const code219 = { status: 400, body: '{"status":400,"detail":"Код ошибки 219."}' }
const page429 = {
  status: 429,
  headers: { "content-type": "text/html", server: "our-proxy/2.1" },
  body: "<html>Slow</html>"
}

const readBy = (
  adapter: Pick<ReturnType<typeof Amocrm.make>, "normalize">,
  answer: typeof code219 | typeof page429
) => {
  const outcome = adapter.normalize(answer, search)
  const { error } = JSON.parse(JSON.stringify(outcome))
  return {
    entry: error.entry,
    overlay: error.evidence.overlay,
    when: error.verdict.when._tag,
    job: decide(outcome)._tag
  }
}

it("overrides one code and adds another, and says so in the evidence", () => {
  const own = Amocrm.make({ catalog: overlaid(example) })
  expect([readBy(Amocrm, code219), readBy(own, code219)]).toEqual([
    { entry: "amocrm/contacts/219", overlay: undefined, when: "Backoff", job: "Retry" },
    { entry: "amocrm/contacts/219", overlay: true, when: "Never", job: "Fail" }
  ])
  expect([readBy(Amocrm, page429), readBy(own, page429)]).toEqual([
    { entry: "amocrm/other/429", overlay: undefined, when: "After", job: "Retry" },
    { entry: "amocrm/overlay/proxy-429", overlay: true, when: "Backoff", job: "Retry" }
  ])
  // Without the header it is no page of the proxy's.
  const { server: _, ...headers } = page429.headers
  expect(readBy(own, { ...page429, headers } as typeof page429).entry).toBe("amocrm/other/429")
})

it("stays data, so that a job reads it from a file", () => {
  const merged = overlaid(example)
  expect(JSON.parse(JSON.stringify(merged))).toEqual(merged)
})

it("is refused where an added entry would only tie with the vendor's", () => {
  const tie = (alternative: string): string =>
    `overlay.json no-ties at /add/0/match/0: an answer can fit amocrm/overlay/proxy-429 and ${alternative} (alternative 1) equally well. Give one of them a constraint that the other contradicts, or one constraint more.`
  expect(() => overlaid(example.replace(/"header": \[.*?\], /, ""))).toThrow(
    new Error([tie("amocrm/other/429"), tie("amocrm/other/429-kommo")].join("\n"))
  )
})
