import { UsageError } from "../usage.ts"

const patience = 10_000

const originOf = (command: string, url: string | undefined): string => {
  if (url === undefined)
    throw new UsageError(
      `which simulator? Say --url <URL>, as \`crm-errors simulate\` printed it. See \`crm-errors ${command} --help\`.`
    )
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    throw new UsageError(`--url: expected an address such as http://127.0.0.1:4010, found ${JSON.stringify(url)}.`)
  return parsed.origin
}

const refusalOf = (body: unknown): string | undefined => {
  const refused = (body as { readonly refused?: unknown } | null)?.refused
  return typeof refused === "string" ? refused : undefined
}

/** Asks a control endpoint of a running simulator. Throws `UsageError` when it refuses or is not there. */
export const ask = async (
  command: string,
  url: string | undefined,
  endpoint: string,
  body?: unknown
): Promise<unknown> => {
  const origin = originOf(command, url)
  let response: Response
  let answer: unknown
  try {
    response = await fetch(`${origin}/_simulator/${endpoint}`, {
      signal: AbortSignal.timeout(patience),
      ...(body === undefined
        ? {}
        : { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } })
    })
    answer = await response.json()
  } catch {
    throw new UsageError(`no simulator answers at ${origin}. Start one with \`crm-errors simulate <vendor>\`.`)
  }
  if (response.ok) return answer
  throw new UsageError(refusalOf(answer) ?? `${origin} is no simulator: it answered with ${response.status}.`)
}
