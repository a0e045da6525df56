/**
 * From what the caller knows of the request to the operation of the catalog.
 *
 * @since 0.1.0
 */
import * as Operation from "../Operation.ts"
import type { RequestDescriptor, RequestLike } from "./Answer.ts"
import type { Catalog, CatalogOperation } from "./Catalog.ts"

/** @category models @since 0.1.0 */
export interface Resolved {
  /** `undefined` when nothing tells what was done. */
  readonly operation: Operation.Operation | undefined
  readonly section: string | undefined
  readonly variant: string | undefined
  /** How many records the request carries, which a caller may know when nothing tells what was done. */
  readonly size: number | undefined
}

interface Route {
  readonly method: string | undefined
  readonly segments: ReadonlyArray<string>
  readonly operation: CatalogOperation
}

/** @category models @since 0.1.0 */
export interface Router {
  readonly routes: ReadonlyArray<Route>
  readonly procedures: ReadonlyMap<string, CatalogOperation>
  readonly sections: ReadonlyMap<string, string>
}

const segmentsOf = (path: string): ReadonlyArray<string> => {
  const end = path.search(/[?#]/)
  const bare = end < 0 ? path : path.slice(0, end)
  return bare.split("/").filter((segment) => segment !== "")
}

/** @category constructors @since 0.1.0 */
export const makeRouter = (catalog: Pick<Catalog, "operations" | "sections">): Router => {
  const routes: Array<Route> = []
  const procedures = new Map<string, CatalogOperation>()
  for (const operation of catalog.operations) {
    for (const { method, path, rpcMethod } of operation.match) {
      if (rpcMethod !== undefined) procedures.set(rpcMethod, operation)
      else if (path !== undefined) routes.push({ method, segments: segmentsOf(path), operation })
    }
  }
  const sections = new Map<string, string>()
  for (const section of catalog.sections) {
    sections.set(section.id, section.id)
    for (const entity of section.entities) sections.set(entity, section.id)
  }
  return { routes, procedures, sections }
}

const isPlaceholder = (segment: string): boolean => segment.startsWith("{") && segment.endsWith("}")

// The route with the most literal segments wins: `/leads/pipelines` is not `/leads/{id}`.
const findRoute = (router: Router, method: string | undefined, path: string): CatalogOperation | undefined => {
  const segments = segmentsOf(path)
  let winner: CatalogOperation | undefined
  let most = -1
  for (const route of router.routes) {
    if (route.segments.length !== segments.length) continue
    if (route.method !== undefined && route.method !== method) continue
    let literal = 0
    let fits = true
    for (let index = 0; index < segments.length; index++) {
      const template = route.segments[index]!
      if (isPlaceholder(template)) continue
      if (template !== segments[index]) {
        fits = false
        break
      }
      literal++
    }
    if (fits && literal > most) {
      most = literal
      winner = route.operation
    }
  }
  return winner
}

const intentByMethod: { readonly [method: string]: Operation.Intent } = {
  GET: "Read",
  HEAD: "Read",
  OPTIONS: "Read",
  POST: "Create",
  PUT: "Update",
  PATCH: "Update",
  DELETE: "Delete"
}

const isOperation = (request: RequestLike): request is Operation.Operation =>
  typeof (request as { readonly name?: unknown }).name === "string"

const present = <A>(value: A | null | undefined): value is A => value !== null && value !== undefined

const nothing: Resolved = { operation: undefined, section: undefined, variant: undefined, size: undefined }

/** Finds the operation. What the caller says wins over the catalog. @category resolving @since 0.1.0 */
export const resolve = (router: Router, request: RequestLike | undefined): Resolved => {
  // Callers in plain JavaScript pass null for nothing.
  if (request === undefined || request === null) return nothing
  if (isOperation(request)) {
    return { operation: request, section: request.section, variant: undefined, size: request.size }
  }
  return resolveDescriptor(router, request)
}

const resolveDescriptor = (router: Router, request: RequestDescriptor): Resolved => {
  const method = present(request.method) ? request.method.toUpperCase() : undefined
  const known = present(request.rpc_method)
    ? router.procedures.get(request.rpc_method)
    : present(request.path)
      ? findRoute(router, method, request.path)
      : undefined
  const byEntity = present(request.entity) ? router.sections.get(request.entity) : undefined
  const section = known?.section ?? byEntity
  const variant = present(request.variant) ? request.variant : undefined
  const size = present(request.size) ? request.size : undefined
  // A remote procedure is always a POST: its method says nothing about the intent.
  const byMethod = present(request.rpc_method) || method === undefined ? undefined : intentByMethod[method]
  const intent = present(request.intent) ? request.intent : (known?.intent ?? byMethod)
  if (intent === undefined && !present(request.repeat)) return { operation: undefined, section, variant, size }
  const overruled = present(request.intent) && known !== undefined && request.intent !== known.intent
  const repeat = present(request.repeat) ? request.repeat : overruled ? undefined : known?.repeat
  const operation = Operation.make({
    name: known?.name ?? "unknown",
    ...(intent === undefined ? {} : { intent }),
    ...(repeat === undefined ? {} : { repeat }),
    ...(section === undefined ? {} : { section }),
    ...(known?.maxItems === undefined ? {} : { maxItems: known.maxItems }),
    ...(known?.naturalKey === undefined ? {} : { naturalKey: known.naturalKey }),
    ...(known?.unmaskedBy === undefined ? {} : { unmaskedBy: known.unmaskedBy }),
    ...(size === undefined ? {} : { size }),
    ...(request.probe === undefined ? {} : { probe: request.probe })
  })
  return { operation, section, variant, size }
}
