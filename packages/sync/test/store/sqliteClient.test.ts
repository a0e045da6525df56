import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import { SafeIntegers, type SqlClient } from "effect/sql/SqlClient"
import { connect, folder } from "./support/sqliteBackend.ts"

describe("a transaction", () => {
  const insert = (sql: SqlClient, number: number) => sql`INSERT INTO numbers VALUES (${number})`

  const numbers = (sql: SqlClient) =>
    Effect.map(sql<{ number: number }>`SELECT number FROM numbers`, (rows) => rows.map(({ number }) => number))

  /** Two clients of one file, the first of which writes until it is let go. */
  const beside = (busyTimeout: number) =>
    Effect.gen(function* () {
      const file = join(yield* folder, "jobs.db")
      const [one, other] = [yield* connect(file), yield* connect(file, busyTimeout)]
      yield* one`CREATE TABLE numbers (number INTEGER)`
      const free = yield* Deferred.make<void>()
      const holder = yield* Effect.forkChild(
        one.withTransaction(Effect.andThen(insert(one, 1), Deferred.await(free))),
        { startImmediately: true }
      )
      const letGo = Effect.andThen(Deferred.succeed(free, undefined), Fiber.join(holder))
      return { one, other, letGo, write: other.withTransaction(insert(other, 2)) }
    })

  it.live("waits for that of another client, without keeping it from ending", () =>
    Effect.gen(function* () {
      const { letGo, one, write } = yield* beside(60_000)
      const writing = yield* Effect.forkChild(write, { startImmediately: true })
      yield* Effect.sleep(20)
      const before = writing.pollUnsafe()
      yield* letGo
      yield* Fiber.join(writing)
      expect([before, yield* numbers(one)]).toEqual([undefined, [1, 2]])
    })
  )

  it.live("gives up when the other does not end", () =>
    Effect.gen(function* () {
      const { letGo, one, write } = yield* beside(20)
      const error = yield* Effect.flip(write)
      yield* letGo
      expect([error.reason._tag, yield* numbers(one)]).toEqual(["LockTimeoutError", [1]])
    })
  )

  it.live("that fails leaves nothing behind, nor does a part of it that fails", () =>
    Effect.gen(function* () {
      const sql = yield* connect(":memory:")
      yield* sql`CREATE TABLE numbers (number INTEGER UNIQUE)`
      const insert = (number: number) => sql`INSERT INTO numbers VALUES (${number})`
      const twice = yield* Effect.flip(sql.withTransaction(Effect.andThen(insert(1), insert(1))))
      const part = Effect.ignore(sql.withTransaction(Effect.andThen(insert(3), insert(2))))
      yield* sql.withTransaction(Effect.andThen(insert(2), part))
      expect([twice.reason._tag, yield* sql`SELECT number FROM numbers`.values]).toEqual(["UniqueViolation", [[2]]])
    })
  )
})

describe("a statement", () => {
  it.live("takes and gives what SQLite knows", () =>
    Effect.gen(function* () {
      const sql = yield* connect(":memory:")
      const large = 2n ** 60n
      const bytes = new Uint8Array([0, 255])
      const select = sql`SELECT ${1.5} AS number, ${true} AS yes, ${null} AS none, ${new Date(0)} AS date, ${bytes} AS bytes`
      const big = Effect.provideService(sql`SELECT ${large} AS large`, SafeIntegers, true)
      yield* sql`CREATE TABLE snowflakes (id INTEGER PRIMARY KEY)`
      const written = yield* sql`INSERT INTO snowflakes VALUES (${large})`.raw
      expect({
        rows: yield* select,
        values: yield* select.values,
        unprepared: yield* select.valuesUnprepared,
        streamed: yield* Stream.runCollect(select.stream),
        raw: yield* sql`SELECT 1 AS one`.raw,
        big: yield* big,
        written,
        wrong: (yield* Effect.flip(sql`SELEKT`)).reason._tag
      }).toEqual({
        rows: [{ number: 1.5, yes: 1, none: null, date: "1970-01-01T00:00:00.000Z", bytes }],
        values: [[1.5, 1, null, "1970-01-01T00:00:00.000Z", bytes]],
        unprepared: [[1.5, 1, null, "1970-01-01T00:00:00.000Z", bytes]],
        streamed: [{ number: 1.5, yes: 1, none: null, date: "1970-01-01T00:00:00.000Z", bytes }],
        raw: [{ one: 1 }],
        big: [{ large }],
        written: { changes: 1n, lastInsertRowid: large },
        wrong: "UnknownError"
      })
    })
  )

  it.live("is prepared anew after two hundred others", () =>
    Effect.gen(function* () {
      const sql = yield* connect(":memory:")
      const numbers = Array.from({ length: 250 }, (_, number) => number)
      const ask = Effect.forEach([...numbers, ...numbers], (number) => sql.unsafe<object>(`SELECT ${number} AS number`))
      expect((yield* ask).flat()).toEqual([...numbers, ...numbers].map((number) => ({ number })))
    })
  )
})
