import { errorsOf } from "../printed.ts"
import type { Clause, Options } from "../Suite.ts"
import { violation } from "../violation.ts"

const id = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"

/** Support asks for it first. */
export const requestId = ({ adapter }: Options): ReadonlyArray<Clause> => [
  {
    name: "MUST keep the request id",
    run: () => {
      for (const header of adapter.catalog.requestIdHeaders) {
        for (const name of [header, header.toUpperCase()]) {
          for (const status of [400, 429, 500]) {
            for (const body of ["", "{}", "<html></html>"]) {
              const outcome = adapter.normalize({ status, headers: { [name]: id }, body })
              for (const error of errorsOf(outcome)) {
                if (error.requestId !== id) {
                  throw violation(
                    `requestId is ${String(error.requestId)} and not that of the header ${name}`,
                    `status ${status}, body ${JSON.stringify(body)}`,
                    "List the header in `requestIdHeaders` of vendor.json, and let only a better id of the body win."
                  )
                }
              }
            }
          }
        }
      }
    }
  },
  {
    name: "MUST replace a request id that is none by a fingerprint",
    run: () => {
      for (const header of adapter.catalog.requestIdHeaders) {
        const outcome = adapter.normalize({ status: 500, headers: { [header]: "jane.doe@example.com" }, body: "" })
        for (const error of errorsOf(outcome)) {
          if (error.requestId === undefined || !/^fp:[0-9a-f]{14}$/.test(error.requestId)) {
            throw violation(
              `requestId is ${String(error.requestId)}`,
              `header ${header}`,
              "Leave request ids to the adapter kit."
            )
          }
        }
      }
    }
  }
]
