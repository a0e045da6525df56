import { describe, expect, it } from "vitest"
import { trouble, withJobs } from "./support/jobs.ts"

describe("nothing that is not to be seen", () => {
  it("no key but in the list of dead letters", async () => {
    const { jobs } = withJobs()
    trouble()
    const asked = [
      ["run", "fixtures/copy.ts", "--dry-run"],
      ["run", "fixtures/copy.ts", "--dry-run", "--json"],
      ["run", "fixtures/copy.ts"],
      ["list"],
      ["list", "--json"],
      ["show", "copy people"],
      ["show", "copy people", "--json"],
      ["retry", "copy people", "--key", "person3@example.org", "--key", "x@example.org"],
      ["resume", "copy people"],
      ["resume", "copy people", "--run"],
      ["run", "fixtures/copy.ts", "--json"]
    ]
    const shown: Array<string> = []
    for (const argv of asked) {
      const { err, out } = await jobs(...argv)
      if ((err + out).includes("example.org")) shown.push(argv.join(" "))
    }
    expect(shown).toEqual([])
  })

  it("no password of a store", async () => {
    const { jobs } = withJobs()
    const url = "postgres://keeper:planted%20secret@127.0.0.1:1/jobs?password=planted%20secret"
    const { err, out, status } = await jobs("list", "--store", url)
    expect({ status, out, err }).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: the store in PostgreSQL could not be opened: connect ECONNREFUSED 127.0.0.1:1. Check that the database runs and that its address is right, then run the job again.\n"
    })
    expect(await jobs("list", "--store", "postgres://keeper:planted secret@host:x/jobs")).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: the store's PostgreSQL URL cannot be read. Write postgres://user:password@host:5432/database, with special characters as %XX.\n"
    })
  })
})
