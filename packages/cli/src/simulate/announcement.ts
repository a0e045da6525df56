import type { Credentials } from "@crm-errors/simulator"
import type { Served } from "@crm-errors/simulator/node"
import type { Io } from "../io.ts"
import { type Look, lookOf } from "../terminal.ts"
import type { Asked } from "./given.ts"

const control = ["counts", "calls", "clock", "records", "credentials", "act", "script", "faults", "snapshot"]

const pairs = (of: string, values: Readonly<Record<string, string>>): ReadonlyArray<string> =>
  Object.entries(values).map(([name, value]) => `  ${of.padEnd(7)} ${name}: ${value}`)

const accountLines = ({ account, headers, oauth, query }: Credentials, look: Look): ReadonlyArray<string> => [
  look.bold(`account ${account}`),
  ...pairs("header", headers),
  ...pairs("query", query),
  ...(oauth === undefined ? [] : pairs("oauth", { ...oauth }))
]

/** What is said when the simulator can be called. The credentials are the simulator's own. */
export const announcement = (
  { clock, json, title, vendor }: Asked,
  { port, url }: Served,
  accounts: ReadonlyArray<Credentials>,
  io: Io
): string => {
  const times = clock === undefined ? {} : { speed: clock.speed, origin: new Date(clock.origin).toISOString() }
  if (json) return `${JSON.stringify({ vendor, url, port, control: `${url}/_simulator/`, ...times, accounts })}\n`
  const look = lookOf(io.stdout, io.env)
  return [
    `${look.bold(title)}, simulated at ${look.cyan(url)} until Ctrl-C.`,
    ...(clock === undefined
      ? []
      : [`Time runs ${clock.speed} times as fast: --speed ${clock.speed} --origin ${times.origin}`]),
    "",
    "Call it with these. They are made up, and good for nothing else.",
    "",
    ...accounts.flatMap((account) => [...accountLines(account, look), ""]),
    look.bold("control"),
    `  ${url}/_simulator/{${control.join(",")}}`,
    `  crm-errors simulate counts --url ${url}`,
    `  crm-errors simulate lift --url ${url}`,
    ""
  ].join("\n")
}
