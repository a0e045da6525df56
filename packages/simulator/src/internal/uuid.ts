// The finalizer of MurmurHash3: neighbouring numbers come out far apart, and no two alike.
const scramble = (number: number): number => {
  let bits = number >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

const hex = (number: number, length: number): string => number.toString(16).padStart(length, "0").slice(-length)

/** A UUID for each number from 1 on, always the same one, and never one twice. */
export const uuid = (serial: number): string => {
  const first = scramble(serial)
  const second = scramble(first ^ 0x9e3779b9)
  const variant = "89ab"[second % 4]
  return `${hex(first, 8)}-${hex(second, 4)}-4${hex(second >>> 16, 3)}-${variant}${hex(first >>> 8, 3)}-${hex(serial, 12)}`
}
