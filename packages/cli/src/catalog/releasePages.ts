/** The help of the commands about releases. */
export const releasePages: { readonly [name: string]: string } = {
  "catalog diff": `Usage: crm-errors catalog diff OLD NEW [--markdown]

Says what jobs will do differently when they go from one release of a catalog
to another, and the bump of the version that this asks for. It is found out by
deciding about every entry in every situation, and by running the fixtures of
both releases under both.

OLD and NEW are each a file (releases/<version>.json or catalog.json), the
folder of a catalog, or a release such as amocrm@0.1.0.

  --markdown   as it stands in a changelog
  --json       as one JSON object

Exit status: 0 no difference, 1 differences, 2 bad usage or input.
`,
  "catalog release-check": `Usage: crm-errors catalog release-check [DIR...]

Compares each catalog with its newest releases/<version>.json, and the bump
that this asks for with the one that waits in .changeset/*.md. Where too little
is declared, it says what has changed and which line to write. Without DIR:
every catalog in the folder \`catalogs\` here or above.

  --json   the findings as one JSON object

Exit status: 0 ready, 1 findings, 2 bad usage.
`,
  "catalog replay": `Usage: crm-errors catalog replay [LOG] --from OLD --to NEW

Reads recorded answers from LOG or standard input, decides about each under
both releases, and prints whose decision changes: by entry and decision,
counted, with the lines where it happens. OLD and NEW are as for
\`catalog diff\`; with --vendor, a version is enough.

  --from OLD       the release that the jobs have
  --to NEW         the release that they would get
  --vendor <id>    of which vendor OLD and NEW are
  --examples <n>   how many lines to name for each change (3)
  --json           the same as one JSON object

The lines are those of \`normalize\`: see its --help. A line with another
"vendor" is left out. A log of any length runs in the same memory.

Exit status: 0 no decision changes, 1 some do, 2 bad usage or input.
`
}
