/** An order by the first of these that tells two values apart. */
export const by =
  <Value>(...parts: ReadonlyArray<(value: Value) => number | string>) =>
  (left: Value, right: Value): number => {
    for (const part of parts) {
      if (part(left) < part(right)) return -1
      if (part(left) > part(right)) return 1
    }
    return 0
  }
