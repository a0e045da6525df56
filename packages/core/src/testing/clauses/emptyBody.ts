import { requests } from "../answers.ts"
import { errorsOf } from "../printed.ts"
import type { Clause, Options } from "../Suite.ts"
import { violation } from "../violation.ts"

/** Nothing at all is an answer too. */
export const emptyBody = ({ adapter }: Options): ReadonlyArray<Clause> => [
  {
    name: "MUST classify an empty body",
    run: () => {
      for (let status = 200; status < 600; status++) {
        for (const request of requests) {
          const outcome = adapter.normalize(
            { status, headers: { "content-type": "application/json" }, body: "" },
            request
          )
          const where = `status ${status}, empty body`
          if (outcome._tag === "Success" && status >= 300) {
            throw violation("Success", where, "An empty body tells nothing: let the status decide.")
          }
          for (const error of errorsOf(outcome)) {
            if (error.evidence.body !== "Empty") {
              throw violation(
                `evidence.body is ${error.evidence.body}`,
                where,
                "Leave the kind of the body to the adapter kit."
              )
            }
            if (error.code !== undefined) throw violation(`code ${error.code}`, where, "An empty body holds no code.")
          }
        }
      }
    }
  }
]
