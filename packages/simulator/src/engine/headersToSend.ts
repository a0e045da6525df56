import type { WireAnswer } from "../Api.ts"

// Of the transport, which is another one here: the body is not compressed, and its length is what it is.
const ofTransport = ["connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"]

/** The headers of an answer without those that only hold for the connection that it once came over. */
export const headersToSend = ({ headers }: WireAnswer): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTransport.includes(name.toLowerCase())))

/** Statuses whose answers have no body. */
export const bodiless: ReadonlyArray<number> = [204, 205, 304]
