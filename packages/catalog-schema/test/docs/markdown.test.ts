import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { code, fence, html, link, prose, table } from "../../src/docs/markdown.ts"

describe("prose", () => {
  const cases: ReadonlyArray<readonly [text: string, markdown: string]> = [
    ["Contact not found.", "Contact not found."],
    ["CONTACT_NOT_FOUND stays", "CONTACT_NOT_FOUND stays"],
    ["_emphasis_ and __init__", "\\_emphasis\\_ and \\_\\_init\\_\\_"],
    ["a | b", "a \\| b"],
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    ["&lt; is an entity", "&amp;lt; is an entity"],
    ["[x](javascript:1) ![y](z)", "&#91;x&#93;(javascript:1) !&#91;y&#93;(z)"],
    ["`code` *bold* ~~gone~~ $math$", "\\`code\\` \\*bold\\* \\~\\~gone\\~\\~ \\$math\\$"],
    ["back\\slash", "back\\\\slash"],
    ["# no heading", "\\# no heading"],
    ["- no item", "\\- no item"],
    ["1. no item", "1\\. no item"],
    ["two\nlines\r\n\tand\u0000more\u2028", "two lines and more"],
    ["Сделка не найдена", "Сделка не найдена"]
  ]
  it.each(cases)("%j", (text, markdown) => {
    expect(prose(text)).toBe(markdown)
  })

  it("makes one line of any text, without a tag, a link or a column", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const written = prose(text).replaceAll("\\\\", "")
        expect(written.match(/[<>[\]\n\r]|(?<!\\)[|`*~$]/g)).toBe(null)
      })
    )
  })
})

describe("code", () => {
  it("stands in backticks where they can hold it, and in an element where they cannot", () => {
    expect(["205", "a`b", "a|b", "c:\\d", ""].map(code)).toEqual([
      "`205`",
      "<code>a&#96;b</code>",
      "<code>a&#124;b</code>",
      "<code>c&#58;&#92;d</code>",
      "``` ```"
    ])
  })
})

describe("fence", () => {
  it("is longer than every run of backticks inside it", () => {
    expect(fence("http", "a\n```\nb")).toBe("````http\na\n```\nb\n````")
  })

  it("shows what could not be seen", () => {
    expect(fence("", "a\u0000\u001bb\tc\r\nd\re")).toBe("```\na\\u0000\\u001bb\tc\nd\\u000de\n```")
  })
})

describe("html, link and table", () => {
  it("escapes what HTML reads", () => {
    expect(html("a <b> & `c`\n[d]")).toBe("a &lt;b&gt; &amp; `c` &#91;d&#93;")
  })

  it("leaves nothing in an address that ends the link", () => {
    expect(link("x", "https://a.example/b (c)|d<e>`f`")).toBe("[x](https://a.example/b%20%28c%29%7Cd%3Ce%3E%60f%60)")
  })

  it("has a column for each head", () => {
    expect(table(["a", "b"], [["1", "2"]])).toBe("| a | b |\n| --- | --- |\n| 1 | 2 |")
  })
})
