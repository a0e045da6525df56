// One piece of work in a process of its own, for bench/catalogs.ts: prints how long it took and how much memory the
// process had at most.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  buildCatalog,
  diff,
  fixCatalog,
  lintCatalog,
  loadCatalog,
  makeRelease,
  type Normalize,
  printRelease,
  type Release,
  readReleaseFile,
  renderMarkdown
} from "@crm-errors/catalog-schema"
import { type Adapter, type Catalog, make } from "@crm-errors/core/adapter"
import { normalizeFor } from "../packages/cli/src/catalog/releaseNormalize.ts"
import { rulesFor } from "../packages/cli/src/catalog/rulesFor.ts"

const [work = "", first = "", second = ""] = process.argv.slice(2)

const syntheticNormalize = (): Normalize => {
  const adapters = new Map<Catalog.Catalog, Adapter>()
  return (catalog, answer, request) => {
    const known = adapters.get(catalog)
    const adapter =
      known ??
      make(catalog.vendor, catalog, (body) => {
        if (typeof body !== "object" || body === null) return { _tag: "Unrecognised" }
        const { code, section } = body as { readonly code?: string; readonly section?: string }
        return { _tag: "Complaint", signal: { code, section } }
      })
    if (known === undefined) adapters.set(catalog, adapter)
    return adapter.normalize(answer, request)
  }
}

const release = async (file: string): Promise<Release> => {
  const { problems, release: read } = await readReleaseFile(file, "release.json")
  if (read === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)))
  return read
}

const none = (problems: ReadonlyArray<unknown>): void => {
  if (problems.length > 0) throw new Error(`${problems.length} problems: ${JSON.stringify(problems.slice(0, 3))}`)
}

const works: { readonly [name: string]: () => Promise<unknown> } = {
  nothing: async () => undefined,
  fix: async () => none((await fixCatalog(first)).problems),
  release: async () => {
    const { problems, source } = await loadCatalog(first)
    none(problems)
    if (source !== undefined) writeFileSync(join(first, "release.json"), printRelease(makeRelease(source)))
  },
  // With an adapter, the fixtures as well: as the command does. What the changed ones say is no matter here.
  lint: async () => lintCatalog(first, await rulesFor({ path: first, name: first })),
  build: async () => none((await buildCatalog(first)).problems),
  diff: async () => {
    const [old, next] = [await release(first), await release(second)]
    const normalize = (await normalizeFor(old.catalog.vendor)) ?? syntheticNormalize()
    const found = diff(old, next, { normalize })
    if (found.changes.length === 0) throw new Error("the diff has nothing to say")
    return renderMarkdown(found)
  }
}

const begin = performance.now()
await works[work]!()
const millis = performance.now() - begin
console.log(JSON.stringify({ millis, mebibytes: Math.round(process.resourceUsage().maxRSS / 1024) }))
