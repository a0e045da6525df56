/**
 * Takes out of texts what nobody may publish.
 *
 * @since 0.1.0
 */

import { Placeholders } from "./Placeholders.ts"
import { patterns } from "./patterns.ts"
import { type Sensitive, sensitive } from "./sensitive.ts"

/** What is known about the vendor whose answer it is. @category models @since 0.1.0 */
export interface Known {
  /** `secrets` of vendor.json. */
  readonly secrets: ReadonlyArray<string>
  /** Texts that stay whatever they look like: codes, and what entries look for. */
  readonly keep: ReadonlySet<string>
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")

const url = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)([^\s/?#"'<>\\]*)([^\s"'<>\\]*)/gi

// A complaint about a field stands under the field's name too, and it is what the fixture is for.
const complaint =
  /\b(?:is|are|must|can't|cannot|invalid|required|missing|should|not|already|too|empty|blank)\b|\s\S+\s/i

// A URL can hold a URL. Nobody nests them deeper than a redirect of a redirect.
const deepest = 3

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The redactor of one answer: the same secret has the same placeholder everywhere in it. */
export class Redactor {
  private readonly placeholders = new Placeholders()
  private readonly names: Sensitive
  private readonly keep: ReadonlySet<string>
  private readonly assignments: RegExp

  constructor({ keep, secrets }: Known) {
    this.keep = keep
    this.names = sensitive(secrets)
    const names = this.names.written.map(escaped).join("|")
    this.assignments = new RegExp(`\\b(${names})(["']?\\s*[=:]\\s*["']?)([^\\s"'&,;<>\\\\]+)`, "gi")
  }

  /** How many different things were replaced. */
  get replaced(): number {
    return this.placeholders.size
  }

  /** Running text, or a value whose name says nothing. */
  text(text: string): string {
    return this.redacted(text, 0)
  }

  /** The value of a header. */
  header(name: string, value: string): string {
    return this.names.isSecretParameter(name) ? this.secret(value) : this.text(value)
  }

  /** A path with its query. */
  path(path: string): string {
    return this.located(path, 0)
  }

  /** A text in a body, under these keys from the outside to the inside. */
  under(keys: ReadonlyArray<string>, value: string): string {
    if (value === "" || this.keep.has(value)) return value
    if (keys.some(this.names.isSecretKey)) return this.secret(value)
    const key = keys.at(-1)
    if (key === undefined || !this.names.isPersonalKey(key) || complaint.test(value)) return this.text(value)
    const redacted = this.text(value)
    return redacted === value ? this.placeholders.of("Person", value) : redacted
  }

  /** A number in a body, as it is written there. */
  numberUnder(keys: ReadonlyArray<string>, digits: string): string {
    const key = keys.at(-1)
    const hidden = keys.some(this.names.isSecretKey) || (key !== undefined && this.names.isPersonalKey(key))
    return hidden && /^\d+$/.test(digits) && !this.keep.has(digits) ? this.placeholders.of("Number", digits) : digits
  }

  private redacted(text: string, depth: number): string {
    if (this.keep.has(text)) return text
    const withoutUrls =
      depth === deepest
        ? text
        : text.replace(
            url,
            (_, scheme: string, authority: string, rest: string) =>
              `${scheme}${this.authority(authority)}${this.located(rest, depth + 1)}`
          )
    const assigned = withoutUrls.replace(
      this.assignments,
      (_, name: string, between: string, value: string) => `${name}${between}${this.secret(value)}`
    )
    return patterns.reduce(
      (current, { pattern, replace }) =>
        current.replace(pattern, (match: string, ...rest: ReadonlyArray<unknown>) => {
          const groups = rest.filter((group) => typeof group === "string")
          return this.keep.has(match) ? match : replace(this.placeholders, match, groups)
        }),
      assigned
    )
  }

  private located(path: string, depth: number): string {
    const start = path.indexOf("?")
    if (start === -1) return this.redacted(path, depth)
    const query = path.slice(start + 1).replace(/([^&=#]+)=([^&#]*)/g, (_, name: string, value: string) => {
      const redacted = this.names.isSecretParameter(name) ? this.secret(value) : this.parameter(value, depth)
      return `${name}=${redacted}`
    })
    return `${this.redacted(path.slice(0, start), depth)}?${query}`
  }

  // An address in a parameter is written with percent signs.
  private parameter(value: string, depth: number): string {
    const text = decoded(value)
    const redacted = this.redacted(text, depth)
    return redacted === text ? value : text === value ? redacted : encodeURIComponent(redacted)
  }

  private authority(authority: string): string {
    const at = authority.lastIndexOf("@")
    const user = at === -1 ? "" : `${this.secret(authority.slice(0, at))}@`
    const place = authority.slice(at + 1)
    const port = /:\d+$/.exec(place)?.[0] ?? ""
    const host = place.slice(0, place.length - port.length)
    if (host === "" || this.keep.has(host) || this.keep.has(place)) return `${user}${place}`
    const redacted = this.redacted(host, deepest)
    return `${user}${redacted === host ? this.placeholders.of("Host", host) : redacted}${port}`
  }

  private secret(value: string): string {
    return value === "" || this.keep.has(value) ? value : this.placeholders.of("Secret", value)
  }
}
