const storeHelp = `  --store <FILE|URL>  the store: a file, or postgres://user:password@host/name.
                      Else CRM_ERRORS_STORE, and else .crm-errors/jobs.db`

/** The pages of the commands that are about jobs, for `--help`. */
export const jobPages: { readonly [name: string]: string } = {
  jobs: `Usage: crm-errors jobs <command>

  jobs run MODULE             run the job that a file defines, with a bar
  jobs run MODULE --dry-run   say what it would write, and write nothing
  jobs list                   every job of the store
  jobs show NAME              how far a job is, and what keeps it
  jobs dead-letters NAME      records that were left out, and why
  jobs retry NAME             open dead letters again
  jobs resume NAME            a person has acted: what waited for one goes on

Jobs are those of @crm-errors/sync. They are kept in a store, which every
command finds with --store, or in CRM_ERRORS_STORE, or else in
.crm-errors/jobs.db in this folder.
`,
  "jobs run": `Usage: crm-errors jobs run MODULE [--dry-run] [--resume] [--stay DURATION]

Runs the job that a file defines, shows how far it is, and prints a report. A
job that was begun goes on where it stopped: nothing that was applied is sent
again. MODULE is a .ts or .js file with a default export: a Job of
@crm-errors/sync, or { job, layer } where the job needs services of effect and
layer gives them. Install this command beside the job, for one copy of both.

  --dry-run           say what would be written; send nothing, store nothing
  --resume            a person has acted: what waited for one is tried again
  --stay <DURATION>   stay for what is parked that long: 30s, 5min, 2h, 1d
${storeHelp}
  --json              the report, or the plan, as one JSON object

Ctrl-C waits for requests that are under way, keeps what came of them, and says
how to go on. Once more ends at once; the store is whole all the same.

Exit status: 0 all is applied or unchanged, 1 records were left out or wait,
2 bad usage, or the job cannot be run, 130 interrupted.
`,
  "jobs list": `Usage: crm-errors jobs list [--store <FILE|URL>] [--json]

Prints every job of the store: how far it is, and what it does or waits for.

${storeHelp}
  --json              the same as one JSON object

Exit status: 0 all is well, 1 a job has left records out, or waits, 2 bad usage.
`,
  "jobs show": `Usage: crm-errors jobs show NAME

Prints what is known of a job: records by state and by reason, who must act and
what for, what is parked until when, calls, waiting by cause, and the rate that
was achieved. Times are in UTC.

${storeHelp}
  --json              the same as one JSON object; times in milliseconds

Exit status: 0 all is well, 1 records were left out, or wait, 2 bad usage.
`,
  "jobs dead-letters": `Usage: crm-errors jobs dead-letters NAME [options]

Prints the records of a job that were left out: place in the source, key,
reason, entry of the catalog, fields, and what a person can do about it.

The keys are those that the job gives its records: addresses, maybe. They are
printed here and by no other command, so mind where this output goes.

  --reason <REASON>   only these, such as InvalidRecordError
  --limit <N>         at most so many: 20, unless said, up to 10,000
  --after <SEQ>       from after this place in the source
${storeHelp}
  --json              the same as one JSON object

Exit status: 0 there are none, 1 there are some, 2 bad usage.
`,
  "jobs retry": `Usage: crm-errors jobs retry NAME (--key KEY... | --reason REASON | --all)

Opens dead letters again. Their data comes from the job's source when it is run;
what is no longer there is left out again. Where it is not known whether a write
happened, look first: \`jobs dead-letters\` says so.

  --key <KEY>         the record of this key; as often as there are keys
  --reason <REASON>   all that were left out for it, such as InvalidRecordError
  --all               all of them
${storeHelp}
  --json              how many were opened, as one JSON object

Exit status: 0 all that were named are open, 1 some are not, 2 bad usage.
`,
  "jobs resume": `Usage: crm-errors jobs resume NAME [--run [MODULE]]

A person has acted: what of the job waited for one goes on, and accounts that
were closed until then are open again, to other jobs as well. What waits for an
instant still does. Says what was lifted, and how to go on.

  --run [MODULE]      and run the job: the file that the store has recorded, or
                      this one. Standard output, Ctrl-C and exit status are then
                      those of \`jobs run\`
${storeHelp}
  --json              what was lifted, or the report, as one JSON object

Exit status: 0 done, 2 bad usage.
`
}
