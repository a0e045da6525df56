import { Amocrm } from "@crm-errors/amocrm"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addIntegration, api, endSubscription } from "../../src/amocrm/index.ts"
import { contact, makeWorld, start, type Told, type World } from "./support.ts"

const path = "/api/v4/account"

const read = (world: World, after: number, ip = "198.51.100.1"): Told => world.ask("GET", { path, after, ip })

const times = (count: number, run: (index: number) => Told): ReadonlyArray<Told> =>
  Array.from({ length: count }, (_, index) => run(index))

/** What 429, and nothing else, is in a row of calls. */
const lines = (told: ReadonlyArray<Told>): ReadonlyArray<string> => told.map((one) => one.read)

const day = 86_400_000

const blockPage =
  "<html>\n<head><title>403 Forbidden</title></head>\n<body>\n<center><h1>403 Forbidden</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n"

describe("the rate of amoCRM", () => {
  it("is 7 calls in any second for an integration; then comes a page without a hint", () => {
    const world = makeWorld()
    const allowed = times(7, (index) => read(world, index * 100))
    const over = read(world, 999)
    expect(lines(allowed)).toEqual(Array.from({ length: 7 }, () => "Success"))
    expect([over.handled, over.read]).toEqual([
      {
        answer: {
          status: 429,
          headers: { "content-type": "text/html; charset=utf-8" },
          body: blockPage.replaceAll("403 Forbidden", "429 Too Many Requests")
        },
        applied: [],
        created: [],
        refusal: "OverLimit",
        notBefore: { scope: "Account", at: start + 1_000 }
      },
      "Failed amocrm/other/429"
    ])
    // The first call is a second old now; the second one is not.
    expect(lines([read(world, 1_000), read(world, 1_001)])).toEqual(["Success", "Failed amocrm/other/429"])
    expect(read(world, 1_002).handled.notBefore).toEqual({ scope: "Account", at: start + 1_100 })
  })

  it("counts calls of different addresses together, and those of two accounts apart", () => {
    const world = makeWorld({ accounts: ["main", "other"] })
    const told = times(8, (index) => read(world, 0, `198.51.100.${index}`))
    expect(lines(told)).toEqual([...Array.from({ length: 7 }, () => "Success"), "Failed amocrm/other/429"])
    expect(world.ask("GET", { path, account: "other" }).read).toBe("Success")
  })

  it("is 50 a second for all integrations of an account together", () => {
    const world = makeWorld()
    const integrations = [
      api.credentials(world.state, "main"),
      ...Array.from({ length: 7 }, () => addIntegration(world.state, "main"))
    ]
    const told = integrations.flatMap(({ headers }) => times(7, () => world.ask("GET", { path, headers })))
    const refused = told.filter(({ status }) => status === 429)
    expect([told.length, refused.length, refused[0]?.handled.notBefore]).toEqual([
      56,
      6,
      { scope: "Account", at: start + 1_000 }
    ])
  })

  it("is not looked at where the simulator has no limits", () => {
    const world = makeWorld({ unlimited: true })
    expect(times(1_000, () => read(world, 0)).filter(({ status }) => status !== 200)).toEqual([])
  })

  it("lets never more than 7 calls through in any second, whenever they come", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 80 }), (moments) => {
        const world = makeWorld({ blockAfter: 1_000 })
        const sorted = [...moments].sort((left, right) => left - right)
        const passed = sorted.filter((after) => read(world, after).status === 200)
        const most = Math.max(0, ...passed.map((from) => passed.filter((at) => at >= from && at < from + 1_000).length))
        expect(most).toBeLessThanOrEqual(7)
        // And a call that waits until it was told to is let through.
        const { notBefore } = read(world, 5_000).handled
        expect(read(world, (notBefore?.at ?? start + 6_000) - start).status).toBe(200)
      })
    )
  })
})

describe("the rate of Kommo", () => {
  it("is 7 calls in any second for an address, which is then told to wait 300 seconds, and is held to it", () => {
    const world = makeWorld({ variant: "kommo", accounts: ["main", "other"] })
    times(7, (index) => world.ask("GET", { path, account: index % 2 === 0 ? "main" : "other" }))
    const over = read(world, 500)
    const notBefore = { scope: "EgressIp", at: start + 300_500 }
    expect([over.status, over.json, over.read, over.handled.refusal, over.handled.notBefore]).toEqual([
      429,
      {
        title: "Too Many Requests",
        type: "https://httpstatus.es/429",
        status: 429,
        detail: "You have sent too many requests in a given amount of time. Please try again later.",
        retry_after: 300
      },
      "Failed amocrm/other/429-kommo",
      "OverLimit",
      notBefore
    ])
    expect(over.handled.answer.headers["x-request-id"]).toBe("00000000-0000-4000-8000-000000000000")
    const early = read(world, 100_500)
    expect([early.json, early.handled.notBefore]).toEqual([
      expect.objectContaining({ status: 429, retry_after: 200 }),
      notBefore
    ])
    expect(lines([read(world, 100_501, "203.0.113.9"), read(world, 300_499), read(world, 300_500)])).toEqual([
      "Success",
      "Failed amocrm/other/429-kommo",
      "Success"
    ])
  })
})

describe("a block", () => {
  const trip = (world: World): ReadonlyArray<Told> => times(7 + 10, () => read(world, 0))

  it("follows 10 refusals within a minute: amoCRM blocks the account, whoever calls, its token endpoint too", () => {
    const world = makeWorld()
    trip(world)
    const told = read(world, 3_600_000)
    expect([told.handled, told.read]).toEqual([
      {
        answer: { status: 403, headers: { "content-type": "text/html; charset=utf-8" }, body: blockPage },
        applied: [],
        created: [],
        refusal: "Blocked"
      },
      "Failed amocrm/http/blocked-account"
    ])
    expect(
      lines([read(world, day, "203.0.113.9"), world.ask("POST", { path: "/oauth2/access_token", body: {} })])
    ).toEqual(["Failed amocrm/http/blocked-account", "Failed amocrm/http/blocked-account"])
  })

  it("does not follow 9, or 10 that are more than a minute apart", () => {
    const world = makeWorld()
    times(7 + 9, () => read(world, 0))
    expect(read(world, 60_000).read).toBe("Success")
    times(7, () => read(world, 60_500))
    expect(read(world, 62_000).read).toBe("Success")
  })

  it("comes as early as one says", () => {
    const world = makeWorld({ blockAfter: 2 })
    times(7, () => read(world, 0))
    expect(lines([read(world, 1), read(world, 2), read(world, 3)])).toEqual([
      "Failed amocrm/other/429",
      "Failed amocrm/other/429",
      "Failed amocrm/http/blocked-account"
    ])
  })

  it("is of the address at Kommo: the account goes on from another one", () => {
    const world = makeWorld({ variant: "kommo" })
    trip(world)
    expect(lines([read(world, 600_000), read(world, 600_000, "203.0.113.9")])).toEqual([
      "Failed amocrm/http/blocked-ip",
      "Success"
    ])
  })

  it("ends when a person lifts it, and then everything is forgotten", () => {
    const world = makeWorld()
    trip(world)
    const kommo = makeWorld({ variant: "kommo" })
    trip(kommo)
    api.act(world.state, { _tag: "Lift", account: "main" })
    api.act(kommo.state, { _tag: "Lift", ip: "198.51.100.1" })
    expect(lines([read(world, 1_000), read(kommo, 1_000)])).toEqual(["Success", "Success"])
    expect([world.state.blocked, world.state.refused, kommo.state.blocked, kommo.state.penalties]).toEqual([
      { accounts: [], ips: [] },
      {},
      { accounts: [], ips: [] },
      {}
    ])
  })

  it("can be put on by a person as well, of an account, an address, or all addresses", () => {
    const world = makeWorld({ accounts: ["main", "other"] })
    api.act(world.state, { _tag: "Block", scope: "Account", account: "main" })
    const other = () => world.ask("GET", { path, account: "other" }).read
    const account = [read(world, 0).read, other()]
    api.act(world.state, { _tag: "Block", scope: "EgressIp", account: "main", ip: "198.51.100.1" })
    const address = [other(), world.ask("GET", { path, account: "other", ip: "203.0.113.9" }).read]
    api.act(world.state, { _tag: "Block", scope: "EgressIp", account: "main" })
    const all = world.ask("GET", { path, account: "other", ip: "203.0.113.9" }).read
    api.act(world.state, { _tag: "Lift" })
    expect([account, address, all, read(world, 0).read]).toEqual([
      ["Failed amocrm/http/blocked-account", "Success"],
      ["Failed amocrm/http/blocked-account", "Success"],
      "Failed amocrm/http/blocked-account",
      "Success"
    ])
  })
})

describe("a subscription that has ended", () => {
  it("refuses writes at once and reads after 30 days", () => {
    const world = makeWorld()
    endSubscription(world.state, "main", start + day)
    // Access tokens live a day only.
    const anew = () => api.act(world.state, { _tag: "RestoreCredentials", account: "main" })
    const write = (after: number) => {
      anew()
      return world.ask("POST", { path: "/api/v4/contacts", after, body: [contact("ann@example.test")] })
    }
    const told = [write(day - 1), write(day)]
    anew()
    told.push(read(world, 31 * day - 1), read(world, 31 * day))
    expect(lines(told)).toEqual(["Success Applied", "Failed amocrm/other/402", "Success", "Failed amocrm/other/402"])
    expect(told[1]?.json).toEqual({
      title: "Payment Required",
      type: "https://httpstatus.es/402",
      status: 402,
      detail: "Payment required"
    })
    const older = world.ask("POST", { path: "/private/api/v2/json/contacts/set", after: 31 * day, body: {} })
    expect([older.status, older.read]).toEqual([402, "Failed amocrm/other/402"])
    endSubscription(world.state, "main", undefined)
    expect(write(32 * day).read).toBe("Success Applied")
  })
})

describe("the gateway", () => {
  it("asks for block, rate, token, subscription, route, size and records, in this order", () => {
    const world = makeWorld()
    const wrong = { authorization: "Bearer guess" }
    const nowhere = "/api/v4/nowhere"
    const many = Array.from({ length: 251 }, () => ({ name: 5 }))
    api.act(world.state, { _tag: "Block", scope: "Account", account: "main" })
    endSubscription(world.state, "main", start)
    const all = { path: nowhere, headers: wrong, body: many }
    const told = [world.ask("POST", all)]
    api.act(world.state, { _tag: "Lift" })
    times(7, () => world.ask("POST", all))
    told.push(world.ask("POST", all))
    told.push(world.ask("POST", { ...all, after: 1_000 }))
    const right = { path: nowhere, body: many, after: 1_000 }
    told.push(world.ask("POST", right))
    endSubscription(world.state, "main", undefined)
    told.push(world.ask("POST", right))
    told.push(world.ask("POST", { ...right, path: "/api/v4/contacts" }))
    told.push(world.ask("POST", { ...right, path: "/api/v4/contacts", body: many.slice(1, 2) }))
    expect(lines(told)).toEqual([
      "Failed amocrm/http/blocked-account",
      "Failed amocrm/other/429",
      "Failed amocrm/http/unauthorized",
      "Failed amocrm/other/402",
      "Failed amocrm/http/no-such-route",
      "Failed amocrm/http/batch-too-large",
      "Mixed Failed amocrm/validation/InvalidType"
    ])
  })

  it("takes its numbers from the catalog", () => {
    expect(Amocrm.catalog.limits.filter(({ requests }) => requests !== undefined)).toEqual([
      { name: "requests", scope: "EgressIp", requests: 7, window: "Second", variant: "kommo" },
      { name: "requests", scope: "Credential", requests: 7, window: "Second", variant: "amocrm" },
      { name: "account-requests", scope: "Account", requests: 50, window: "Second", variant: "amocrm" }
    ])
  })
})
