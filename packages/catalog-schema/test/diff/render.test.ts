/** The three forms of a diff. */
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import { renderJson } from "../../src/diff/render/json.ts"
import { renderMarkdown } from "../../src/diff/render/markdown.ts"
import { renderText } from "../../src/diff/render/text.ts"
import { entry, failed, normalizeAcme, release } from "./support.ts"

const never = failed({ _tag: "UnavailableError" }, "Never")
const backoff = failed({ _tag: "UnavailableError" }, "Backoff")

const fixtures = ["a", "b", "c", "d", "e"].map((name, size) => ({
  name: `acme-x-219--${name}`,
  entry: "acme/x/219",
  answer: { status: 400, body: '{"code":"219"}' },
  request: { intent: "Read", size: size + 1 } as const
}))

const old = release(
  {
    version: "0.2.0",
    entries: [entry("acme/x/7", never), entry("acme/x/219", backoff)],
    secrets: ["to*ken"]
  },
  { fixtures, digests: { vendor: "v", operations: {}, entries: { "acme/x/7": "a", "acme/x/219": "a" } } }
)
const next = release(
  {
    version: "0.3.0",
    entries: [entry("acme/x/7", backoff), entry("acme/x/219", never), entry("acme/x/300", { outcome: "Empty" })]
  },
  { fixtures, digests: { vendor: "w", operations: {}, entries: { "acme/x/7": "b", "acme/x/219": "b" } } }
)
const changes = diff(old, next, { normalize: normalizeAcme })
const none = diff(old, old)

it("for people", () => {
  expect(renderText(changes)).toBe(`acme 0.2.0 -> 0.3.0

Behaviour changes
  major  acme/x/7: was Never, now Backoff: jobs now retry it instead of giving up on it
         loosened: would now retry
  minor  acme/x/219: was Backoff, now Never: jobs stop retrying it
         changed otherwise (shown by acme-x-219--a, acme-x-219--b, acme-x-219--c and 2 more)

New entries
  minor  acme/x/300: new (Empty)
         entry added

Waits, limits and names
  major  to*ken: no longer hidden as a secret
         narrowed: a secret is no longer hidden

Without a change of behaviour
  patch  acme/x/7: texts or sources changed
         texts and sources
  patch  acme/x/219: texts or sources changed
         texts and sources
  patch  vendor.json: texts or sources changed
         texts and sources

Requires a major release: 2 major, 2 minor, 3 patch.
`)
  expect(renderText(none)).toBe(`acme 0.2.0 -> 0.2.0

No changes: no release is required.
`)
})

it("for people, on a narrow terminal with colour", () => {
  const only = { ...changes, bump: "minor", changes: changes.changes.slice(1, 2) } as const
  const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`
  const paint = { bold: mark("b"), dim: mark("d"), red: mark("r"), yellow: mark("y"), green: mark("g") }
  expect(renderText(only, { columns: 50, paint })).toBe(`<b>acme</b> 0.2.0 -> 0.3.0

<b>Behaviour changes</b>
  <y>minor</y>  acme/x/219: was Backoff, now Never: jobs
         stop retrying it
         <d>changed otherwise (shown by</d>
         <d>acme-x-219--a, acme-x-219--b,</d>
         <d>acme-x-219--c and 2 more)</d>

Requires a <y>minor</y> release: 1 minor.
`)
})

it("for release notes", () => {
  expect(renderMarkdown(changes)).toBe(`### Behaviour changes

- \`acme/x/7\`: was Never, now Backoff: jobs now retry it instead of giving up on it. **Breaking** (loosened: would now retry).
- \`acme/x/219\`: was Backoff, now Never: jobs stop retrying it.

### New entries

- \`acme/x/300\`: new (Empty).

### Waits, limits and names

- \`to*ken\`: no longer hidden as a secret. **Breaking** (narrowed: a secret is no longer hidden).

### Without a change of behaviour

- Texts or sources: \`acme/x/7\`, \`acme/x/219\`, \`vendor.json\`.

Requires a **major** release: 2 major, 2 minor, 3 patch.
`)
  expect(renderMarkdown(none)).toBe("No changes.\n")
})

it("for release notes: what an author wrote is no markup", () => {
  const gone = release(
    {},
    { retired: [{ id: "acme/x/7", kind: "gone", since: "1.0.0", why: "<b>*really*</b> `gone` [x](y)" }] }
  )
  expect(renderMarkdown(diff(release({ entries: [entry("acme/x/7", never)] }), gone))).toBe(`### Retired and moved ids

- \`acme/x/7\`: gone (\\<b\\>\\*really\\*\\</b\\> \\\`gone\\\` \\[x\\](y)). **Breaking** (removed without a redirect).

Requires a **major** release: 1 major.
`)
})

it("for programs", () => {
  expect(JSON.parse(renderJson(changes))).toEqual({
    vendor: "acme",
    from: "0.2.0",
    to: "0.3.0",
    bump: "major",
    changes: [
      {
        kind: "Behaviour",
        subject: "acme/x/7",
        bump: "major",
        rule: "loosened: would now retry",
        what: "was Never, now Backoff",
        effects: [{ jobs: "jobs now retry it instead of giving up on it" }],
        fixtures: [],
        sentence: "acme/x/7: was Never, now Backoff: jobs now retry it instead of giving up on it"
      },
      {
        kind: "Behaviour",
        subject: "acme/x/219",
        bump: "minor",
        rule: "changed otherwise",
        what: "was Backoff, now Never",
        effects: [{ jobs: "jobs stop retrying it" }],
        fixtures: ["a", "b", "c", "d", "e"].map((name) => `acme-x-219--${name}`),
        sentence: "acme/x/219: was Backoff, now Never: jobs stop retrying it"
      },
      {
        kind: "Added",
        subject: "acme/x/300",
        bump: "minor",
        rule: "entry added",
        what: "new (Empty)",
        effects: [],
        fixtures: [],
        sentence: "acme/x/300: new (Empty)"
      },
      {
        kind: "Vendor",
        subject: "to*ken",
        bump: "major",
        rule: "narrowed: a secret is no longer hidden",
        what: "no longer hidden as a secret",
        effects: [],
        fixtures: [],
        sentence: "to*ken: no longer hidden as a secret"
      },
      ...["acme/x/7", "acme/x/219", "vendor.json"].map((subject) => ({
        kind: "Text",
        subject,
        bump: "patch",
        rule: "texts and sources",
        what: "texts or sources changed",
        effects: [],
        fixtures: [],
        sentence: `${subject}: texts or sources changed`
      }))
    ]
  })
})

it("for people, with the names of two that are of one version", () => {
  const names = { from: "acme@0.2.0", to: "catalogs/acme" }
  expect(renderText(none, { names })).toBe(
    "acme 0.2.0 (acme@0.2.0) -> 0.2.0 (catalogs/acme)\n\nNo changes: no release is required.\n"
  )
  expect(renderText(changes, { names }).split("\n")[0]).toBe("acme 0.2.0 -> 0.3.0")
})
