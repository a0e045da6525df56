import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Output } from "../src/io.ts"
import { main } from "../src/main.ts"
import { type Ran, run } from "./support/run.ts"

let cwd = ""

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "crm-errors-simulate-"))
})

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true })
})

interface Announced {
  readonly vendor: string
  readonly url: string
  readonly port: number
  readonly accounts: ReadonlyArray<{ readonly account: string; readonly headers: Record<string, string> }>
}

interface Running {
  /** What it printed when it could be called. */
  readonly printed: string
  readonly interrupt: () => Promise<Ran>
}

const running: Array<Running> = []

afterEach(async () => {
  for (const one of running.splice(0)) await one.interrupt()
})

/** Starts `crm-errors simulate` in this process, and waits until it has said where it is. */
const start = (...args: ReadonlyArray<string>): Promise<Running> =>
  new Promise((resolve, reject) => {
    let handle = (): void => {}
    const texts = { out: "", err: "" }
    const output = (to: "out" | "err"): Output => ({
      isTerminal: false,
      columns: undefined,
      write: async (text) => {
        texts[to] += text
        if (to === "out") resolve(one)
      }
    })
    const ended = main(["simulate", ...args], {
      stdin: (async function* () {})(),
      stdinIsTerminal: false,
      stdout: output("out"),
      stderr: output("err"),
      env: {},
      cwd,
      now: () => Date.UTC(2026, 10, 22),
      onInterrupt: (given) => {
        handle = given
        return () => {}
      }
    }).then((status) => ({ status, ...texts }))
    const one: Running = {
      get printed() {
        return texts.out
      },
      interrupt: () => {
        handle()
        return ended
      }
    }
    running.push(one)
    ended.then(({ err }) => reject(new Error(err)), reject)
  })

const announced = ({ printed }: Running): Announced => JSON.parse(printed) as Announced

const create = async ({ accounts, url }: Announced, email: string): Promise<number> => {
  const response = await fetch(`${url}/v2/contacts`, {
    method: "POST",
    headers: { ...accounts[0]?.headers, "content-type": "application/json" },
    body: JSON.stringify({ email, first_name: "A" })
  })
  await response.text()
  return response.status
}

describe("crm-errors simulate", () => {
  it("serves a vendor until it is interrupted, and says where and with what to call it", async () => {
    const one = await start("pingback", "--account", "left", "--account", "right", "--json")
    const { accounts, port, url, ...rest } = announced(one)
    expect({
      accounts: accounts.map(({ account }) => account),
      url,
      rest,
      lines: one.printed.split("\n").length
    }).toEqual({
      accounts: ["left", "right"],
      url: `http://127.0.0.1:${port}`,
      rest: { vendor: "pingback", control: `${url}/_simulator/` },
      lines: 2
    })
    const response = await fetch(`${url}/v2/contacts`, { headers: { ...accounts[1]?.headers } })
    expect(response.status).not.toBe(403)
    const { err, status } = await one.interrupt()
    expect({ err, status }).toEqual({ err: "", status: 0 })
    await expect(fetch(url)).rejects.toThrow("fetch failed")
  })

  it("says it for people", async () => {
    const one = await start("sharpspring", "--speed", "60", "--origin", "2026-11-22T12:00:00Z")
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(one.printed)?.[0]
    expect(one.printed.replaceAll(String(url), "URL").replaceAll(/(query +\w+): \S+/g, "$1: …")).toBe(
      `Constant Contact Lead Gen & CRM, simulated at URL until Ctrl-C.
Time runs 60 times as fast: --speed 60 --origin 2026-11-22T12:00:00.000Z

Call it with these. They are made up, and good for nothing else.

account main
  query   accountID: …
  query   secretKey: …

control
  URL/_simulator/{counts,calls,clock,records,credentials,act,script,faults,snapshot}
  crm-errors simulate counts --url URL
  crm-errors simulate lift --url URL
`
    )
  })

  it("runs a script", async () => {
    const script = { faults: [{ when: { times: 1 }, effect: { _tag: "Proxy", status: 502 } }] }
    writeFileSync(join(cwd, "script.json"), JSON.stringify(script))
    const { url } = announced(await start("pingback", "--script", "script.json", "--json"))
    const statuses = [(await fetch(`${url}/v2/contacts`)).status, (await fetch(`${url}/v2/contacts`)).status]
    expect([statuses[0], statuses[1] === 502]).toEqual([502, false])
  })

  it("takes another name of a vendor that is a variant for the variant", async () => {
    const { accounts, vendor } = announced(await start("Kommo", "--json", "--unlimited"))
    expect([vendor, accounts.length]).toEqual(["amocrm", 1])
  })

  it("keeps the state in a file, and goes on from it", async () => {
    const state = join(cwd, "state.json")
    const first = await start("pingback", "--state", "state.json", "--account", "shop", "--json")
    const created = await create(announced(first), "a@x.example")
    const ended = await first.interrupt()
    expect({ err: ended.err, status: ended.status, files: readdirSync(cwd) }).toEqual({
      err: `The state is kept in ${state}.\n`,
      status: 0,
      files: ["state.json"]
    })
    const second = announced(await start("pingback", "--state", "state.json", "--json"))
    const records = (await (await fetch(`${second.url}/_simulator/records?kind=contact`)).json()) as {
      readonly records: ReadonlyArray<{ readonly key: string }>
    }
    expect([created, second.accounts.map(({ account }) => account), records.records.map(({ key }) => key)]).toEqual([
      201,
      ["shop"],
      ["a@x.example"]
    ])
    expect((JSON.parse(readFileSync(state, "utf8")) as { readonly version: unknown }).version).toBe(1)
  })

  it("counts and lifts from outside", async () => {
    const { url } = announced(await start("pingback", "--json"))
    const act = { _tag: "Block", scope: "Account", account: "main" }
    await fetch(`${url}/_simulator/act`, { method: "POST", body: JSON.stringify(act) })
    const blocked = await fetch(`${url}/v2/contacts`)
    await blocked.text()
    const seen = await run(["simulate", "counts", "--url", url, "--json"])
    expect([seen.status, (JSON.parse(seen.out) as { readonly calls: number }).calls]).toEqual([0, 1])
    const page = await run(["simulate", "counts", "--url", url])
    expect(page.out.split("\n").slice(0, 2)).toEqual(["         1  calls", "         0  that wrote"])
    expect(await run(["simulate", "lift", "--url", `${url}/`])).toEqual({
      status: 0,
      out: "No block is left.\n",
      err: ""
    })
    expect(await run(["simulate", "lift", "--url", url, "--account", "main", "--ip", "192.0.2.1"])).toEqual({
      status: 0,
      out: "No block of account main and address 192.0.2.1 is left.\n",
      err: ""
    })
    expect(await run(["simulate", "lift", "--url", url, "--account", "main", "--json"])).toEqual({
      status: 0,
      out: '{"done":{"_tag":"Lift","account":"main"}}\n',
      err: ""
    })
    expect(await run(["simulate", "lift", "--url", url, "--account", "nobody"])).toEqual({
      status: 2,
      out: "",
      err: 'crm-errors: act at /account: there is no account "nobody" here. Use one of main.\n'
    })
  })

  it("refuses a port that is taken", async () => {
    const { port } = announced(await start("pingback", "--json"))
    expect(await run(["simulate", "pingback", "--port", String(port)])).toEqual({
      status: 2,
      out: "",
      err: `crm-errors: --port: ${port} is taken. Leave --port out for a free one.\n`
    })
  })

  it("refuses a state of other accounts, of another vendor, or that is none", async () => {
    const state = join(cwd, "state.json")
    await (await start("pingback", "--state", "state.json", "--json")).interrupt()
    const refused = async (...args: ReadonlyArray<string>) => (await run(["simulate", ...args], { cwd })).err
    writeFileSync(join(cwd, "none.json"), "{}")
    writeFileSync(join(cwd, "text.json"), "text")
    expect([
      await refused("pingback", "--state", "state.json", "--account", "other"),
      await refused("amocrm", "--state", "state.json"),
      await refused("pingback", "--state", "none.json"),
      await refused("pingback", "--state", "text.json")
    ]).toEqual([
      `crm-errors: --account: the state in ${state} has other accounts: main. Leave --account out, or name another file.\n`,
      `crm-errors: --state: ${state}: the snapshot is of pingback, and this is the simulator of amocrm. Start without it, or start the other one.\n`,
      `crm-errors: --state: ${join(cwd, "none.json")}: this is no snapshot of a simulator. Pass what \`snapshot\` gave, unchanged, or start without it.\n`,
      `crm-errors: --state: ${join(cwd, "text.json")} is no JSON. Name a file of JSON.\n`
    ])
  })
})

describe("bad usage of simulate ends with status 2 and says what to do", () => {
  const cases: ReadonlyArray<readonly [argv: string, err: string]> = [
    ["simulate", "simulate which vendor? Say one of: amocrm (kommo), pingback, constant-contact (sharpspring)."],
    ["simulate pingbak", 'unknown vendor "pingbak". Did you mean pingback?'],
    ["simulate pingback --port 70000", '--port: expected a number from 0 to 65535, found "70000".'],
    ["simulate pingback --speed 0", '--speed: expected a number above 0, up to 1000000, found "0".'],
    ["simulate pingback --origin 2026-11-22T12:00:00Z", "--origin means something with --speed only. Say both."],
    [
      "simulate pingback --speed 60 --origin noon",
      '--origin: expected an instant such as 2026-11-22T12:00:00Z, found "noon".'
    ],
    ["simulate amocrm --variant komo", 'amocrm has no variant "komo". Did you mean kommo?'],
    ["simulate constant-contact --variant x", "constant-contact has no variants. Leave --variant out."],
    ["simulate pingback --account a --account a", "--account a is said twice. Say each once."],
    ["simulate pingback --script none.json", "--script: cannot read none.json (ENOENT). Name a file of JSON."],
    [
      "simulate counts",
      "which simulator? Say --url <URL>, as `crm-errors simulate` printed it. See `crm-errors simulate counts --help`."
    ],
    [
      "simulate lift --url localhost:80",
      '--url: expected an address such as http://127.0.0.1:4010, found "localhost:80".'
    ],
    [
      "simulate lift --url http://127.0.0.1:1",
      "no simulator answers at http://127.0.0.1:1. Start one with `crm-errors simulate <vendor>`."
    ]
  ]
  for (const [argv, err] of cases) {
    it(`crm-errors ${argv}`, async () => {
      const { err: said, ...rest } = await run(argv.split(" "), { cwd })
      expect({ ...rest, err: said.replace(join(cwd, "none.json"), "none.json") }).toEqual({
        status: 2,
        out: "",
        err: `crm-errors: ${err}\n`
      })
    })
  }

  it("names the place in a script", async () => {
    const script = { faults: [{ effect: { _tag: "Entry", entry: "pingback/errors/INVALID_IMPUT", of: "Request" } }] }
    writeFileSync(join(cwd, "script.json"), JSON.stringify(script))
    const { err, status } = await run(["simulate", "pingback", "--script", "script.json"], { cwd })
    expect({ status, err }).toEqual({
      status: 2,
      err: 'crm-errors: --script: script.json: script at /faults/0/effect/entry: there is no entry "pingback/errors/INVALID_IMPUT" in the catalog of pingback. Did you mean "pingback/errors/INVALID_INPUT"?\n'
    })
  })
})
