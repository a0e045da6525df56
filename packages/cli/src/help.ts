import { authoringPages } from "./catalog/authoringPages.ts"
import { releasePages } from "./catalog/releasePages.ts"
import { jobPages } from "./jobs/pages.ts"
import { simulatePages } from "./simulate/pages.ts"
import { wrap } from "./terminal.ts"
import { vendorList } from "./vendors.ts"

const columns = 80

// Every vendor makes the list longer: it goes on below where it began.
const narrow = (line: string): ReadonlyArray<string> => {
  const start = line.indexOf(vendorList)
  if (line.length <= columns || start === -1) return [line]
  return wrap(line.slice(start), columns - start).map(
    (part, index) => (index === 0 ? line.slice(0, start) : " ".repeat(start)) + part
  )
}

const overview = `crm-errors: what CRM vendors' answers mean, and what to do about them

Usage: crm-errors <command> [options]

  normalize --vendor <id> [FILE]   recorded answers in, one outcome and decision each out
  explain <vendor> <code>          what a code means, what to do, who, whether to retry
  triage [FILE]                    what happened during an incident, on one page
  jobs run MODULE                  run a sync job, with a progress bar and a report
  jobs list                        the jobs of a store, and how far they are
  jobs show NAME                   what a job has come to, and who must act
  jobs dead-letters NAME           records that were left out, and why
  jobs retry NAME                  open dead letters again
  jobs resume NAME                 go on, when a person has acted
  simulate <vendor>                a vendor's API here, failing on demand
  simulate lift --url URL          end a simulated vendor's blocks
  simulate counts --url URL        what a simulated vendor has seen
  catalog lint [DIR...]            check catalogs and their fixtures
  catalog build [DIR...]           generate what a catalog publishes
  catalog diff OLD NEW             what jobs do differently under another release
  catalog release-check [DIR...]   is the declared bump as large as the changes ask for
  catalog replay LOG --from --to   whose decision changes under another release
  catalog docs [DIR...]            write the pages about the catalogs
  catalog new-vendor <id>          add a vendor: a catalog and an adapter
  catalog new-entry --from <FILE>  make an entry and a fixture of a recorded answer

  --help, -h      this page, or that of a command: crm-errors <command> --help
  --version, -V   the version

Vendors: ${vendorList}
Every command takes --json. Exit status: 0 ok, 1 findings, 2 bad usage or input.
`

const form = `Each line is one JSON object; keys that are not known are ignored:

  {"id"?, "at"?: "<instant of receipt>", "attempt"?: 1,
   "status": 400 | null, "headers"?: {}, "body"?: "<raw text>",
   "transport"?: {"phase": "connect" | "sent" | "response", "code"?},
   "request"?: {"method", "path", "entity", "rpc_method", "variant",
                "intent", "repeat", "size"}}

Everything in "request" is optional and may be null. "body" is the raw text as
it came over the wire. A missing "at" is now.
`

const pages: { readonly [name: string]: string } = {
  "": overview,
  normalize: `Usage: crm-errors normalize --vendor <id> [FILE]

Reads JSON lines from FILE or standard input and writes one JSON line for each,
in input order.

  --vendor <id>   ${vendorList}
  --json          accepted; the output is always JSON

${form}
Out: {"id"?, "outcome": "Success" | "Empty" | "NoOp" | "Failed" | "Mixed",
      "error"?, "items"?: [{"index", "status", "id"?, "error"?, "decision"}],
      "usage"?, "decision"}

"decision" is for a first attempt with the standard policy. With "attempt": 3
it is for a third one, after two that may have been applied, a minute apart.

A line that cannot be read gets {"line": N, "invalid": "<what is wrong>"} on
standard error; the rest goes on, and the exit status is 2.
`,
  explain: `Usage: crm-errors explain <vendor> <code> [--section <name>] [--lang <language>]

Prints what a code means, what to do and who does it, whether and when to
retry, whether the write may have happened, and where this is from. <code> is
the vendor's own code, an HTTP status, or an entry such as amocrm/contacts/205.

  --section <name>   only this section; names of resources do as well (notes)
  --lang <language>  the vendor's own wording in this language: en, ru, …
  --json             the same as one JSON object

Vendors: ${vendorList}
Exit status: 0 explained, 1 not known, 2 bad usage.
`,
  triage: `Usage: crm-errors triage [FILE] [--vendor <id>]

Reads recorded answers of any vendors from FILE or standard input and prints
what a person needs during an incident: how many, which reasons, who must act,
what recovers by itself and when, what may have been written, what nobody
knows, and what is blocked.

  --vendor <id>   for lines that name no vendor
  --json          the same as one JSON object

${form}
and "vendor": ${vendorList}.

Times are in UTC, and relative to the last answer. A line that cannot be read is
reported on standard error; the rest goes on, and the exit status is 2.
`,
  catalog: `Usage: crm-errors catalog <command>

  catalog lint [DIR...] [--fix]      check catalogs and their fixtures
  catalog build [DIR...] [--check]   generate what a catalog publishes
  catalog diff OLD NEW               what jobs do differently under a release
  catalog release-check [DIR...]     is the declared bump large enough
  catalog replay LOG --from --to     whose decision changes under a release
  catalog docs [DIR...] [--check]    write the pages about the catalogs
  catalog new-vendor <id> --name     add a vendor: a catalog and an adapter
  catalog new-entry --vendor --from  make an entry of a recorded answer
`,
  "catalog lint": `Usage: crm-errors catalog lint [DIR...] [--fix]

Checks catalogs against their format and rules, and that each fixture comes to
exactly its entry, outcome and decisions. Without DIR: every catalog in the
folder \`catalogs\` here or above.

  --fix    write the canonical form first
  --json   the findings as one JSON object

Exit status: 0 nothing found, 1 findings, 2 bad usage.
`,
  "catalog build": `Usage: crm-errors catalog build [DIR...] [--check]

Generates catalog.json, fixtures.json and src/ of each catalog. Without DIR:
every catalog in the folder \`catalogs\` here or above.

  --check   write nothing; finding something to write is a finding
  --json    what was written, as one JSON object

Exit status: 0 up to date or written, 1 findings, 2 bad usage.
`,
  ...jobPages,
  ...simulatePages,
  ...releasePages,
  ...authoringPages
}

/** The names that have a page of their own. */
export const topics: ReadonlyArray<string> = Object.keys(pages)

/** The page of a command; `""` is the overview. */
export const help = (name: string): string => (pages[name] ?? overview).split("\n").flatMap(narrow).join("\n")
