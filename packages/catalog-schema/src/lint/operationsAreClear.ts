import type { CatalogSource } from "../load.ts"
import type { AuthoredOperation } from "../schema/operations.ts"
import type { Finding, Rule } from "./Rule.ts"

type Route = AuthoredOperation["match"][number]

interface Placed {
  readonly route: Route
  readonly operation: AuthoredOperation
  readonly place: string
}

const segmentsOf = (path: string): ReadonlyArray<string> => path.split("/").filter((segment) => segment !== "")

const isPlaceholder = (segment: string): boolean => segment.startsWith("{") && segment.endsWith("}")

// `/leads/{id}/notes` and `/leads/notes/{id}` both fit `/leads/notes/notes`, which nobody sends: only paths that
// differ in nothing but the names of their placeholders are a mistake.
const shapeOf = ({ method, path, rpcMethod }: Route): string =>
  rpcMethod ?? [method, ...segmentsOf(path ?? "").map((segment) => (isPlaceholder(segment) ? "{}" : segment))].join("/")

const routesOf = (source: CatalogSource): ReadonlyArray<Placed> =>
  source.operations.value.operations.flatMap((operation, index) =>
    operation.match.map((route, number) => ({ route, operation, place: `/operations/${index}/match/${number}` }))
  )

/** Every two routes of one shape, in the order in which they are written. */
function* sameShape(routes: ReadonlyArray<Placed>): Iterable<readonly [left: Placed, right: Placed]> {
  const byShape = new Map<string, Array<Placed>>()
  for (const placed of routes) {
    const shape = shapeOf(placed.route)
    const known = byShape.get(shape)
    if (known === undefined) byShape.set(shape, [placed])
    else known.push(placed)
  }
  for (const left of routes) {
    const alike = byShape.get(shapeOf(left.route)) ?? []
    // Those before it were its partners already.
    alike.shift()
    for (const right of alike) yield [left, right]
  }
}

const show = ({ method, path, rpcMethod }: Route): string => rpcMethod ?? `${method} ${path}`

/** @category rules @since 0.1.0 */
export const operationsAreClear: Rule = {
  name: "operations-are-clear",
  about: "A request belongs to one operation, and what an operation says of its repeats is consistent.",
  *check(source): Iterable<Finding> {
    const file = source.operations.file
    for (const [left, right] of sameShape(routesOf(source))) {
      yield {
        file,
        place: right.place,
        what: `${show(right.route)} is ${right.operation.name} and, at ${left.place}, ${left.operation.name}`,
        fix: "Remove one of the two or make its path more exact"
      }
    }
    for (const [
      index,
      { intent, name, naturalKey, repeat, unmaskedBy }
    ] of source.operations.value.operations.entries()) {
      const place = `/operations/${index}/repeat`
      if (repeat === "Safe" && intent !== "Read") {
        yield {
          file,
          place,
          what: `${name} is a ${intent} and is said to change nothing`,
          expected: "Safe only with the intent Read",
          fix: "Correct repeat or intent"
        }
      }
      if (repeat === "Keyed" && naturalKey === undefined && unmaskedBy === undefined) {
        yield {
          file,
          place,
          what: `${name} is Keyed and does not say by what a repeat is recognised`,
          expected: "naturalKey or unmaskedBy",
          fix: "Add one of them, or make it Unsafe"
        }
      }
    }
  }
}
