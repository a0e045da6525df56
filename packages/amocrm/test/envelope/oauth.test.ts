import { describe } from "vitest"
import { decodes } from "../support/decoded.ts"

const problem = (status: number, type = "https://developers.amocrm.ru/v3/errors/OAuthProblemJson") => ({
  title: "Некорректный запрос",
  type,
  status,
  detail: "В запросе отсутствует ряд параметров или параметры невалидны"
})

describe("G: the token endpoint", () => {
  decodes([
    {
      name: "the hint is the code, verbatim",
      body: { hint: "Check the `client_secret` parameter", ...problem(400) },
      envelope: {
        _tag: "Complaint",
        signal: {
          code: "Check the `client_secret` parameter",
          section: "oauth",
          openCode: true,
          text: "В запросе отсутствует ряд параметров или параметры невалидны"
        }
      }
    },
    {
      name: "Kommo's documents have another host",
      status: 401,
      body: {
        hint: "Token has been revoked",
        ...problem(401, "https://developers.kommo.com/v3/errors/OAuthProblemJson"),
        detail: "Invalid"
      },
      envelope: {
        _tag: "Complaint",
        signal: { code: "Token has been revoked", section: "oauth", openCode: true, text: "Invalid" }
      }
    },
    {
      name: "without a hint there is no code",
      status: 401,
      body: { ...problem(401), title: "Некорректный клиент", detail: "Авторизация клиента не прошла" },
      envelope: {
        _tag: "Complaint",
        signal: { section: "oauth", openCode: true, text: "Авторизация клиента не прошла" }
      }
    },
    {
      name: "a hint is enough where the type is missing",
      body: { hint: "Invalid account", title: "Bad Request", status: 400 },
      envelope: {
        _tag: "Complaint",
        signal: { code: "Invalid account", section: "oauth", openCode: true, text: "Bad Request" }
      }
    },
    {
      name: "a problem document of v4 is another dialect",
      status: 401,
      body: { title: "Unauthorized", type: "https://httpstatus.es/401", status: 401, detail: "Unauthorized" },
      envelope: { _tag: "Complaint", signal: { text: "Unauthorized" } }
    }
  ])
})
