import { Writable } from "node:stream"
import { describe, expect, it } from "vitest"
import { OutputClosed, outputOf } from "../src/io.ts"

describe("outputOf", () => {
  it("resolves a write only when the reader can take more", async () => {
    const events: Array<string> = []
    const waiting: Array<() => void> = []
    const stream = new Writable({
      highWaterMark: 4,
      decodeStrings: false,
      write: (chunk, _encoding, done) => {
        events.push(`reads ${chunk}`)
        waiting.push(done)
      }
    })
    const output = outputOf(stream)
    await output.write("ab")
    events.push("written ab")
    const second = output.write("cdef").then(() => events.push("written cdef"))
    await new Promise((resolve) => setImmediate(resolve))
    events.push("the reader goes on")
    waiting.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
    waiting.shift()?.()
    await second
    expect(events).toEqual(["reads ab", "written ab", "the reader goes on", "reads cdef", "written cdef"])
  })

  it("tells a reader that went away from another failure", async () => {
    const failing = (code: string) =>
      outputOf(
        new Writable({
          highWaterMark: 1,
          write: (_chunk, _encoding, done) => done(Object.assign(new Error("failed"), { code }))
        })
      )
    const gone = failing("EPIPE")
    await expect(gone.write("text")).rejects.toEqual(new OutputClosed())
    await expect(gone.write("text")).rejects.toEqual(new OutputClosed())
    await expect(failing("ENOSPC").write("text")).rejects.toEqual(
      Object.assign(new Error("failed"), { code: "ENOSPC" })
    )
  })

  it("writes nothing for nothing", async () => {
    const written: Array<string> = []
    const output = outputOf(
      new Writable({
        decodeStrings: false,
        write: (chunk, _encoding, done) => {
          written.push(chunk)
          done()
        }
      })
    )
    await output.write("")
    expect({ written, isTerminal: output.isTerminal, columns: output.columns }).toEqual({
      written: [],
      isTerminal: false,
      columns: undefined
    })
  })
})
