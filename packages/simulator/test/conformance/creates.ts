import type { Vendor } from "@crm-errors/simulator"
import { HttpClientRequest } from "effect/http"
import { emailOf } from "./requests.ts"

const post = (path: string, body: unknown) => HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post(path), body)

/** Creates one contact at each vendor; without a host. */
export const creates: { readonly [vendor in Vendor]: HttpClientRequest.HttpClientRequest } = {
  amocrm: post("/api/v4/contacts", [
    {
      name: "n",
      custom_fields_values: [{ field_code: "EMAIL", values: [{ value: emailOf(0), enum_code: "WORK" }] }]
    }
  ]),
  pingback: post("/v2/contacts", { email: emailOf(0) }),
  "constant-contact": post("/pubapi/v1.2/", {
    method: "createLeads",
    params: { objects: [{ emailAddress: emailOf(0), firstName: "n" }] },
    id: "1"
  })
}
