import type { GeneratedFiles } from "../../generate.ts"
import { fixtureStem } from "../../lint/fixtureNames.ts"
import type { AuthoredEntry } from "../../schema/entry.ts"
import type { Fixture } from "../../schema/fixture.ts"
import type { Vendor } from "../../schema/vendor.ts"
import { type Identity, json } from "./Identity.ts"
import { catalogPackageJson, tsconfig } from "./packageFiles.ts"

const vendorFile = ({ id, name }: Identity): Vendor => ({
  vendor: id,
  names: [name],
  documentation: [],
  sections: [
    { id: "errors", title: "Error codes", entities: [] },
    { id: "http", title: "Answers without a code", entities: [] }
  ],
  secrets: ["authorization"]
})

const rfc6585 = "https://www.rfc-editor.org/rfc/rfc6585#section-4"

// The one thing that can be said of a vendor before anybody has read its documentation, and it says so.
const entry = ({ id, name, today }: Identity): AuthoredEntry => ({
  id: `${id}/http/429`,
  match: [{ status: [429] }],
  outcome: "Failed",
  reason: { _tag: "RateLimitError" },
  verdict: {
    when: { _tag: "Backoff" },
    effect: "NotApplied",
    change: "Same",
    scope: ["Account"],
    actor: ["Nobody"]
  },
  confidence: { entry: "inferred", effect: "inferred" },
  texts: {
    en: {
      summary: "Too many requests were sent in a short time.",
      remedy: "Wait, and send fewer requests at a time. Nothing has to be done when it happens now and then."
    }
  },
  note: `From the HTTP standard, as an example: replace the source by what ${name} says about its limits, and the confidence with it.`,
  sources: [
    {
      url: rfc6585,
      checked: today,
      language: "en",
      quote: "The 429 status code indicates that the user has sent too many requests in a given amount of time"
    }
  ]
})

// The example of the RFC, as it stands there.
const body = `<html>
   <head>
      <title>Too Many Requests</title>
   </head>
   <body>
      <h1>Too Many Requests</h1>
      <p>I only allow 50 requests per hour to this Web site per
         logged in user.  Try again soon.</p>
   </body>
</html>`

const fixture = ({ id }: Identity): Fixture => ({
  entry: `${id}/http/429`,
  provenance: "from-docs",
  source: rfc6585,
  about: "the example of RFC 6585",
  answer: { status: 429, headers: { "content-type": "text/html", "retry-after": "3600" }, body },
  expected: {
    outcome: {
      _tag: "Failed",
      error: {
        _tag: "CrmError",
        vendor: id,
        entry: `${id}/http/429`,
        reason: { _tag: "RateLimitError" },
        verdict: {
          when: { _tag: "After", millis: 3_600_000 },
          effect: "NotApplied",
          change: "Same",
          scope: ["Account"],
          actor: ["Nobody"]
        },
        evidence: {
          by: "Status",
          matched: ["status=429"],
          body: "Html",
          // Of every release: it stands for the version, which changes without the fixture.
          catalog: "current",
          confidence: "inferred",
          effectConfidence: "inferred",
          wait: "header:retry-after"
        },
        httpStatus: 429
      }
    },
    first: { _tag: "Park", until: "2026-11-21T13:00:00.000Z", scopes: ["Account"], because: "Patience" },
    // The vendor says that this attempt was refused; nobody says what became of the one before it.
    repeat: { _tag: "Fail", because: "OutcomeUnknown" }
  }
})

const readme = ({ id, name }: Identity): string => {
  const self = `@crm-errors/catalog-${id}`
  return `# ${self}

The errors of ${name} as plain data, with no dependencies: what each code and shape means, whether and when a request may be sent again, whether a write may have happened, whose turn it is, and where each fact is from.

| file or import | what |
|---|---|
| \`${self}/catalog.json\` | the compiled catalog, for any language |
| \`${self}\` | the same as a typed module, with literal entry ids |
| \`${self}/explain/en\` | what each entry means and what to do, by language |
| \`${self}/sources\` | where each entry is from, with dates and quotes |
| \`${self}/fixtures.json\`, \`/fixtures\` | answers of the vendor's, each with the outcome and the decisions that it comes to, as data and as a typed module |

Versions speak of behaviour: a major release may make a job retry, repeat or count as done what it did not before; a minor one lists every change of behaviour in its changelog; a patch changes none.
The adapter that reads it is \`@crm-errors/${id}\`.
`
}

/** What a person writes of a catalog, by file, relative to the catalog's folder. `catalog build` adds the rest. */
export const catalogFiles = (identity: Identity): GeneratedFiles =>
  new Map([
    ["README.md", readme(identity)],
    ["package.json", catalogPackageJson(identity)],
    ["tsconfig.json", tsconfig([])],
    ["vendor.json", json(vendorFile(identity))],
    ["operations.json", json({ operations: [] })],
    ["retired.json", json({ retired: [] })],
    ["entries/http.json", json({ section: "http", entries: [entry(identity)] })],
    [`fixtures/${fixtureStem(`${identity.id}/http/429`)}--rfc-6585.json`, json(fixture(identity))]
  ])
