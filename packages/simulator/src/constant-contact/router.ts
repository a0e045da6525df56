/**
 * What answers before the API can: the router in front of it, which knows addresses and account ids.
 */
import type { WireAnswer } from "../Api.ts"
import type { Version } from "./State.ts"

const unknownAccountText = "Unable to determine clusterID from provided accountID/secretKey"

/**
 * No such account. Two clients have met it in two forms, a plain text and a JSON string; which form comes when is not
 * known, so that here each version of the API has one.
 */
export const unknownAccount = (version: Version): WireAnswer => ({
  status: 401,
  headers: {
    "www-authenticate": 'Basic realm="SharpSpring"',
    "content-type": version === "v1" ? "text/plain" : "application/json"
  },
  body: version === "v1" ? unknownAccountText : JSON.stringify(unknownAccountText)
})

const html = (status: number, body: string, more: { readonly [name: string]: string } = {}): WireAnswer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8", ...more },
  body
})

const loginPage =
  '<!DOCTYPE html><html><head><title>Log in</title></head><body><form method="post" action="/login"></form></body></html>'

/** An address that is not the API's: to the login page, which answers with 200 to clients that follow. */
export const elsewhere = (path: string): WireAnswer => {
  switch (path) {
    case "/login":
      return html(200, loginPage)
    case "/graphql":
      return html(404, "<html><body>404 Not Found</body></html>")
    case "/mcp":
      return html(303, "<html><body>See other</body></html>", { location: "/login" })
    default:
      return html(307, "", { location: "/login" })
  }
}
