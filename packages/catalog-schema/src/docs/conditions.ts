import type { AuthoredEntry } from "../schema/entry.ts"
import { code } from "./markdown.ts"

type Match = AuthoredEntry["match"][number]
type Test = Partial<
  Pick<NonNullable<Match["pointer"]>[number], "equals" | "oneOf" | "includes" | "exists"> &
    Pick<NonNullable<Match["header"]>[number], "includes">
>

const bodies: { readonly [form in NonNullable<Match["body"]>[number]]: string } = {
  Json: "JSON",
  Html: "an HTML page",
  Empty: "empty",
  Text: "plain text",
  NotJson: "JSON that does not parse",
  TooLarge: "too large to read"
}

const intents: { readonly [intent in NonNullable<Match["intent"]>[number]]: string } = {
  Read: "a read",
  Create: "a create",
  Update: "an update",
  Upsert: "an upsert",
  Delete: "a delete",
  Link: "a link",
  Unlink: "an unlink"
}

const or = (words: ReadonlyArray<string>): string =>
  words.length < 3 ? words.join(" or ") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`

const codes = (values: ReadonlyArray<unknown>): string => or(values.map(code))

const literal = (value: unknown): string => code(typeof value === "string" ? JSON.stringify(value) : value)

const tested = ({ equals, exists, includes, oneOf }: Test): string => {
  if (exists !== undefined) return exists ? "is there" : "is not there"
  if (includes !== undefined) return `contains ${literal(includes)}`
  return oneOf === undefined ? `is ${literal(equals)}` : `is ${or(oneOf.map(literal))}`
}

/** What an answer has to show to be read as an entry: one of its alternatives, in words. */
export const condition = (match: Match): string =>
  [
    ...(match.code ? [`code ${codes(match.code)}`] : []),
    ...(match.status ? [`HTTP ${codes(match.status)}`] : []),
    ...(match.section ? [`section ${codes(match.section)}`] : []),
    ...(match.operation ? [`operation ${codes(match.operation)}`] : []),
    ...(match.intent ? [or(match.intent.map((intent) => intents[intent]))] : []),
    ...(match.variant ? [`variant ${codes(match.variant)}`] : []),
    ...(match.body ? [`the body is ${or(match.body.map((form) => bodies[form]))}`] : []),
    ...(match.header ?? []).map((header) => `the header ${code(header.name)} ${tested(header)}`),
    ...(match.pointer ?? []).map(
      (pointer) => `${pointer.path === "" ? "the body" : code(pointer.path)} ${tested(pointer)}`
    )
  ].join(", ")
