/**
 * Pages in HTML: what stands before the application answers with them, and so they have no `X-Request-Id`.
 */
import type { WireAnswer } from "../Api.ts"

const page = (status: number, body: string): WireAnswer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body
})

const ofNginx = (status: number, title: string): WireAnswer =>
  page(
    status,
    `<html>\n<head><title>${status} ${title}</title></head>\n<body>\n<center><h1>${status} ${title}</h1></center>\n` +
      "<hr><center>nginx</center>\n</body>\n</html>\n"
  )

/** The block, of an account or of an address. */
export const blocked: WireAnswer = ofNginx(403, "Forbidden")

/** amoCRM's answer over the limit: no hint when to come back. */
export const tooManyRequests: WireAnswer = ofNginx(429, "Too Many Requests")

/** A path outside of the API. */
export const webRouter: WireAnswer = page(
  404,
  "<!DOCTYPE html><html><head><title>amoCRM</title></head><body>404</body></html>"
)

export const isPage = ({ headers }: WireAnswer): boolean => headers["content-type"]?.startsWith("text/html") === true
