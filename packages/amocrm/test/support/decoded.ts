import { Operation } from "@crm-errors/core"
import type { Envelope } from "@crm-errors/core/adapter"
import { expect, test } from "vitest"
import { decodeEnvelope } from "../../src/decodeEnvelope.ts"

/** One body, and the whole envelope that it has to become. */
export interface Row {
  readonly name: string
  readonly body: unknown
  /** 400 unless said. */
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly operation?: Partial<Operation.Operation>
  readonly envelope: Envelope.Envelope
}

export const contextOf = (row: Pick<Row, "status" | "headers" | "operation">): Envelope.DecodeContext => ({
  status: row.status ?? 400,
  headers: row.headers,
  operation: row.operation === undefined ? undefined : Operation.make(row.operation)
})

/** One test for each row. */
export const decodes = (rows: ReadonlyArray<Row>): void => {
  for (const row of rows) {
    test(row.name, () => {
      expect(decodeEnvelope(row.body, contextOf(row))).toEqual(row.envelope)
    })
  }
}
