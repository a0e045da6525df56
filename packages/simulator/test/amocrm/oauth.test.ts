import { describe, expect, it } from "vitest"
import { addIntegration, api, authorizationCode } from "../../src/amocrm/index.ts"
import { makeWorld, type Told, type World } from "./support.ts"

const path = "/oauth2/access_token"
const hour = 3_600_000

const oauthOf = ({ state }: World, account = "main") => api.credentials(state, account).oauth!

const refresh = (world: World, more: object = {}, after = 0): Told => {
  const { clientId, clientSecret, refreshToken } = oauthOf(world)
  return world.ask("POST", {
    path,
    after,
    headers: { "content-type": "application/json" },
    body: {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      ...more
    }
  })
}

const call = (world: World, token: string, after = 0): Told =>
  world.ask("GET", { path: "/api/v4/account", after, headers: { authorization: `Bearer ${token}` } })

interface Granted {
  readonly access_token: string
  readonly refresh_token: string
}

describe("the token endpoint", () => {
  it("gives a new pair for a refresh token, and the old access token dies at once", () => {
    const world = makeWorld()
    const told = refresh(world)
    expect([told.status, told.json, told.read, told.received, told.handled.answer.headers]).toEqual([
      200,
      {
        token_type: "Bearer",
        expires_in: 86_400,
        access_token: "access.client.main.0.2",
        refresh_token: "refresh.client.main.0.2"
      },
      "Success",
      {
        operation: "oauth.token",
        account: "main",
        writes: false,
        records: [],
        credential: "refresh.client.main.0.1"
      },
      { "content-type": "application/json", "x-request-id": "00000000-0000-4000-8000-000000000000" }
    ])
    const old = call(world, "access.client.main.0.1")
    expect([old.read, old.handled.refusal]).toEqual(["Failed amocrm/http/unauthorized", "DeadCredential"])
    expect(call(world, "access.client.main.0.2").read).toBe("Success")
  })

  it("takes a refresh token once: of two workers that race the second is told that it is revoked", () => {
    const world = makeWorld()
    const { refreshToken } = oauthOf(world)
    const first = refresh(world, { refresh_token: refreshToken })
    const second = refresh(world, { refresh_token: refreshToken }, 10)
    expect([second.status, second.json, second.read, second.handled.refusal]).toEqual([
      401,
      {
        hint: "Token has been revoked",
        title: "Некорректный запрос",
        type: "https://developers.amocrm.ru/v3/errors/OAuthProblemJson",
        status: 401,
        detail: "В запросе отсутствует ряд параметров или параметры невалидны"
      },
      "Failed amocrm/oauth/token-revoked",
      "DeadCredential"
    ])
    // What the first one was given goes on to work: the loser has to read the token store again.
    const { access_token: access, refresh_token: next } = first.json as Granted
    expect(call(world, access, 20).read).toBe("Success")
    expect(refresh(world, { refresh_token: next }, 30).read).toBe("Success")
  })

  it("takes a form as well", () => {
    const world = makeWorld()
    const { clientId, clientSecret, refreshToken } = oauthOf(world)
    const form = new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "refresh_token",
      refresh_token: refreshToken
    })
    const told = world.ask("POST", {
      path,
      raw: form.toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" }
    })
    expect(told.read).toBe("Success")
  })

  it("changes an authorization code once, within 20 minutes", () => {
    const world = makeWorld()
    const code = () => ({
      grant_type: "authorization_code",
      code: authorizationCode(world.state, "main")?.code,
      redirect_uri: authorizationCode(world.state, "main")?.redirectUri
    })
    const told = [refresh(world, code()), refresh(world, code(), 1_000)]
    api.act(world.state, { _tag: "RestoreCredentials", account: "main" })
    // The new code begins to age with the next call of the account.
    const begun = 2_000
    call(world, api.credentials(world.state, "main").headers.authorization!.slice(7), begun)
    told.push(refresh(world, code(), begun + hour / 3), refresh(world, { ...code(), code: "guess" }, begun + hour))
    expect(told.map(({ handled, read, status }) => [status, read, handled.refusal])).toEqual([
      [200, "Success", undefined],
      [400, "Failed amocrm/oauth/code-revoked", "DeadCredential"],
      [400, "Failed amocrm/oauth/code-expired", "DeadCredential"],
      [400, "Failed amocrm/oauth/code-undecryptable", "UnknownCredential"]
    ])
  })

  it("tells what is wrong with the client by a hint", () => {
    const world = makeWorld({ accounts: ["main", "other"] })
    const other = oauthOf(world, "other")
    const told = [
      refresh(world, { client_id: undefined }),
      refresh(world, { client_secret: "" }),
      refresh(world, { client_secret: "wrong" }),
      refresh(world, { client_id: "wrong" }),
      refresh(world, { redirect_uri: "https://example.test/" }),
      refresh(world, { client_id: other.clientId, client_secret: other.clientSecret }, 2_000),
      refresh(world, { grant_type: "password" }, 2_000),
      refresh(world, { refresh_token: "wrong" }, 2_000),
      refresh(world, { refresh_token: undefined }, 2_000)
    ]
    expect(told.map(({ handled, read, status }) => [status, read, handled.refusal])).toEqual([
      [400, "Failed amocrm/oauth/client-id", "UnknownCredential"],
      [400, "Failed amocrm/oauth/client-secret", "UnknownCredential"],
      [401, "Failed amocrm/oauth/client-authentication-failed", "UnknownCredential"],
      [401, "Failed amocrm/oauth/client-authentication-failed", "UnknownCredential"],
      [400, "Failed amocrm/oauth/redirect-uri", "UnknownCredential"],
      [400, "Failed amocrm/oauth/invalid-account", "UnknownCredential"],
      [400, "Failed amocrm/oauth/other", undefined],
      [401, "Failed amocrm/oauth/other", "UnknownCredential"],
      [400, "Failed amocrm/oauth/other", "UnknownCredential"]
    ])
  })

  it("takes a refresh token from its own integration only", () => {
    const world = makeWorld()
    const { refreshToken } = addIntegration(world.state, "main").oauth!
    expect(refresh(world, { refresh_token: refreshToken }).read).toBe("Failed amocrm/oauth/other")
  })

  it("speaks English for Kommo", () => {
    const world = makeWorld({ variant: "kommo" })
    const told = refresh(world, { client_secret: "wrong" })
    expect([told.json, told.read]).toEqual([
      {
        title: "Invalid client",
        type: "https://developers.kommo.com/v3/errors/OAuthProblemJson",
        status: 401,
        detail: "Client authentication failed"
      },
      "Failed amocrm/oauth/client-authentication-failed"
    ])
  })

  it("reads nothing but JSON and forms", () => {
    const world = makeWorld()
    expect(world.ask("POST", { path, raw: "please" }).read).toBe("Failed amocrm/oauth/other")
  })
})

describe("tokens", () => {
  it("live 24 hours, from the first call on", () => {
    const world = makeWorld()
    const { access_token: access } = refresh(world).json as Granted
    const told = [call(world, access, 24 * hour - 1), call(world, access, 24 * hour)]
    expect(told.map(({ handled, read }) => [read, handled.refusal])).toEqual([
      ["Success", undefined],
      ["Failed amocrm/http/unauthorized", "DeadCredential"]
    ])
    expect(refresh(world, {}, 24 * hour + 1).read).toBe("Success")
  })

  it("can be refreshed for three months", () => {
    const late = makeWorld()
    refresh(late)
    const tooLate = makeWorld()
    refresh(tooLate)
    expect([refresh(late, {}, 90 * 24 * hour - 1).read, refresh(tooLate, {}, 90 * 24 * hour).read]).toEqual([
      "Success",
      "Failed amocrm/oauth/token-revoked"
    ])
  })

  it("that expire are refreshed", () => {
    const world = makeWorld()
    const access = api.credentials(world.state, "main").headers.authorization!.slice(7)
    api.act(world.state, { _tag: "ExpireToken", account: "main" })
    const told = [call(world, access), refresh(world), call(world, "access.client.main.0.2")]
    expect(told.map(({ read }) => read)).toEqual(["Failed amocrm/http/unauthorized", "Success", "Success"])
  })

  it("that are withdrawn help no more, until a person authorises the integration again", () => {
    const world = makeWorld()
    const access = api.credentials(world.state, "main").headers.authorization!.slice(7)
    api.act(world.state, { _tag: "RevokeCredentials", account: "main" })
    const code = { grant_type: "authorization_code", code: authorizationCode(world.state, "main")?.code }
    const told = [call(world, access), refresh(world), refresh(world, code)]
    api.act(world.state, { _tag: "RestoreCredentials", account: "main" })
    told.push(world.ask("GET", { path: "/api/v4/account" }), refresh(world))
    expect(told.map(({ read }) => read)).toEqual([
      "Failed amocrm/http/unauthorized",
      "Failed amocrm/oauth/token-revoked",
      "Failed amocrm/oauth/code-revoked",
      "Success",
      "Success"
    ])
  })

  it("that nobody gave out are unknown, as is none at all", () => {
    const world = makeWorld()
    const told = [
      call(world, "guess"),
      call(world, "access.client.main.0.9"),
      call(world, "refresh.client.main.0.1"),
      world.ask("GET", { path: "/api/v4/account", headers: {} })
    ]
    expect(told.map(({ handled, read }) => [read, handled.refusal])).toEqual(
      Array.from({ length: 4 }, () => ["Failed amocrm/http/unauthorized", "UnknownCredential"])
    )
    expect(told[0]?.json).toEqual({
      title: "Unauthorized",
      type: "https://httpstatus.es/401",
      status: 401,
      detail: "Invalid user name or password"
    })
  })

  it("are refused in the older dialect by the private API", () => {
    const world = makeWorld()
    const told = world.ask("POST", { path: "/private/api/v2/json/contacts/set", headers: {}, body: {} })
    expect([told.status, told.json, told.read]).toEqual([
      401,
      {
        response: {
          error: "Неверный логин или пароль",
          error_code: "110",
          ip: "198.51.100.1",
          domain: "main.amocrm.ru",
          server_time: Date.parse("2026-11-22T12:00:00.000Z") / 1_000
        }
      },
      "Failed amocrm/auth/110"
    ])
  })
})
