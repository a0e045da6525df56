const ending = (name: string): string => name.slice(name.lastIndexOf("/") + 1)

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")

const shared = (left: string, right: string): number => {
  let length = 0
  while (length < left.length && left[length] === right[length]) length++
  return length
}

/**
 * The one that was probably meant: spelt the same but for case and punctuation, or with the same ending, or the same
 * for most of its length.
 */
export const nearest = (name: string, among: ReadonlyArray<string>): string | undefined => {
  const [longest] = [...among].sort((left, right) => shared(right, name) - shared(left, name))
  return (
    among.find((one) => bare(one) === bare(name)) ??
    among.find((one) => bare(ending(one)) === bare(ending(name))) ??
    (longest !== undefined && shared(longest, name) >= name.length * 0.75 ? longest : undefined)
  )
}
