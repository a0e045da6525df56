import { describe, expect, it } from "vitest"
import { withChanges } from "../../src/release/changelog.ts"

const marker = (version: string): string =>
  `<!-- What follows, up to the next version, is made by the diff of ${version}. -->`

const list = "### Behaviour changes\n\n- `tiny/people/9`: was Never, now Backoff.\n"

const written = `# tiny

Everything about tiny.

## 0.2.0

### Minor Changes

- A sentence.

${marker("0.2.0")}

### Behaviour changes

- \`tiny/people/9\`: was Never, now Backoff.

## 0.1.0

- The first one.
`

describe("withChanges", () => {
  it("puts the list after what the changesets say, before the next version", () => {
    const before = `# tiny

Everything about tiny.

## 0.2.0

### Minor Changes

- A sentence.

## 0.1.0

- The first one.
`
    expect(withChanges(before, "tiny", "0.2.0", list)).toBe(written)
  })

  it("changes nothing the second time, whatever the list says", () => {
    expect(withChanges(written, "tiny", "0.2.0", "- other\n")).toBe(written)
  })

  it("puts the list at the end of the only version", () => {
    expect(withChanges("# tiny\n\n## 0.1.0\n\n- The first one.\n", "tiny", "0.1.0", list)).toBe(
      `# tiny\n\n## 0.1.0\n\n- The first one.\n\n${marker("0.1.0")}\n\n${list}`
    )
  })

  it("makes the version where it is missing, before the others, and the file where it is empty", () => {
    expect(withChanges("# tiny\n\n## 0.1.0\n\n- The first one.\n", "tiny", "0.2.0", list)).toBe(
      `# tiny\n\n## 0.2.0\n\n${marker("0.2.0")}\n\n${list}\n## 0.1.0\n\n- The first one.\n`
    )
    expect(withChanges("", "tiny", "0.1.0", list)).toBe(`# tiny\n\n## 0.1.0\n\n${marker("0.1.0")}\n\n${list}`)
  })
})
