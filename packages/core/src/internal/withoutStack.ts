// Capturing a stack is 80 to 90 % of the price of an error, and the stack of an answer leads into this library.
// Where the limit cannot be set (frozen intrinsics, engines without it) nothing is changed.
const settable = (() => {
  const descriptor = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit")
  return descriptor !== undefined && descriptor.writable === true
})()

const errors = Error as { stackTraceLimit?: number }

export const withoutStack = {
  enter(): number | undefined {
    if (!settable) return undefined
    const limit = errors.stackTraceLimit
    errors.stackTraceLimit = 0
    return limit
  },
  leave(limit: number | undefined): void {
    if (limit !== undefined) errors.stackTraceLimit = limit
  }
}
