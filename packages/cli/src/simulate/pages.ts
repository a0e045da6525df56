import { vendorList } from "../vendors.ts"

/** The pages of the commands that simulate vendors, for `--help`. */
export const simulatePages: { readonly [name: string]: string } = {
  simulate: `Usage: crm-errors simulate <vendor> [options]

Serves a vendor's API on 127.0.0.1 until Ctrl-C: records, credentials, limits,
blocks, and every error of the catalog on demand. Prints where it is and what to
call it with: the credentials are made up, and good for nothing else.

  --port <N>         the port; any free one unless said
  --script <FILE>    the faults, as JSON: see the simulator's README
  --account <NAME>   an account that exists; as often as there are accounts.
                     \`main\` unless said
  --variant <NAME>   the vendor's brand or version, where it matters
  --unlimited        no limits of rate and quota
  --speed <N>        time runs N times as fast
  --origin <ISO>     when both times are the same; now unless said. Processes
                     with the same speed and origin agree on what time it is
  --state <FILE>     go on from this file if it is there, and keep the state in
                     it at the end
  --json             where it is, as one JSON line

Vendors: ${vendorList}
Also: simulate lift --url URL, simulate counts --url URL.
Exit status: 0 ended by Ctrl-C, 2 bad usage or input.
`,
  "simulate lift": `Usage: crm-errors simulate lift --url <URL> [--account <NAME>] [--ip <ADDRESS>]

Does what a person would do at the vendor's: ends a block of a simulated vendor,
of an account, of an address, or all that there are.

  --url <URL>        what \`crm-errors simulate\` printed
  --account <NAME>   only the block of this account
  --ip <ADDRESS>     only the block of this address
  --json             what was done, as one JSON object

Exit status: 0 done, 2 bad usage, or nobody answers.
`,
  "simulate counts": `Usage: crm-errors simulate counts --url <URL>

Prints what a simulated vendor has seen: calls, writes, duplicates, calls that
came too early or while it had blocked them, calls that could not succeed.

  --url <URL>   what \`crm-errors simulate\` printed
  --json        the same as one JSON object

Exit status: 0 printed, 2 bad usage, or nobody answers.
`
}
