import { decide, History, Policy } from "@crm-errors/core"
import { Pingback } from "@crm-errors/pingback"

export const createContact = async (apiKey: string, contact: { readonly email: string }) => {
  const request = { method: "POST", path: "/v2/contacts" }
  const outcome = await Pingback.fromFetch(
    () =>
      fetch("https://connect.pingback.com/v2/contacts", {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": apiKey },
        body: JSON.stringify(contact)
      }),
    request
  )
  const decision = decide(outcome, Pingback.operation(request), History.empty, Policy.standard, Date.now())
  return { outcome, decision }
}
