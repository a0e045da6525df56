/**
 * The answers of the gateway in front of the API (inferred to be one of AWS, from its wording): they have no type of
 * Pingback's, and v1's `requestId` is only in a header.
 */
import type { WireAnswer } from "../Api.ts"

const gateway = (status: number, type: string, body: { readonly [key: string]: string }) => {
  return (requestId: string): WireAnswer => ({
    status,
    headers: { "content-type": "application/json", "x-amzn-errortype": type, "x-amzn-requestid": requestId },
    body: JSON.stringify(body)
  })
}

/** There is no key, or a filter turns the address away. */
export const forbidden = gateway(403, "ForbiddenException", { message: "Forbidden" })

/** The key is not one that works. */
export const explicitDeny = gateway(403, "AccessDeniedException", {
  Message: "User is not authorized to access this resource with an explicit deny in an identity-based policy"
})

/** No such path, or no such method there: it talks of a token all the same. */
export const noRoute = gateway(403, "MissingAuthenticationTokenException", { message: "Missing Authentication Token" })

export const tooMany = gateway(429, "TooManyRequestsException", { message: "Too Many Requests" })
