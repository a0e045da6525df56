/**
 * Changesets, as far as the gate needs them: which bump has been declared for which package, and where.
 *
 * @since 0.1.0
 */
import { promises as fs } from "node:fs"
import * as path from "node:path"
import { type Bump, bumps } from "../diff/Bump.ts"
import { compareText } from "../internal/order.ts"
import { messageOf, readText, unreadable } from "../internal/readText.ts"
import type { Problem } from "../Problem.ts"

/** A bump that a changeset declares. @category models @since 0.1.0 */
export interface Declared {
  readonly package: string
  readonly bump: Bump
  /** Relative to the repository, with forward slashes. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
}

/** @category models @since 0.1.0 */
export interface Changesets {
  /** The files that were found, relative to the repository, with forward slashes. */
  readonly files: ReadonlyArray<string>
  readonly declared: ReadonlyArray<Declared>
  readonly problems: ReadonlyArray<Problem>
}

const fence = /^---\s*$/
const blank = /^\s*(?:#.*)?$/
const release = /^(?:"([^"\\]+)"|'([^']+)'|([a-z0-9][\w.-]*))\s*:\s+(?:"(\w+)"|'(\w+)'|(\w+))\s*(?:#.*)?$/
const isBump = (word: string | undefined): word is Bump => bumps.some((bump) => bump === word)

/** An example of the one form that is read. */
const form = '"<package>": patch, minor or major, between two lines of ---'

/**
 * Reads the beginning of a changeset. Stricter than the tool itself, which takes any YAML: one line for each
 * package, and nothing else.
 *
 * @category reading
 * @since 0.1.0
 */
export const parseChangeset = (text: string, file: string): Omit<Changesets, "files"> => {
  const declared: Array<Declared> = []
  const problems: Array<Problem> = []
  const refuse = (line: number, what: string, fix: string): void => {
    problems.push({ rule: "changeset", file, place: "", line, column: 1, what, expected: form, fix })
  }
  const lines = text.split(/\r?\n/)
  if (!fence.test(lines[0] ?? "")) {
    refuse(1, "the changeset does not begin with ---", "Begin it with ---")
    return { declared, problems }
  }
  const end = lines.findIndex((line, index) => index > 0 && fence.test(line))
  if (end < 0) {
    refuse(lines.length, "the changeset has no second ---", "Put --- after the packages")
    return { declared, problems }
  }
  const seen = new Set<string>()
  for (const [index, line] of lines.slice(1, end).entries()) {
    if (blank.test(line)) continue
    const number = index + 2
    const found = release.exec(line)
    const name = found?.[1] ?? found?.[2] ?? found?.[3]
    const bump = found?.[4] ?? found?.[5] ?? found?.[6]
    if (name === undefined) refuse(number, "the line names no package and bump", "Correct the line")
    else if (!isBump(bump)) refuse(number, `the bump of ${name} is none of ${bumps.join(", ")}`, "Correct the bump")
    else if (seen.has(name)) refuse(number, `${name} is there already`, "Keep one of the two")
    else declared.push({ package: name, bump, file, line: number })
    if (name !== undefined) seen.add(name)
  }
  return { declared, problems }
}

/** The folder in which changesets wait. @category constants @since 0.1.0 */
export const changesetFolder = ".changeset"

const others = new Set(["readme.md", "agents.md", "claude.md", "gemini.md"])

const isChangeset = (name: string): boolean =>
  name.endsWith(".md") && !name.startsWith(".") && !others.has(name.toLowerCase())

const limits = {
  maxBytes: 1024 * 1024,
  tooLarge: "Shorten it to one sentence",
  missing: "Add it again, or check once more"
}

/**
 * Reads the changesets that wait in a repository.
 *
 * @category reading
 * @since 0.1.0
 */
export const readChangesets = async (root: string): Promise<Changesets> => {
  let names: ReadonlyArray<string>
  try {
    names = await fs.readdir(path.join(root, changesetFolder))
  } catch (error) {
    const what = `the folder cannot be read (${messageOf(error)})`
    return { files: [], declared: [], problems: [unreadable(changesetFolder, what, "Run npx changeset init")] }
  }
  const files = names
    .filter(isChangeset)
    .sort(compareText)
    .map((name) => `${changesetFolder}/${name}`)
  const read: Array<Omit<Changesets, "files">> = []
  for (const file of files) {
    const text = await readText(path.join(root, file), file, limits)
    read.push(typeof text === "string" ? parseChangeset(text, file) : { declared: [], problems: [text] })
  }
  return {
    files,
    declared: read.flatMap(({ declared }) => declared),
    problems: read.flatMap(({ problems }) => problems)
  }
}
