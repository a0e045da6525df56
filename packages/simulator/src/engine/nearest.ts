const ending = (name: string): string => name.slice(name.lastIndexOf("/") + 1)

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")

/** The one that was probably meant: spelt the same but for case and punctuation, or with the same ending. */
export const nearest = (name: string, among: ReadonlyArray<string>): string | undefined =>
  among.find((one) => bare(one) === bare(name)) ??
  among.find((one) => ending(one) === ending(name)) ??
  among.find((one) => bare(one).startsWith(bare(name)) || bare(ending(one)) === bare(ending(name)))
