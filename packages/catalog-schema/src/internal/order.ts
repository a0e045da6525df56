/** Plain comparison of texts by code units: the same on every machine and in every locale. */
export const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

const parts = /\d+|\D+/g

/**
 * As a person sorts codes: `9` before `10`, `auth/2` before `auth/10`. Texts that differ only in leading zeros
 * fall back to plain comparison, so that the order is total.
 */
export const compareNatural = (left: string, right: string): number => {
  const lefts = left.match(parts) ?? []
  const rights = right.match(parts) ?? []
  for (let index = 0; index < lefts.length && index < rights.length; index++) {
    const a = lefts[index]!
    const b = rights[index]!
    const numbers = /^\d/.test(a) && /^\d/.test(b)
    const difference = numbers ? Number(a) - Number(b) : compareText(a, b)
    if (difference !== 0) return difference
  }
  return lefts.length - rights.length || compareText(left, right)
}

/** English first, because every entry has it; the others by their names. */
export const compareLanguage = (left: string, right: string): number =>
  left === right ? 0 : left === "en" ? -1 : right === "en" ? 1 : compareText(left, right)
