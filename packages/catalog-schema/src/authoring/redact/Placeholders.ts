/**
 * What stands for a secret: always the same for the same one, and never one itself. Each has the form of what it
 * replaces, so that an adapter reads the answer as before.
 *
 * @since 0.1.0
 */

/** What a placeholder stands for. @category models @since 0.1.0 */
export type Kind =
  | "Secret"
  | "Token"
  | "Email"
  | "Ipv4"
  | "Ipv6"
  | "Host"
  | "Phone"
  | "Uuid"
  | "Hex"
  | "Number"
  | "Person"

const hexadecimal = (number: number, length: number): string => number.toString(16).padStart(length, "0")

// Addresses, hosts and numbers that are reserved for documentation (RFC 2606, 3849, 5737).
const forms: { readonly [K in Kind]: (number: number, original: string) => string } = {
  Secret: (number) => `secret${number}`,
  Token: (number) => `token${number}`,
  Person: (number) => `person${number}`,
  Email: (number) => `person${number}@example.com`,
  Ipv4: (number) => `192.0.2.${number % 256}`,
  Ipv6: (number) => `2001:db8::${hexadecimal(number, 1)}`,
  Host: (number) => `host${number}.example.com`,
  Phone: (number) => `+1555010${String(number).padStart(4, "0")}`,
  Uuid: (number) => `00000000-0000-4000-8000-${hexadecimal(number, 12)}`,
  Hex: (number, { length }) => hexadecimal(number, length),
  Number: (number, { length }) => `1${String(number).padStart(length - 1, "0")}`
}

const own: { readonly [K in Kind]: RegExp } = {
  Secret: /^secret\d+$/,
  Token: /^token\d+$/,
  Person: /^person\d+$/,
  Email: /@(?:[a-z0-9-]+\.)*example(?:\.(?:com|net|org))?$/i,
  Ipv4: /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/,
  Ipv6: /^2001:0?db8:/i,
  Host: /(?:^|\.)example(?:\.(?:com|net|org))?$/i,
  Phone: /^\+1555010\d{4}$/,
  Uuid: /^00000000-0000-4000-8000-/,
  Hex: /^0{12}/,
  Number: /^10{5}/
}

/** Placeholders of one answer. */
export class Placeholders {
  private readonly known = new Map<string, string>()
  private readonly counts = new Map<Kind, number>()

  /** The placeholder of a text. What is reserved for documentation stays as it is. */
  of(kind: Kind, original: string): string {
    if (own[kind].test(original)) return original
    // Upper case and lower case of a host or an address are the same secret.
    const key = `${kind} ${original.toLowerCase()}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const number = (this.counts.get(kind) ?? 0) + 1
    this.counts.set(kind, number)
    const made = forms[kind](number, original)
    this.known.set(key, made)
    return made
  }

  /** How many different things were replaced. */
  get size(): number {
    return this.known.size
  }
}
