import type { Outcome } from "../../Outcome.ts"
import type { Clause, Options } from "../Suite.ts"
import { violation } from "../violation.ts"

const chunk = 16_384

interface Source {
  readonly response: Response
  readonly given: () => number
  readonly cancelled: () => boolean
}

// A body far longer than the cap that counts what is taken of it. It does end, for adapters that read on.
const oversized = (status: number, headers: Record<string, string>, cap: number): Source => {
  let given = 0
  let cancelled = false
  const bytes = new TextEncoder().encode("x".repeat(chunk))
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        given += bytes.byteLength
        controller.enqueue(bytes)
        if (given > cap + 64 * chunk) controller.close()
      },
      cancel: () => {
        cancelled = true
      }
    },
    { highWaterMark: 0 }
  )
  return { response: new Response(stream, { status, headers }), given: () => given, cancelled: () => cancelled }
}

const assertTooLarge = (outcome: Outcome, where: string): void => {
  const kind = outcome._tag === "Failed" ? outcome.error.evidence.body : undefined
  if (kind !== "TooLarge" && kind !== undefined) {
    throw violation(`evidence.body is ${kind}`, where, "Leave the reading of bodies to the adapter kit.")
  }
  if (outcome._tag !== "Failed")
    throw violation(outcome._tag, where, "A body that is too large tells nothing: it is never a success.")
}

/** Bounded memory: a body is read up to the cap and not further. */
export const cap = ({ adapter }: Options): ReadonlyArray<Clause> => [
  {
    name: "MUST NOT read past the cap",
    run: async () => {
      for (const status of [200, 400, 500]) {
        const where = `status ${status}, a body beyond the cap`
        const source = oversized(status, { "content-type": "application/json" }, adapter.maxBodyBytes)
        assertTooLarge(await adapter.fromResponse(source.response), where)
        if (source.given() > adapter.maxBodyBytes + 2 * chunk) {
          throw violation(`read ${source.given()} bytes of ${adapter.maxBodyBytes}`, where, "Stop at the cap.")
        }
        if (!source.cancelled())
          throw violation("the body is left open", where, "Cancel what is not read: the connection leaks.")
      }
    }
  },
  {
    name: "MUST NOT read a body that is announced to be longer than the cap",
    run: async () => {
      const where = "content-length beyond the cap"
      const source = oversized(200, { "content-length": String(adapter.maxBodyBytes + 1) }, adapter.maxBodyBytes)
      assertTooLarge(await adapter.fromResponse(source.response), where)
      if (source.given() > 0) throw violation(`read ${source.given()} bytes`, where, "Believe the header, and cancel.")
      if (!source.cancelled())
        throw violation("the body is left open", where, "Cancel what is not read: the connection leaks.")
    }
  }
]
