import { vendorList } from "../vendors.ts"

/** The pages of the commands that write catalogs, for `--help`. */
export const authoringPages: { readonly [name: string]: string } = {
  "catalog docs": `Usage: crm-errors catalog docs [DIR...] [--check] [--out <folder>]

Writes a page for each catalog into docs/errors beside the folder \`catalogs\`:
every entry, what it means, what to do, who, sources, a sample answer. Without
DIR: every catalog in the folder \`catalogs\` here or above, and the page that
leads to them; pages of catalogs that are gone are removed.

  --check        write nothing; a stale or orphaned page is a finding
  --out <folder> another folder for the pages
  --json         what was written, as one JSON object

Exit status: 0 up to date or written, 1 findings, 2 bad usage.
`,
  "catalog new-vendor": `Usage: crm-errors catalog new-vendor <id> --name "<Name of the vendor>"

Adds a vendor to this clone of the repository: catalogs/<id> with one entry and
one fixture, packages/<id> with an adapter that knows one shape, and both in the
files that name all packages. It builds, and passes lint and conformance, from
the first minute. Prints what is left for a person. Writes all of it or nothing.

  <id>      lower-case words with hyphens, such as acme-crm
  --name    as people write it, such as "Acme CRM"
  --json    what was written, as one JSON object

Exit status: 0 written, 2 bad usage, or the id is taken.
`,
  "catalog new-entry": `Usage: crm-errors catalog new-entry --vendor <id> --from <FILE> [options]

Takes one recorded answer, in the form of \`crm-errors normalize --help\`, says
what it is read as today, and, when no entry knows it, writes an entry and a
fixture: secrets, addresses, hosts and tokens replaced by placeholders, and
everything derived that can be. It is marked as inferred, and never a retry
unless the HTTP status alone is one. Writes all of it or nothing.

  --vendor <id>        ${vendorList}
  --from <FILE>        one answer, as JSON; - for standard input

What only a person knows is asked on a terminal, and else given as:
  --summary <text>     what it means, in one plain sentence
  --remedy <text>      what a person does about it
  --reason <reason>    such as NotFoundError:Target; from the HTTP status
  --when <when>        such as Never or AfterRefresh:Credentials
  --effect <effect>    NotApplied, Applied, PartiallyApplied or MaybeApplied
  --section <name>     the vendor's group of codes
  --id <name>          for an entry of its own where one knows the answer
  --case <name>        what the fixture is called after the entry
  --source <text>      a URL or a document that says the same
  --quote <text>       what it says, verbatim
  --lang <language>    of the vendor's text: en, ru, …
  --json               the result as one JSON object; nothing is asked

Exit status: 0 written or known already, 1 no entry can be made of it,
2 bad usage, or something is missing that only a person knows.
`
}
