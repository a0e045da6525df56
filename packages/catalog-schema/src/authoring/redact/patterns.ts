/**
 * What is recognised as a secret or as personal by its form alone, in the order in which it is looked for: what holds
 * others inside it comes first. Repeats are bounded where they could start anywhere, so that time grows with the text and
 * not with its square.
 *
 * @since 0.1.0
 */
import type { Placeholders } from "./Placeholders.ts"

/** A recogniser: every match is replaced by what `replace` gives. */
export interface Pattern {
  readonly pattern: RegExp
  readonly replace: (placeholders: Placeholders, match: string, groups: ReadonlyArray<string | undefined>) => string
}

// Letters and digits in turns, as nobody writes words: keys, signatures, session ids.
const looksRandom = (text: string): boolean => (text.match(/[A-Za-z]\d|\d[A-Za-z]/g) ?? []).length >= 3

const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"

// Endings that no field of a record has for its name. The short ones that are words count only behind two labels.
const generic =
  "com|net|org|info|biz|dev|app|edu|gov|cloud|online|site|website|store|shop|tech|xyz|local|localhost|internal|intranet|corp|lan"
const countries = "ru|ua|kz|de|fr|es|nl|ch|pl|cz|pt|br|mx|ar|cl|uk|ie|se|fi|dk|eu|ca|au|nz|jp|cn|kr|io|ai|tv"
const words = "at|be|by|co|in|it|is|me|no|so|to|us"
const host = `(?:${label}\\.)+(?:${generic}|${countries})|(?:${label}\\.){2,}(?:${words})`

const octet = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"
const group = "[0-9a-f]{1,4}"

// The check digit of payment cards (ISO/IEC 7812): of other numbers one in ten has it.
const isCard = (digits: string): boolean =>
  digits.length >= 16 &&
  digits.length <= 19 &&
  [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0) %
    10 ===
    0

const phoneOrCard = (placeholders: Placeholders, text: string): string => {
  const all = text.replace(/\D/g, "")
  // As where it is written without blanks.
  if (isCard(all)) return placeholders.of("Hex", all)
  const digits = all.length
  const isDate = /^\d{4}-\d{2}-\d{2}|^\d{2}\.\d{2}\.\d{4}/.test(text)
  if (digits < 9 || digits > 15 || isDate) return text
  // Without a sign of a telephone number it may be the id of a record, which has to stay one.
  if (/^\d+$/.test(text)) return digits < 10 ? text : placeholders.of("Number", text)
  return placeholders.of("Phone", text)
}

/** @category recognising @since 0.1.0 */
export const patterns: ReadonlyArray<Pattern> = [
  {
    pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu,
    replace: (placeholders, match) => placeholders.of("Email", match)
  },
  {
    // In a path an address is written so.
    pattern: /[A-Za-z0-9._+-]{1,64}%40[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g,
    replace: (placeholders, match) => placeholders.of("Email", match.replace("%40", "@")).replace("@", "%40")
  },
  {
    pattern: /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g,
    replace: (placeholders, match) => placeholders.of("Token", match)
  },
  {
    pattern: /\b(?:(?:sk|pk|rk)_(?:live|test)|gh[pousr]|xox[abeoprs]|glpat|AKIA)[_-]?\w{6,}/g,
    replace: (placeholders, match) => placeholders.of("Token", match)
  },
  {
    pattern: /\b(Bearer|Basic|Token|Digest|Key)(\s+)([A-Za-z0-9._~+/-]{6,}=*)/g,
    replace: (placeholders, match, [scheme, blank, value]) =>
      value !== undefined && /\d/.test(value) ? `${scheme}${blank}${placeholders.of("Token", value)}` : match
  },
  {
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
    replace: (placeholders, match) => placeholders.of("Uuid", match)
  },
  {
    pattern: new RegExp(
      `(?<![\\w:.])(?:(?:${group}:){7}${group}|(?:${group}(?::${group})*)?::(?:${group}(?::${group})*)?)(?![\\w:])`,
      "gi"
    ),
    replace: (placeholders, match) => (match.length < 4 ? match : placeholders.of("Ipv6", match))
  },
  {
    pattern: new RegExp(`(?<![\\w.])${octet}(?:\\.${octet}){3}(?![\\w.]*\\d)`, "g"),
    replace: (placeholders, match) => placeholders.of("Ipv4", match)
  },
  {
    // Behind a slash that is written with a percent sign too.
    pattern: new RegExp(`(?:(?<=%2F)|(?<![\\w.@%-]))(?:${host})(?![\\w-]|\\.[a-z0-9])`, "gi"),
    replace: (placeholders, match) => placeholders.of("Host", match)
  },
  {
    pattern: /(?<![\w.+-])\+?\(?\d[\d\s().-]{7,22}\d(?![\w])/g,
    replace: phoneOrCard
  },
  {
    pattern: /(?<![\w-])(?=[0-9a-f]*\d)[0-9a-f]{16,}(?![\w-])/gi,
    replace: (placeholders, match) => placeholders.of("Hex", match)
  },
  {
    pattern: /(?<![\w+/=-])(?:[A-Za-z0-9_-]{20,}|[A-Za-z0-9+/]{20,}(?==))={0,2}(?![\w+/=-])/g,
    replace: (placeholders, match) => (looksRandom(match) ? placeholders.of("Token", match) : match)
  }
]
