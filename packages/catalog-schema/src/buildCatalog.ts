import { generate } from "./generate.ts"
import { loadCatalog } from "./load.ts"
import type { Problem } from "./Problem.ts"
import { type Written, writeFiles } from "./write.ts"

export const buildCatalog = async (directory: string, options: { readonly check?: boolean } = {}): Promise<Written & {problems: ReadonlyArray<Problem>}> => {
  const { problems, source } = await loadCatalog(directory)
  if (source === undefined) return { problems, stale: [], orphaned: [] }
  return { problems, ...(await writeFiles(directory, generate(source), options)) }
}
