// Records that refer to others of the job: sent again when those are there, left out when those are.
import { Pingback } from "@crm-errors/pingback"
import * as PingbackHttp from "@crm-errors/pingback/http"
import { type Fault, Simulator } from "@crm-errors/simulator"
import { type Job, Store, Sync } from "@crm-errors/sync"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Stream from "effect/Stream"
import { describe, expect } from "vitest"
import { underVirtualTime } from "./support/world.ts"

interface Person {
  readonly email: string
  readonly friend?: string
}

const missing = "pingback/errors/CONTACT_NOT_FOUND-reference"

/** A job that creates people, some of whom refer to others; what the vendor says of that is up to the faults. */
const play = (
  people: ReadonlyArray<Person>,
  faults: ReadonlyArray<Fault.Fault>,
  change: (job: Job<Person>) => Job<Person> = (job) => job
) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.make("pingback", { script: { faults } })
    const { headers } = yield* simulator.credentials()
    const client = HttpClient.mapRequest(simulator.client({ latency: 50 }), (request) =>
      HttpClientRequest.setHeaders(HttpClientRequest.prependUrl(request, "https://crm.example"), headers)
    )
    const crm = PingbackHttp.make(client)
    const job = change({
      name: "people",
      records: Stream.fromIterable(people),
      key: ({ email }) => email,
      dependsOn: ({ friend }) => (friend === undefined ? [] : [friend]),
      target: {
        adapter: Pingback,
        operation: { method: "POST", path: "/v2/contacts" },
        concurrency: 1,
        write: ([person]) =>
          crm.execute(
            HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post("/v2/contacts"), { email: person?.email })
          )
      }
    })
    const report = yield* Sync.run(job)
    const store = yield* Store
    return {
      records: report.records,
      states: Object.fromEntries(
        yield* store.statesOf(
          "people",
          people.map(({ email }) => email)
        )
      ),
      reasons: report.byReason.map(({ reason, state }) => `${state} ${reason}`),
      order: (yield* simulator.list("contact")).map(({ key }) => key),
      writes: (yield* simulator.counts).writes
    }
  })

const a = "a@example.com"
const b = "b@example.com"
const c = "c@example.com"

const refused = (record: string, times?: number): Fault.Fault => ({
  when: { record, ...(times === undefined ? {} : { times }) },
  effect: { _tag: "Entry", entry: missing, of: "Record" }
})

const none = { applied: 0, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 }

const tests: ReadonlyArray<{
  readonly name: string
  readonly run: ReturnType<typeof play>
  readonly expected: object
}> = [
  {
    name: "is sent again behind the others",
    run: play([{ email: a, friend: b }, { email: b }, { email: c }], [refused(a, 1)]),
    expected: {
      records: { ...none, total: 3, applied: 3 },
      states: { [a]: "Applied", [b]: "Applied", [c]: "Applied" },
      reasons: [],
      order: [b, c, a],
      writes: 4
    }
  },
  {
    name: "does not need to say what it depends on",
    run: play(
      [{ email: a, friend: b }, { email: b }, { email: c }],
      [refused(a, 1)],
      ({ dependsOn: _, ...job }) => job
    ),
    expected: {
      records: { ...none, total: 3, applied: 3 },
      states: { [a]: "Applied", [b]: "Applied", [c]: "Applied" },
      reasons: [],
      order: [b, c, a],
      writes: 4
    }
  },
  {
    name: "waits, and is not sent, while what it depends on is tried again",
    run: play(
      [{ email: a, friend: b }, { email: b }],
      [
        refused(a, 1),
        {
          when: { record: b, times: 3 },
          effect: { _tag: "Entry", entry: "pingback/errors/INTERNAL_SERVER_ERROR", of: "Record" }
        }
      ]
    ),
    expected: {
      records: { ...none, total: 2, applied: 2 },
      states: { [a]: "Applied", [b]: "Applied" },
      reasons: [],
      order: [b, a],
      // One that was refused, three that failed, and two that went through.
      writes: 6
    }
  },
  {
    name: "is left out when what it depends on was left out",
    run: play(
      [{ email: a, friend: b }, { email: b }, { email: c }],
      [
        refused(a),
        { when: { record: b }, effect: { _tag: "Entry", entry: "pingback/errors/INVALID_INPUT", of: "Record" } }
      ]
    ),
    expected: {
      records: { ...none, total: 3, applied: 1, skipped: 2 },
      states: { [a]: "Skipped", [b]: "Skipped", [c]: "Applied" },
      reasons: ["Skipped DependencySkipped", "Skipped InvalidRecordError"],
      order: [c],
      writes: 3
    }
  },
  {
    name: "waits in another run for what waits for a person",
    run: play(
      [{ email: a, friend: b }, { email: b }],
      [
        refused(a),
        {
          when: { record: b },
          effect: { _tag: "Entry", entry: "pingback/errors/SUBSCRIBER_NOT_ENABLED", of: "Record" }
        }
      ]
    ),
    expected: {
      records: { ...none, total: 2, parked: 1, paused: 1 },
      states: { [a]: "Open", [b]: "Open" },
      reasons: ["Parked InvalidReferenceError", "Paused ConflictError"],
      order: [],
      writes: 2
    }
  },
  {
    name: "is tried as often as others when what it depends on is there, or is none of the job's",
    run: play([{ email: a, friend: "elsewhere@example.com" }, { email: b }], [refused(a)], (job) => ({
      ...job,
      policy: { attempts: 3 }
    })),
    expected: {
      records: { ...none, total: 2, applied: 1, skipped: 1 },
      states: { [a]: "Skipped", [b]: "Applied" },
      reasons: ["Skipped InvalidReferenceError"],
      order: [b],
      writes: 4
    }
  }
]

describe("a record that misses another", () => {
  it.live.each(tests)("$name", ({ expected, run }) =>
    Effect.promise(async () => {
      const came = await underVirtualTime(run)
      expect({ ...came, reasons: [...came.reasons].sort() }).toEqual(expected)
    })
  )
})
