/** The file of an overlay: read, strict, and refused when it is hostile. */
import { describe, expect, it } from "vitest"
import { readOverlay } from "../../src/overlay/readOverlay.ts"
import type { Problem } from "../../src/Problem.ts"
import { inHouse, why } from "./support.ts"

describe("its file", () => {
  const read = (text: string): ReadonlyArray<Problem> => readOverlay(text, "overlay.json").problems

  it("is read", () => {
    const overlay = {
      $schema: "../overlay.schema.json",
      vendor: "acme",
      entries: [{ id: "acme/people/219", outcome: "NoOp", why }],
      add: [inHouse]
    }
    expect(readOverlay(JSON.stringify(overlay), "overlay.json")).toEqual({ overlay, problems: [] })
    expect(readOverlay('{"vendor":"acme"}', "overlay.json")).toEqual({ overlay: { vendor: "acme" }, problems: [] })
  })

  it("is strict, and says where", () => {
    expect(
      read(
        '{\n  "vendor": "acme",\n  "entries": [\n    { "id": "acme/people/219", "verdict": { "when": { "_tag": "Later" } }, "whyy": "x" },\n    { "id": "acme/people/220", "verdict": {}, "why": "x" }\n  ]\n}'
      )
    ).toEqual([
      {
        rule: "schema",
        file: "overlay.json",
        place: "/entries/0",
        line: 4,
        column: 5,
        what: "unknown key whyy",
        fix: "Remove it or correct its spelling"
      },
      {
        rule: "schema",
        file: "overlay.json",
        place: "/entries/0/why",
        line: 4,
        column: 5,
        what: "the value is missing",
        expected: "a text",
        fix: "Add it"
      },
      {
        rule: "schema",
        file: "overlay.json",
        place: "/entries/0/verdict/when/_tag",
        line: 4,
        column: 63,
        what: '"Later" is not a value of this place',
        expected: "one of Now, Backoff, After, AtWindow, AfterRefresh, AfterDependency, AfterPerson, Never",
        fix: 'Replace "Later"'
      },
      {
        rule: "schema",
        file: "overlay.json",
        place: "/entries/1",
        line: 5,
        column: 5,
        what: "the value breaks a rule of its own",
        expected: "an override has at least one of outcome, ambiguous, reason and a dimension of verdict",
        fix: "Change it accordingly"
      }
    ])
  })

  it("is refused when it is hostile", () => {
    expect(read('{"vendor":"acme","__proto__":{"entries":[]}}').map(({ column, what }) => [column, what])).toEqual([
      [18, "the key __proto__ is not allowed, because programs may take it for an object's prototype"]
    ])
    expect(read('{"vendor":"acme","vendor":"other"}').map(({ column, what }) => [column, what])).toEqual([
      [18, 'the key "vendor" is there twice, and readers see only one of the two']
    ])
    expect(read(`{"vendor":${"[".repeat(10_000)}`).map(({ what }) => what)).toEqual([
      "the nesting is deeper than 64 levels"
    ])
    expect(read(" ".repeat(8_388_609)).map(({ what }) => what)).toEqual([
      "the file has 8388609 characters, more than 8388608"
    ])
    expect(read('{"vendor":"ac').map(({ what }) => what)).toEqual(["the file ends inside a string"])
  })
})
