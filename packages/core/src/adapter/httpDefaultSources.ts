/**
 * Why each row of the HTTP default table is as it is, with its source. For the documentation: adapters do not load it.
 *
 * @since 0.1.0
 */

/** By status, or by class for the statuses that have no row of their own. @category documentation @since 0.1.0 */
export const httpDefaultSources: { readonly [status: string]: string } = {
  "400": "RFC 9110 §15.5.1: the client seems to have made an error.",
  "401": "RFC 9110 §15.5.2: lacks valid credentials; the client may repeat it with new ones.",
  "402": "RFC 9110 §15.5.3 reserves it; every CRM that sends it means an unpaid account.",
  "403": "RFC 9110 §15.5.4: understood and refused; repeating it with the same credentials does not help.",
  "404": "RFC 9110 §15.5.5: no current representation; it does not tell a missing record from a wrong route.",
  "405": "RFC 9110 §15.5.6: the resource does not support the method.",
  "406": "RFC 9110 §15.5.7: the requested representation cannot be given.",
  "408": "RFC 9110 §15.5.9: the server gave up waiting; a proxy may send it after the write.",
  "409": "RFC 9110 §15.5.10: conflict with the current state, which a user may resolve.",
  "410": "RFC 9110 §15.5.11: gone, and likely for good.",
  "412": "RFC 9110 §15.5.13: the condition was evaluated and false: the record moved on.",
  "413": "RFC 9110 §15.5.14: content larger than the server is willing to process.",
  "414": "RFC 9110 §15.5.15: target longer than the server is willing to read.",
  "415": "RFC 9110 §15.5.16: the content's format is not supported.",
  "421": "RFC 9110 §15.5.20: sent to a server that is not the right one.",
  "422": "RFC 9110 §15.5.21: understood, well-formed, and its instructions cannot be followed.",
  "423": "RFC 4918 §11.3: locked.",
  "429": "RFC 6585 §4: too many requests in a given time; refused before it was done.",
  "500": "RFC 9110 §15.6.1: an unexpected condition, at any point of the work.",
  "501": "RFC 9110 §15.6.2: the server does not support what is required; four of eight clients retry it by mistake.",
  "502": "RFC 9110 §15.6.3: the gateway got an invalid answer, so the request had been passed on.",
  "503": "RFC 9110 §15.6.4: overload or maintenance; it does not promise that nothing was done.",
  "504": "RFC 9110 §15.6.5: the gateway stopped waiting; the server behind it may still be working.",
  "505": "RFC 9110 §15.6.6: the HTTP version is not supported, today or in a minute.",
  "3xx": "RFC 9110 §15.4: the resource is elsewhere. An API call that is redirected went to a wrong address.",
  "4xx": "RFC 9110 §15.5: an unknown 4xx is treated as 400, and a 400 is not retried.",
  "5xx": "RFC 9110 §15.6: an unknown 5xx is treated as 500.",
  other: "Not a final HTTP status: nothing is known."
}
