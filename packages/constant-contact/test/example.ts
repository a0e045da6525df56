import { ConstantContact } from "@crm-errors/constant-contact"
import { decide, History, Policy } from "@crm-errors/core"

interface Credentials {
  readonly accountId: string
  readonly secretKey: string
}

export const createLeads = async (
  credentials: Credentials,
  leads: ReadonlyArray<{ readonly emailAddress: string }>
) => {
  const request = { rpc_method: "createLeads", size: leads.length }
  const outcome = await ConstantContact.fromFetch(
    () =>
      fetch("https://api.sharpspring.com/pubapi/v1.2/", {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          "x-account-id": credentials.accountId,
          authorization: `Bearer ${credentials.secretKey}`
        },
        body: JSON.stringify({ method: "createLeads", params: { objects: leads }, id: "1" })
      }),
    request
  )
  const decision = decide(outcome, ConstantContact.operation(request), History.empty, Policy.standard, Date.now())
  return { outcome, decision }
}
