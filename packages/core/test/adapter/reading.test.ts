import { describe, expect, it } from "vitest"
import { makeAcme } from "../support/acme.ts"
import { errorOf } from "../support/errorOf.ts"

const acme = makeAcme({ maxBodyBytes: 1_000 })

const stream = (
  chunks: ReadonlyArray<string>,
  end: (controller: ReadableStreamDefaultController<Uint8Array>) => void
): ReadableStream<Uint8Array> => {
  const queue = chunks.map((chunk) => new TextEncoder().encode(chunk))
  return new ReadableStream({
    pull: (controller) => {
      const next = queue.shift()
      if (next === undefined) end(controller)
      else controller.enqueue(next)
    }
  })
}

describe("a fetch Response", () => {
  it("is read", async () => {
    const outcome = await acme.fromResponse(Response.json({ ok: true, used: 1, allowed: 7 }))
    expect(outcome.toJSON()).toEqual({ _tag: "Success", usage: { used: 1, allowed: 7 } })
  })

  it("in chunks that cut a character in two", async () => {
    const bytes = new TextEncoder().encode('{"code":100,"fields":[{"path":"имя"}]}')
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      }
    })
    const error = errorOf(await acme.fromResponse(new Response(body, { status: 400 }), { entity: "people" }))
    expect(error.reason).toMatchObject({ fields: [{ path: expect.stringMatching(/^fp:/) }] })
    expect(error.entry).toBe("acme/contacts/100")
  })

  it("that breaks off is a fact of the transport", async () => {
    const broken = stream(['{"ok":'], (controller) =>
      controller.error(Object.assign(new Error("x"), { code: "ECONNRESET" }))
    )
    const error = errorOf(await acme.fromResponse(new Response(broken, { status: 200 }), { intent: "Create" }))
    expect([error.reason, error.verdict.effect, error.evidence.by]).toEqual([
      { _tag: "NetworkError", phase: "Response" },
      "MaybeApplied",
      "Transport"
    ])
  })

  it("that breaks off with a status of failure keeps the status", async () => {
    const broken = stream(['{"code":'], (controller) => controller.error(new Error("x")))
    expect(errorOf(await acme.fromResponse(new Response(broken, { status: 503 }))).reason._tag).toBe("UnavailableError")
  })

  it("of exactly the cap is read, and of one byte more is not", async () => {
    const body = (length: number): string => `{"ok":true}${" ".repeat(length - 11)}`
    expect((await acme.fromResponse(new Response(body(1_000))))._tag).toBe("Success")
    expect(errorOf(await acme.fromResponse(new Response(body(1_001)))).evidence.body).toBe("TooLarge")
  })

  it("whose body somebody else has read gives an outcome all the same", async () => {
    const response = Response.json({ ok: true })
    await response.text()
    expect((await acme.fromResponse(response))._tag).toBe("Failed")
  })
})

describe("a fetch", () => {
  it("that answers", async () => {
    expect((await acme.fromFetch(async () => Response.json({ ok: true })))._tag).toBe("Success")
  })

  it("that throws", async () => {
    const outcome = await acme.fromFetch(() =>
      Promise.reject(new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } }))
    )
    expect(errorOf(outcome).reason).toEqual({ _tag: "NetworkError", phase: "Connect" })
  })
})
