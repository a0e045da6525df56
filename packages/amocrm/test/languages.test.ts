import { describe, expect, it } from "vitest"
import { Amocrm } from "../src/index.ts"

const create = { method: "POST", path: "/api/v4/leads", size: 1 }

const json = (status: number, body: unknown, request: object = create): unknown =>
  JSON.parse(JSON.stringify(Amocrm.normalize({ status, body: JSON.stringify(body) }, request)))

const problem = (status: number, detail: string) => ({
  title: "Bad Request",
  type: `https://httpstatus.es/${status}`,
  status,
  detail
})

const wordings = [
  "Код ошибки 244. В случае повторного возникновения ошибки, обращайтесь в нашу техническую поддержку - support@amocrm.ru",
  "Error code 244. If error appears again, you can write to our support team - support@amocrm.com",
  "Error 244."
]

describe("the account's language changes nothing", () => {
  it("three wordings of one code", () => {
    const rights = {
      _tag: "Failed",
      error: {
        _tag: "CrmError",
        vendor: "amocrm",
        operation: "leads.create",
        code: "244",
        entry: "amocrm/leads/244",
        reason: { _tag: "PermissionError", kind: "Rights" },
        verdict: {
          when: { _tag: "AfterPerson" },
          effect: "NotApplied",
          change: "Same",
          scope: ["Credential"],
          actor: ["AccountAdmin"]
        },
        evidence: {
          by: "Code",
          matched: ["code", "section"],
          body: "Json",
          catalog: Amocrm.catalog.version,
          confidence: "observed",
          effectConfidence: "inferred"
        },
        httpStatus: 400
      }
    }
    expect(wordings.map((detail) => json(400, problem(400, detail)))).toEqual([rights, rights, rights])
  })

  it("a login that is refused", () => {
    const login = { method: "POST", path: "/private/api/auth.php" }
    const outcomes = ["Неверный логин или пароль", "Invalid user name or password"].map((error) =>
      json(401, { response: { error, error_code: "110", ip: "203.0.113.7" } }, login)
    )
    expect(outcomes).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ entry: "amocrm/auth/110" }) }),
      outcomes[0]
    ])
  })

  it("a token that is refused", () => {
    const outcomes = ["Неверный логин или пароль", "Invalid user name or password", "Usuário ou senha inválidos"].map(
      (detail) => json(401, problem(401, detail))
    )
    expect(outcomes).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ entry: "amocrm/http/unauthorized" }) }),
      outcomes[0],
      outcomes[0]
    ])
  })

  it("the title of a token endpoint's refusal", () => {
    const token = { method: "POST", path: "/oauth2/access_token" }
    const type = "https://developers.amocrm.ru/v3/errors/OAuthProblemJson"
    const outcomes = ["Некорректный запрос", "Bad Request"].map((title) =>
      json(401, { hint: "Token has been revoked", title, type, status: 401, detail: title }, token)
    )
    expect(outcomes).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ entry: "amocrm/oauth/token-revoked" }) }),
      outcomes[0]
    ])
  })
})
