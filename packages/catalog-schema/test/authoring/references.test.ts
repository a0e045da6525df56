import { describe, expect, it } from "vitest"
import { addDependencies, addReferences } from "../../src/authoring/vendor/references.ts"

describe("addReferences", () => {
  it("adds to the end and changes nothing else", () => {
    const before = '{\n  "files": [],\n  "references": [\n    { "path": "packages/core" }\n  ],\n  "x":  1\n}\n'
    expect(addReferences(before, ["packages/core", "catalogs/acme", "packages/acme"])).toBe(
      '{\n  "files": [],\n  "references": [\n    { "path": "packages/core" },\n    {\n      "path": "catalogs/acme"\n    },\n    {\n      "path": "packages/acme"\n    }\n  ],\n  "x":  1\n}\n'
    )
  })

  it("fills an empty list", () => {
    expect(addReferences('{ "references": [] }', ["a"])).toBe(
      '{ "references": [\n    {\n      "path": "a"\n    }\n  ] }'
    )
  })

  it("changes nothing that has them all", () => {
    const text = '{ "references": [{ "path": "a" }] }'
    expect(addReferences(text, ["a"])).toBe(text)
  })

  it.each(['{ "references": [ // why\n] }', "{}", "x", '{ "a": { "references": [] }, "references": [] }'])(
    "leaves %j to a person",
    (text) => {
      expect(addReferences(text, ["a"])).toBe(undefined)
    }
  )
})

describe("addDependencies", () => {
  it("adds as npm would", () => {
    expect(addDependencies('{"name":"x","dependencies":{"a":"1"}}', { b: "^2" })).toBe(
      '{\n  "name": "x",\n  "dependencies": {\n    "a": "1",\n    "b": "^2"\n  }\n}\n'
    )
  })

  it("leaves what is no JSON to a person", () => {
    expect(addDependencies("x", { b: "^2" })).toBe(undefined)
  })
})
