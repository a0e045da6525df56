import type { Fixture } from "../schema/fixture.ts"
import { decisionInWords } from "./decision.ts"
import { capitalised, fence, html, prose } from "./markdown.ts"

const maxLines = 40
const maxCharacters = 2_000

// Longer numbers would come back from `JSON.parse` as others.
const longNumber = /\d{16,}/

const pretty = (body: string): string => {
  if (longNumber.test(body)) return body
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** Cuts what is longer than a page should show, and says so. */
const capped = (text: string): string => {
  const short = text.split("\n").slice(0, maxLines).join("\n").slice(0, maxCharacters)
  const cut = short.replace(/[\ud800-\udbff]$/, "")
  return cut.length === text.length ? text : `${cut}\n… (${text.length - cut.length} characters more)`
}

const transports: { readonly [phase in "connect" | "sent" | "response"]: string } = {
  connect: "No connection could be made, so nothing was sent",
  sent: "The request was sent, and no answer came",
  response: "The answer was cut off"
}

const requestLine = ({ request }: Fixture): ReadonlyArray<string> => {
  const line = [request?.rpc_method ?? request?.method, request?.rpc_method ? undefined : request?.path]
    .filter((part) => part !== null && part !== undefined)
    .join(" ")
  return line === "" ? [] : [line, ""]
}

const answerLines = ({ answer }: Fixture): ReadonlyArray<string> => {
  const { body, headers, status, tooLarge, transport } = answer
  if (status === null || transport) {
    const phase = transport?.phase ?? "sent"
    return [`${transports[phase]}${transport?.code === undefined ? "" : ` (${transport.code})`}.`]
  }
  return [
    `HTTP ${status}`,
    ...Object.entries(headers ?? {}).map(
      ([name, value]) => `${name}: ${typeof value === "string" ? value : value.join(", ")}`
    ),
    ...(body === undefined || body === null || body === "" ? [] : ["", capped(pretty(body))]),
    ...(tooLarge ? ["", "(a body longer than the cap)"] : [])
  ]
}

const provenances: { readonly [provenance in Fixture["provenance"]]: string } = {
  recorded: "recorded",
  reconstructed: "rebuilt from what was posted",
  "from-docs": "built from documentation"
}

/** An answer of a fixture, and what a job does about it. */
export const sample = (fixture: Fixture): string => {
  const { about, expected, provenance } = fixture
  const first = decisionInWords(expected.first)
  const repeat = decisionInWords(expected.repeat)
  const summary = `A sample answer, ${provenances[provenance]}${about === undefined ? "" : `: ${html(about)}`}`
  return [
    `<details><summary>${summary}</summary>`,
    fence("http", [...requestLine(fixture), ...answerLines(fixture)].join("\n")),
    first === repeat
      ? `**Decision.** ${prose(capitalised(first))}.`
      : `**Decision.** ${prose(capitalised(first))}. On a repeat, after an attempt that may have been applied: ${prose(repeat)}.`,
    "</details>"
  ].join("\n\n")
}
