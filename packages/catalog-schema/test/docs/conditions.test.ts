import { describe, expect, it } from "vitest"
import { condition } from "../../src/docs/conditions.ts"

describe("condition", () => {
  it("says every constraint in words", () => {
    expect(
      condition({
        code: ["1", "2", "3"],
        section: ["people"],
        status: [400, 422],
        body: ["Json", "Html", "Empty"],
        operation: ["people.create"],
        intent: ["Create", "Upsert"],
        variant: ["old"],
        header: [
          { name: "server", includes: "nginx" },
          { name: "x-kind", equals: "a" },
          { name: "x-other", oneOf: ["a", "b"] }
        ],
        pointer: [
          { path: "", includes: "blocked" },
          { path: "/a|b", equals: null },
          { path: "/n", oneOf: [1, "1", true] },
          { path: "/there", exists: true },
          { path: "/gone", exists: false }
        ]
      })
    ).toBe(
      [
        "code `1`, `2` or `3`",
        "HTTP `400` or `422`",
        "section `people`",
        "operation `people.create`",
        "a create or an upsert",
        "variant `old`",
        "the body is JSON, an HTML page or empty",
        'the header `server` contains `"nginx"`',
        'the header `x-kind` is `"a"`',
        'the header `x-other` is `"a"` or `"b"`',
        'the body contains `"blocked"`',
        "<code>&#47;a&#124;b</code> is `null`",
        '`/n` is `1`, `"1"` or `true`',
        "`/there` is there",
        "`/gone` is not there"
      ].join(", ")
    )
  })
})
