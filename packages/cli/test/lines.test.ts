import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Line, readLines } from "../src/lines.ts"

async function* chunked(bytes: Uint8Array, sizes: ReadonlyArray<number>): AsyncGenerator<Uint8Array> {
  let start = 0
  for (let turn = 0; start < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(start, start + size)
    start += size
  }
}

const collect = async (chunks: AsyncIterable<Uint8Array | string>, cap?: number): Promise<ReadonlyArray<Line>> => {
  const lines: Array<Line> = []
  for await (const some of readLines(chunks, cap)) lines.push(...some)
  return lines
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const wellFormed = fc
  .string({ unit: "binary" })
  .map((text) => new TextDecoder().decode(encode(text)).replaceAll("\n", " ").replaceAll("\uFEFF", " "))

describe("readLines", () => {
  it("gives the same lines however the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(wellFormed, { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        async (texts, sizes) => {
          const lines = await collect(chunked(encode(texts.map((text) => `${text}\n`).join("")), sizes))
          expect(lines).toEqual(texts.map((text, index) => ({ number: index + 1, text })))
        }
      )
    )
  })

  it("reads a last line without a line break, and skips a byte order mark", async () => {
    expect(await collect(chunked(encode("\uFEFFone\r\ntwo"), [3]))).toEqual([
      { number: 1, text: "one\r" },
      { number: 2, text: "two" }
    ])
  })

  it("drops a line beyond the cap and counts it, wherever the chunks end", async () => {
    for (const size of [1, 4, 100]) {
      expect(await collect(chunked(encode("12345\n123456\n1\n1234567"), [size]), 5)).toEqual([
        { number: 1, text: "12345" },
        { number: 2, text: undefined },
        { number: 3, text: "1" },
        { number: 4, text: undefined }
      ])
    }
  })

  it("has nothing to give for nothing", async () => {
    expect(await collect(chunked(new Uint8Array(0), [1]))).toEqual([])
  })
})
