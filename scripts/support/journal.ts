// Writes and removes files so that a reader, and whoever runs the command again, never finds half of it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { writeTogether } from "@crm-errors/catalog-schema"

/** What has to be written (texts) and removed (`null`), by path, relative to the repository, with forward slashes. */
export type Changes = ReadonlyMap<string, string | null>

/** Where the changes stand while they are made. Changesets leaves names that begin with a dot alone. */
const journalOf = (root: string): string => join(root, ".changeset", ".version.json")

const write = (root: string, changes: Changes): Promise<void> => {
  const texts = new Map<string, string>()
  for (const [file, text] of changes) if (text !== null) texts.set(file, text)
  return writeTogether(root, texts)
}

// After the writing: as long as a changeset is there, it has not been used up.
const remove = (root: string, changes: Changes): void => {
  for (const [file, text] of changes) if (text === null) rmSync(join(root, file), { force: true })
}

/**
 * Makes the changes. When one cannot be written, all is as it was. When the process is killed in between, `resume`
 * does the rest.
 */
export const commit = async (root: string, changes: Changes): Promise<void> => {
  const journal = journalOf(root)
  writeFileSync(`${journal}.tmp`, JSON.stringify([...changes]))
  renameSync(`${journal}.tmp`, journal)
  try {
    await write(root, changes)
  } catch (error) {
    rmSync(journal)
    throw error
  }
  remove(root, changes)
  rmSync(journal)
}

/** Finishes what a killed process had begun. Tells whether there was anything. */
export const resume = async (root: string): Promise<boolean> => {
  const journal = journalOf(root)
  rmSync(`${journal}.tmp`, { force: true })
  if (!existsSync(journal)) return false
  const changes = new Map(JSON.parse(readFileSync(journal, "utf8")) as ReadonlyArray<[string, string | null]>)
  await write(root, changes)
  remove(root, changes)
  rmSync(journal)
  return true
}
