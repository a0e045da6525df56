import type * as z from "zod"
import type { Problem } from "../Problem.ts"
import { schemaProblems } from "./schemaProblems.ts"

/** A value that fits, or what is wrong with it. */
export type Checked<Value> =
  | { readonly value: Value; readonly problems?: undefined }
  | { readonly value?: undefined; readonly problems: ReadonlyArray<Problem> }

/** So many elements of a list are checked at a time, and so many problems of a file are told. */
const most = 1_000

// A schema tells every problem there is: of a file with millions of wrong elements, more than the memory holds. So a
// long list is checked in parts, and the first part with a problem ends it.
interface Survey {
  /** Objects and lists that are too long, and those around them. */
  readonly around: ReadonlySet<unknown>
  readonly longest: number
}

const childrenOf = (node: object): ReadonlyArray<unknown> => (Array.isArray(node) ? node : Object.values(node))

const survey = (root: unknown): Survey => {
  const around = new Set<unknown>()
  let longest = 0
  const visit = (node: unknown): boolean => {
    if (node === null || typeof node !== "object") return false
    const children = childrenOf(node)
    longest = Math.max(longest, children.length)
    let marked = children.length > most
    for (const child of children) if (visit(child)) marked = true
    if (marked) around.add(node)
    return marked
  }
  visit(root)
  return { around, longest }
}

/** Where the part of a list begins; of a list that has ended already, the first part is taken once more. */
const beginOf = (length: number, start: number): number => (length > most && start < length ? start : 0)

const partOf = (node: unknown, start: number, around: Survey["around"]): unknown => {
  if (!around.has(node)) return node
  if (Array.isArray(node)) {
    const begin = beginOf(node.length, start)
    return node.slice(begin, begin + most).map((child) => partOf(child, start, around))
  }
  const fields = Object.entries(node as object)
  const begin = beginOf(fields.length, start)
  // What is not too long stays whole: an object without one of its keys would be wrong for that alone.
  return Object.fromEntries(
    (fields.length > most ? fields.slice(begin, begin + most) : fields).map(([key, child]) => [
      key,
      partOf(child, start, around)
    ])
  )
}

/** The place in the whole value, where lists were not cut. */
const wholePlace = (place: string, root: unknown, start: number): string => {
  let node = root
  return place
    .split("/")
    .slice(1)
    .map((step) => {
      const key = step.replaceAll("~1", "/").replaceAll("~0", "~")
      const index = Array.isArray(node) ? Number(key) + beginOf(node.length, start) : undefined
      node = node === null || typeof node !== "object" ? undefined : (node as Record<string, unknown>)[index ?? key]
      return `/${index ?? step}`
    })
    .join("")
}

const capped = (file: string, problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> =>
  problems.length <= most
    ? problems
    : [
        ...problems.slice(0, most),
        { rule: "schema", file, place: "", what: "there are more problems than these", fix: "Correct these first" }
      ]

/** Checks a value against a schema. However much is wrong with it, that takes no more memory than the value itself. */
export const checkSchema = <Value>(schema: z.ZodType<Value>, value: unknown, file: string): Checked<Value> => {
  const { around, longest } = survey(value)
  for (let start = 0; around.size > 0 && start < longest; start += most) {
    const part = partOf(value, start, around)
    const checked = schema.safeParse(part)
    if (checked.success) continue
    const problems = capped(file, schemaProblems(file, part, checked.error))
    return { problems: problems.map((problem) => ({ ...problem, place: wholePlace(problem.place, value, start) })) }
  }
  const checked = schema.safeParse(value)
  return checked.success
    ? { value: checked.data }
    : { problems: capped(file, schemaProblems(file, value, checked.error)) }
}
