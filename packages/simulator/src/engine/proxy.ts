import type { WireAnswer } from "../Api.ts"

const titles = { 502: "Bad Gateway", 503: "Service Temporarily Unavailable", 504: "Gateway Time-out" } as const

/** The error page of a proxy that does not say whose it is: as nginx writes it. */
export const proxyPage = (status: 502 | 503 | 504): WireAnswer => {
  const title = `${status} ${titles[status]}`
  return {
    status,
    headers: { "content-type": "text/html" },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
  }
}
