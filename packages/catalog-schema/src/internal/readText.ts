import { promises as fs } from "node:fs"
import type { Problem } from "../Problem.ts"

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** A problem of a whole file. */
export const unreadable = (file: string, what: string, fix: string): Problem => ({
  rule: "read",
  file,
  place: "",
  what,
  fix
})

/** Why the system refuses, without its message: that could hold a path of this machine. */
export const messageOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)

interface Limits {
  readonly maxBytes: number
  /** What to do about a file that is too large. */
  readonly tooLarge: string
  /** What to do about a file that is not there. */
  readonly missing: string
  /** Read through a link. Only for a file that somebody has named: what a folder holds could lead anywhere. */
  readonly throughLinks?: boolean
}

/** The text of a file, or what is wrong with it. `file` is the name that the problem gives it. */
export const readText = async (absolute: string, file: string, limits: Limits): Promise<string | Problem> => {
  const { maxBytes, missing, throughLinks = false, tooLarge } = limits
  try {
    // Not through a link: a catalog that somebody sends must not bring other files of this machine into its outputs.
    const stat = await (throughLinks ? fs.stat(absolute) : fs.lstat(absolute))
    if (!stat.isFile()) return unreadable(file, "this is not a regular file", "Put the file itself there")
    if (stat.size > maxBytes) {
      return unreadable(file, `the file has ${stat.size} bytes, more than ${maxBytes}`, tooLarge)
    }
    const bytes = await fs.readFile(absolute)
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      return unreadable(file, "the file begins with a byte order mark", "Save it as UTF-8 without one")
    }
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return unreadable(file, "the file is not UTF-8", "Save it as UTF-8")
    return (error as NodeJS.ErrnoException).code === "ENOENT"
      ? unreadable(file, "the file is missing", missing)
      : unreadable(file, `the file cannot be read (${messageOf(error)})`, "Make it readable")
  }
}
