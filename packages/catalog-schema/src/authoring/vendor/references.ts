/**
 * Additions to files that are there, which keep their comments and layout as they are.
 *
 * @since 0.1.0
 */
import { json } from "./Identity.ts"

const list = /("references"\s*:\s*\[)([^\]]*)\]/

const pathsOf = (text: string): ReadonlyArray<string> | undefined => {
  try {
    const { references } = JSON.parse(text) as { readonly references?: ReadonlyArray<{ readonly path: string }> }
    return references?.map(({ path }) => path)
  } catch {
    return undefined
  }
}

/** `tsconfig.json` with more references, or `undefined` when it is of another form than ours. */
export const addReferences = (text: string, paths: ReadonlyArray<string>): string | undefined => {
  const before = pathsOf(text)
  if (before === undefined) return undefined
  const added = paths.filter((path) => !before.includes(path))
  if (added.length === 0) return text
  const after = text.replace(list, (_, begin: string, inner: string) => {
    const kept = inner.trimEnd()
    const blocks = added.map((path) => `\n    {\n      "path": ${JSON.stringify(path)}\n    }`).join(",")
    return `${begin}${kept}${kept === "" ? "" : ","}${blocks}\n  ]`
  })
  return pathsOf(after)?.join() === [...before, ...added].join() ? after : undefined
}

/** `package.json` with more dependencies, or `undefined` when it cannot be read. */
export const addDependencies = (
  text: string,
  dependencies: { readonly [name: string]: string }
): string | undefined => {
  try {
    const value = JSON.parse(text) as { readonly dependencies?: { readonly [name: string]: string } }
    return json({ ...value, dependencies: { ...value.dependencies, ...dependencies } })
  } catch {
    return undefined
  }
}
