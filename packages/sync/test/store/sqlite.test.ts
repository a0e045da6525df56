import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Store } from "@crm-errors/sync"
import { layer } from "@crm-errors/sync/sqlite"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { suite } from "./suite.ts"
import { startChild } from "./support/children.ts"
import { contacts, records, tallied } from "./support/jobs.ts"
import { connect, folder, sqlite } from "./support/sqliteBackend.ts"

suite(sqlite)

const jobs = (file: string) =>
  Effect.provide(
    Effect.flatMap(Store, (store) => store.jobs),
    layer({ file })
  )

/** How opening the file is refused. */
const refused = (file: string) =>
  Effect.map(Effect.flip(jobs(file)), ({ _tag, message }) => [_tag, message.replaceAll(file, "FILE")])

describe("a file", () => {
  it.live("is made with its folder, for the eyes of its owner, and found again", () =>
    Effect.gen(function* () {
      const file = join(yield* folder, "some", "folder", "jobs.db")
      const use = Effect.gen(function* () {
        const store = yield* Store
        const session = yield* store.open(contacts)
        return [session.job.id, yield* session.intake(records(2))]
      })
      const runs = [
        yield* Effect.provide(Effect.scoped(use), layer({ file })),
        yield* Effect.provide(Effect.scoped(use), layer({ file, synchronous: "normal" }))
      ]
      expect([runs, (statSync(file).mode & 0o777).toString(8), existsSync(`${file}-wal`)]).toEqual([
        [
          [1, { added: 2, restored: 0, known: 0 }],
          [1, { added: 0, restored: 0, known: 2 }]
        ],
        "600",
        false
      ])
    })
  )

  it.live("of something else is refused in words, and left as it is", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const garbage = join(path, "garbage.db")
      writeFileSync(garbage, "name,email\nIvan,ivan@example.com\n".repeat(1000))
      const text = readFileSync(garbage, "utf8")
      const other = join(path, "other.db")
      yield* Effect.scoped(
        Effect.flatMap(connect(other), (sql) =>
          Effect.forEach(
            ["urls", "visits", "downloads", "keywords", "logins"],
            (table) => sql`CREATE TABLE ${sql(table)} (id INTEGER)`
          )
        )
      )
      const under = join(garbage, "jobs.db")
      const [tag, message] = yield* refused(under)
      expect([
        yield* refused(garbage),
        readFileSync(garbage, "utf8") === text,
        yield* refused(other),
        yield* refused(path),
        tag,
        message?.replaceAll(garbage, "OTHER")
      ]).toEqual([
        [
          "StoreError",
          "The store FILE could not be opened: file is not a database. It is a file of something else, or damaged: give another name, or move it away."
        ],
        true,
        [
          "StoreError",
          "The store FILE holds something else already (downloads, keywords, logins and 2 more), and a store never shares it. Give a store a place of its own."
        ],
        [
          "StoreError",
          "The store FILE could not be opened: unable to open database file. Check that the file and its folder are there and may be read and written."
        ],
        "StoreError",
        "The store FILE could not be made: EEXIST: file already exists, mkdir 'OTHER'. Choose a folder that may be written."
      ])
    })
  )

  it.live("that was cut off is refused, and one of no bytes is new", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const whole = join(path, "whole.db")
      yield* jobs(whole)
      const half = join(path, "half.db")
      writeFileSync(half, readFileSync(whole).subarray(0, 8192))
      const empty = join(path, "empty.db")
      writeFileSync(empty, "")
      expect([yield* refused(half), yield* jobs(empty)]).toEqual([
        [
          "StoreError",
          "The store FILE could not be opened: database disk image is malformed. The file is damaged: put a copy of it back, or begin with a new file."
        ],
        []
      ])
    })
  )

  it.live("is used by several processes at once, without a word of SQLite's", () =>
    Effect.gen(function* () {
      const file = join(yield* folder, "jobs.db")
      const children = ["a", "b"].map((job) => startChild(sqlite, file, "work", job))
      const came = yield* Effect.promise(() =>
        Promise.all(
          children.map(async ({ ended, said }) => [
            await said,
            (await ended).code,
            (await ended).errors.includes("SQLite")
          ])
        )
      )
      const done = tallied({ applied: 1000 })
      expect(came).toEqual([
        [done, 0, false],
        [done, 0, false]
      ])
    })
  )

  it.live("is given to one of two processes that begin the same job at once", () =>
    Effect.gen(function* () {
      const file = join(yield* folder, "jobs.db")
      const children = [startChild(sqlite, file, "hold"), startChild(sqlite, file, "hold")]
      const said = yield* Effect.promise(() => Promise.all(children.map((child) => child.said)))
      yield* Effect.promise(() => Promise.all(children.map((child) => child.kill())))
      expect(said.map((word) => Object.keys(word as object)).sort()).toEqual([["batch"], ["refused"]])
    })
  )
})

describe("a store in memory", () => {
  it.live("is empty every time", () =>
    Effect.gen(function* () {
      const use = Effect.gen(function* () {
        const store = yield* Store
        const session = yield* store.open(contacts)
        return yield* session.intake(records(2))
      })
      const open = Effect.provide(Effect.scoped(use), layer({ file: ":memory:" }))
      expect([yield* open, yield* open]).toEqual([
        { added: 2, restored: 0, known: 0 },
        { added: 2, restored: 0, known: 0 }
      ])
    })
  )
})
