import type { GeneratedFiles } from "../../generate.ts"
import { adapterModule, decodeEnvelopeModule, explainModule, httpModule, indexModule } from "./adapterSources.ts"
import type { Identity } from "./Identity.ts"
import { adapterPackageJson, tsconfig } from "./packageFiles.ts"

const conformanceTest = ({ pascal }: Identity): string => `import { conformance } from "@crm-errors/core/testing"
import { describe, it } from "vitest"
import { ${pascal} } from "../src/index.ts"
import { fixtures } from "./fixtures.ts"

// Not needed any more once a fixture has a code: the suite then puts other codes in its place.
const answerWithCode = (code: string) => ({
  answer: { status: 400, body: JSON.stringify({ code, message: "Something is wrong." }) }
})

const clauses = conformance({ adapter: ${pascal}.make(), fixtures, answerWithCode })

describe("conformance", () => {
  for (const { name, run } of clauses) it(name, run)
})
`

const fixturesModule = ({ id }: Identity): string => `import { readdirSync, readFileSync } from "node:fs"
import type { Fixture } from "@crm-errors/core/testing"

const folder = new URL("../../../catalogs/${id}/fixtures/", import.meta.url)

/** Every fixture of the catalog, by file name. */
export const fixtures: Readonly<Record<string, Fixture>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name): [string, Fixture] => [name, JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Fixture])
)
`

const imports = ({ id, pascal }: Identity): string =>
  [`import { decide, History, Policy } from "@crm-errors/core"`, `import { ${pascal} } from "@crm-errors/${id}"`]
    .sort((left, right) => (left.slice(left.indexOf("@")) < right.slice(right.indexOf("@")) ? -1 : 1))
    .join("\n")

const readme = (identity: Identity): string => {
  const { id, name, pascal } = identity
  return `# @crm-errors/${id}

Turns whatever ${name} answers, or fails to answer, into one \`Outcome\` with one \`CrmError\`: what happened, whose turn
it is, and what a job may do next. Any HTTP client, with or without Effect.

\`\`\`sh
npm install @crm-errors/${id} @crm-errors/core effect
\`\`\`

\`\`\`ts
${imports(identity)}

export const createContact = async (token: string, contact: { readonly email: string }) => {
  const request = { method: "POST", path: "/contacts" }
  const outcome = await ${pascal}.fromFetch(
    () =>
      fetch("https://api.example.com/contacts", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: \`Bearer \${token}\` },
        body: JSON.stringify(contact)
      }),
    request
  )
  const decision = decide(outcome, ${pascal}.operation(request), History.empty, Policy.standard, Date.now())
  return { outcome, decision }
}
\`\`\`

\`decision\` says what to do: \`Done\`, \`Retry\` at an instant, \`Refresh\`, \`Verify\`, \`Requeue\`, \`Park\`, \`Pause\` until a person acts, \`Skip\` or \`Fail\`.

| | |
|---|---|
| \`${pascal}.normalize(answer, request?)\` | status, headers and body as text; pure, and no bytes make it throw |
| \`${pascal}.fromFetch\`, \`fromResponse\`, \`fromThrown\` | for \`fetch\`, and for what an HTTP client throws |
| \`${pascal}.operation(request)\` | what a method and path are: a read, a create, may it be repeated |
| \`${pascal}.make({ catalog, variant, maxBodyBytes })\` | another release of the catalog, one API version, another cap |
| \`@crm-errors/${id}/http\` | the API over an Effect \`HttpClient\`: its answers are outcomes, its failures \`CrmError\` |
| \`@crm-errors/${id}/explain\` | what an answer means to a person, with sources |
`
}

/** The adapter's files, relative to its folder. */
export const adapterFiles = (identity: Identity): GeneratedFiles =>
  new Map([
    ["package.json", adapterPackageJson(identity)],
    ["tsconfig.json", tsconfig(["packages/core", `catalogs/${identity.id}`])],
    ["README.md", readme(identity)],
    [`src/${identity.pascal}.ts`, adapterModule(identity)],
    ["src/decodeEnvelope.ts", decodeEnvelopeModule(identity)],
    ["src/explain.ts", explainModule(identity)],
    ["src/http.ts", httpModule(identity)],
    ["src/index.ts", indexModule(identity)],
    ["test/conformance.test.ts", conformanceTest(identity)],
    ["test/fixtures.ts", fixturesModule(identity)]
  ])
