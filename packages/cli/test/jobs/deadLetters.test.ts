import { describe, expect, it } from "vitest"
import { trouble, withJobs } from "./support/jobs.ts"

describe("dead letters", () => {
  it("say why, what to do, and who; and how to see more, and to send them again", async () => {
    const { jobs } = withJobs()
    trouble()
    await jobs("run", "fixtures/copy.ts")
    expect(await jobs("dead-letters", "copy people", "--limit", "1")).toEqual({
      status: 1,
      err: "",
      out: `copy people  2 dead letters

    3  person3@example.org
       InvalidRecordError; pingback/errors/INVALID_INPUT; HTTP 400; 1 attempt;
       account main; 2026-11-21T12:00:00Z
       Check required fields, the e-mail address and the phone number (E.164).
       v1 names the field in quotes in its message; v2 names none. If every
       record fails, the body is not valid JSON.
       A developer or whoever owns the data.

NEXT
  crm-errors jobs dead-letters 'copy people' --limit 1 --after 3
    the next
  crm-errors jobs retry 'copy people' --all
    opens all of them again; one by one with --key KEY
`
    })
    expect(await jobs("dead-letters", "copy people", "--reason", "AlreadyExistsError")).toEqual({
      status: 1,
      err: "",
      out: `copy people  2 dead letters

    4  person4@example.org
       AlreadyExistsError; pingback/errors/CONTACT_ALREADY_EXISTS; HTTP 409; 1
       attempt; account main; 2026-11-21T12:00:00Z
       Update the contact instead (PUT /contacts/{email}). After an attempt with
       an unknown outcome this is the sign that the contact was created.
       Whoever owns the data.

NEXT
  crm-errors jobs retry 'copy people' --reason AlreadyExistsError
    opens these again; one by one with --key KEY
`
    })
  })

  it("are none where nothing was left out, or nothing of what is asked for", async () => {
    const { jobs } = withJobs()
    await jobs("run", "fixtures/withLayer.ts")
    trouble()
    await jobs("run", "fixtures/copy.ts")
    expect(await jobs("dead-letters", "with-layer")).toEqual({
      status: 0,
      err: "",
      out: "with-layer  0 dead letters\n\nNothing was left out.\n"
    })
    expect(await jobs("dead-letters", "copy people", "--after", "4")).toEqual({
      status: 0,
      err: "",
      out: "copy people  2 dead letters\n\nNone of them is asked for here.\n"
    })
    expect(await jobs("retry", "with-layer", "--all")).toEqual({
      status: 1,
      err: "",
      out: "No dead letter of the job is meant by this: nothing was changed.\n"
    })
  })
})
