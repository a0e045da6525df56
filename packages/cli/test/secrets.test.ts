import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { run, toLines } from "./support/run.ts"

type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

const vendors = ["amocrm", "pingback", "constant-contact"]

// None of them is of a grammar of ours. The marks are looked for without regard to case.
const secrets = [
  "planted.person@planted-host.example",
  "https://planted-host.example/?accountID=planted-account&secretKey=planted-key",
  "planted note: call me back",
  "203.0.113.77 planted",
  "eyJhbGciOiJIUzI1NiJ9.planted.signature"
]

const answersOf = (vendor: string): ReadonlyArray<{ readonly [key: string]: Json }> => {
  const folder = new URL(`../../../catalogs/${vendor}/fixtures/`, import.meta.url)
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const { answer, request } = JSON.parse(readFileSync(new URL(file, folder), "utf8"))
      return { vendor, at: "2026-11-21T12:00:00Z", ...answer, request: request ?? {} }
    })
}

/** The value with a secret beside everything, or instead of every text. */
const plant = (value: Json, secret: string, instead: boolean): Json => {
  if (typeof value === "string") return instead ? secret : value
  if (Array.isArray(value)) return value.map((one) => plant(one, secret, instead))
  if (value === null || typeof value !== "object") return value
  const planted = Object.entries(value).map(([key, one]) => [key, plant(one, secret, instead)] as const)
  return Object.fromEntries([
    ...planted,
    [`${secret} key`, secret],
    ["description", secret],
    ["source", { text: secret }]
  ])
}

const plantedBody = (body: Json | undefined, secret: string, instead: boolean): string => {
  if (typeof body !== "string") return secret
  try {
    return JSON.stringify(plant(JSON.parse(body), secret, instead))
  } catch {
    return `${body} ${secret}`
  }
}

const hostile = (line: { readonly [key: string]: Json }): ReadonlyArray<unknown> =>
  secrets.flatMap((secret) =>
    [false, true].map((instead) => ({
      ...line,
      headers: {
        ...(line.headers as object),
        authorization: secret,
        "x-request-id": secret,
        "x-amzn-requestid": secret,
        [secret]: secret
      },
      body: plantedBody(line.body, secret, instead),
      transport: line.status === null ? { phase: "sent", code: secret } : null,
      request: {
        ...(line.request as object),
        path: `${(line.request as { readonly path?: string }).path ?? ""}?q=${secret}`,
        host: secret
      },
      [secret]: secret
    }))
  )

const leaks = (text: string): ReadonlyArray<string> =>
  text.split("\n").filter((line) => /planted|203\.0\.113\.77/i.test(line))

describe("no output holds anything that only the answer held", () => {
  for (const vendor of vendors) {
    it(vendor, async () => {
      const lines = answersOf(vendor).flatMap(hostile)
      const input = toLines(lines)
      for (const argv of [["normalize", "--vendor", vendor], ["triage"], ["triage", "--json"]]) {
        const { err, out, status } = await run(argv, { input })
        expect({ argv, leaks: leaks(out + err), status, lines: lines.length > 0 }).toEqual({
          argv,
          leaks: [],
          status: 0,
          lines: true
        })
      }
    })
  }

  it("nor does a complaint about a line", async () => {
    const [secret] = secrets
    const input = [
      `{"status":200,"body":"${secret}`,
      `"${secret}"`,
      JSON.stringify({ status: secret }),
      JSON.stringify({ status: 200, vendor: secret }),
      JSON.stringify({ status: 200, vendor: "kommo", at: secret }),
      JSON.stringify({ status: 200, vendor: "kommo", body: { [secret ?? ""]: secret } }),
      JSON.stringify({ status: 200, vendor: "kommo", headers: { [secret ?? ""]: { secret } } }),
      JSON.stringify({ status: 200, vendor: "kommo", request: { intent: secret } }),
      JSON.stringify({ status: null, vendor: "kommo", transport: { phase: secret } })
    ].join("\n")
    const { err, out, status } = await run(["triage"], { input })
    expect({ leaks: leaks(out + err), status, complaints: err.split("\n").length - 1 }).toEqual({
      leaks: [],
      status: 2,
      complaints: 9
    })
  })
})
