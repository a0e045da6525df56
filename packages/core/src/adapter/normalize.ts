/**
 * The way from an answer to an outcome, the same for every vendor: pure, total, and in the order of evidence
 * of the design: transport fact, kind of body, envelope, code, text, status, default.
 *
 * @since 0.1.0
 */
import type { BodyKind } from "../Evidence.ts"
import { asCount } from "../internal/count.ts"
import * as Emit from "../internal/emit.ts"
import type { Operation } from "../Operation.ts"
import { Empty, Failed, Item, Mixed, NoOp, type Outcome, Success, type Usage } from "../Outcome.ts"
import { type Answer, header, type RequestLike } from "./Answer.ts"
import { bodyKind } from "./bodyKind.ts"
import type { BodyForm, Catalog, ReasonData } from "./Catalog.ts"
import { type Facts, find, type Index } from "./classify.ts"
import { type DecodeEnvelope, type Envelope, type RawItem, type Signal, unrecognised } from "./Envelope.ts"
import { byDefault, type Judged, judge, type Shared } from "./failure.ts"
import { httpDefault, uncatalogued, unreadable } from "./httpDefaults.ts"
import { type Resolved, type Router, resolve } from "./request.ts"
import { transportMeaning } from "./transport.ts"
import { type FoundWait, findWait } from "./waits.ts"

/** An adapter's parts, prepared once. @category models @since 0.1.0 */
export interface Machine {
  readonly catalog: Catalog
  readonly index: Index
  readonly router: Router
  readonly variant: string | undefined
  readonly decodeEnvelope: DecodeEnvelope
  readonly maxBodyLength: number
}

interface Scene {
  readonly machine: Machine
  readonly answer: Answer
  readonly status: number
  readonly resolved: Resolved
  readonly shared: Shared
  readonly body: BodyForm
  readonly json: unknown
}

const success = new Success({})
const empty = new Empty({})

const requestIdOf = (machine: Machine, answer: Answer, envelopeId: string | undefined): string | undefined => {
  if (envelopeId !== undefined) return Emit.requestId(envelopeId)
  if (answer.headers === undefined) return undefined
  for (const name of machine.catalog.requestIdHeaders) {
    const value = header(answer.headers, name)
    if (value !== undefined) return Emit.requestId(value)
  }
  return undefined
}

const once = (read: () => FoundWait | undefined): (() => FoundWait | undefined) => {
  let asked = false
  let found: FoundWait | undefined
  return () => {
    if (!asked) {
      asked = true
      found = read()
    }
    return found
  }
}

const makeShared = (
  machine: Machine,
  answer: Answer,
  operation: Operation | undefined,
  body: BodyKind,
  json: unknown,
  envelopeId: string | undefined,
  cause: unknown
): Shared => ({
  vendor: machine.catalog.vendor,
  catalogVersion: machine.catalog.version,
  operation,
  httpStatus: answer.status !== null && Number.isSafeInteger(answer.status) ? answer.status : undefined,
  body,
  requestId: requestIdOf(machine, answer, envelopeId),
  wait: once(() => findWait(machine.catalog.waits, answer.headers, json)),
  ...(cause === undefined ? {} : { cause })
})

const factsOf = (scene: Scene, signal: Signal | undefined): Facts => ({
  status: scene.status,
  body: scene.body,
  headers: scene.answer.headers,
  code: signal?.code,
  openCode: signal?.openCode === true,
  section: signal?.section ?? scene.resolved.section,
  operation: scene.resolved.operation,
  variant: scene.resolved.variant ?? scene.machine.variant,
  node: signal?.node === undefined ? scene.json : signal.node
})

/** Judges one complaint: entries first, then core's own table. */
const judgeSignal = (scene: Scene, signal: Signal | undefined, isItem: boolean): Judged => {
  const row = httpDefault(scene.status)
  const found = find(scene.machine.index, factsOf(scene, signal), row.decisive === true)
  if (found !== undefined) return judge(found, signal, scene.shared, isItem)
  const used = signal?.code !== undefined && !row.decisive ? uncatalogued(scene.status) : row
  const error = byDefault(
    used.reason,
    used.verdict,
    "Default",
    [`status=${scene.status}`],
    signal,
    scene.shared,
    isItem
  )
  return { _tag: "Error", error }
}

const noError = (judged: Extract<Judged, { readonly _tag: "NoError" }>, usage: Usage | undefined): Outcome => {
  const withUsage = usage === undefined ? {} : { usage }
  const { code, entry } = judged
  switch (entry.outcome) {
    case "Empty":
      return usage === undefined ? empty : new Empty(withUsage)
    case "NoOp":
      return new NoOp({
        entry: entry.id,
        ...(code === undefined ? {} : { code }),
        ...(entry.ambiguous ? { ambiguous: true } : {}),
        ...withUsage
      })
    default:
      return usage === undefined ? success : new Success(withUsage)
  }
}

const outcomeOf = (judged: Judged, usage: Usage | undefined): Outcome =>
  judged._tag === "Error"
    ? new Failed(usage === undefined ? { error: judged.error } : { error: judged.error, usage })
    : noError(judged, usage)

interface Place {
  index?: number
  key?: string
  id?: string
}

const placeOf = (raw: RawItem): Place => {
  const place: Place = {}
  const index = asCount(raw.index)
  if (index !== undefined) place.index = index
  if (raw.key !== undefined) place.key = Emit.recordId(raw.key)
  if (raw.id !== undefined) place.id = Emit.recordId(raw.id)
  return place
}

const itemOf = (scene: Scene, raw: RawItem): Item => {
  const place = placeOf(raw)
  if (typeof raw.result === "string") return new Item(Object.assign(place, { status: raw.result }))
  const judged = judgeSignal(scene, raw.result, true)
  if (judged._tag === "Error") return new Item({ ...place, status: "Failed", error: judged.error })
  const { code, entry } = judged
  return entry.outcome === "NoOp"
    ? new Item({
        ...place,
        status: "NoOp",
        entry: entry.id,
        ...(code === undefined ? {} : { code }),
        ...(entry.ambiguous ? { ambiguous: true } : {})
      })
    : new Item({ ...place, status: "Applied" })
}

const severity: ReadonlyArray<Item["status"]> = ["Applied", "NoOp", "NotAttempted", "Unknown", "Failed"]

// Records that the vendor does not name, where the size of the request is known and all named ones have a place.
const withRest = (
  items: ReadonlyArray<Item>,
  rest: "Applied" | "NotAttempted" | "Unknown",
  size: number
): ReadonlyArray<Item> => {
  const named = new Map<number, Item>()
  for (const item of items) {
    if (item.index === undefined || item.index >= size) return items
    const other = named.get(item.index)
    // Two complaints about one record: what failed is not undone by another line about it.
    if (other === undefined || severity.indexOf(item.status) > severity.indexOf(other.status))
      named.set(item.index, item)
  }
  return Array.from({ length: size }, (_, index) => named.get(index) ?? new Item({ index, status: rest }))
}

// A size that nobody sends is a slip of the caller's: it must not make us build a list of that length.
const maxSize = 10_000

const outcomeOfItems = (
  scene: Scene,
  raw: ReadonlyArray<RawItem>,
  rest: "Applied" | "NotAttempted" | "Unknown" | undefined,
  usage: Usage | undefined
): Outcome => {
  const named = raw.map((item) => itemOf(scene, item))
  const { size } = scene.resolved
  const countable = size !== undefined && Number.isInteger(size) && size > 0 && size <= maxSize
  const items = rest !== undefined && countable ? withRest(named, rest, size) : named
  const withUsage = usage === undefined ? {} : { usage }
  if (items.every((item) => item.status === "Applied")) {
    // A list without a complaint does not make a success of a status that is none.
    const well = scene.status >= 200 && scene.status < 300
    return well || raw.some((item) => typeof item.result !== "string")
      ? new Success({ items, ...withUsage })
      : outcomeOf(judgeSignal(scene, undefined, false), usage)
  }
  if (items.every((item) => item.status === "NoOp")) {
    const [first] = items
    return new NoOp({
      ...(first?.entry === undefined ? {} : { entry: first.entry }),
      ...(first?.code === undefined ? {} : { code: first.code }),
      ...(items.some((item) => item.ambiguous) ? { ambiguous: true } : {}),
      items,
      ...withUsage
    })
  }
  return new Mixed({ items, ...withUsage })
}

const unexpected = (scene: Scene, kind: "Html" | "Empty" | "NotJson" | "Shape"): Outcome => {
  // A page is never the vendor's API speaking: something in between answered, or a wrong address.
  const reason: ReasonData = {
    _tag: "UnexpectedResponseError",
    kind,
    by: kind === "Html" ? "Intermediary" : "Vendor"
  }
  const verdict =
    scene.body === "TooLarge"
      ? { ...unreadable, when: { _tag: "Never" as const }, actor: ["Developer" as const] }
      : unreadable
  const matched = [`status=${scene.status}`, `body=${scene.body}`]
  return new Failed({ error: byDefault(reason, verdict, "Body", matched, undefined, scene.shared, false) })
}

const promisesBody = (status: number): boolean => status >= 200 && status < 400

/** A body that is not the vendor's contributes its kind, never a code; classification goes on with the status. */
const foreign = (scene: Scene): Outcome => {
  const row = httpDefault(scene.status)
  const found = find(scene.machine.index, factsOf(scene, undefined), row.decisive === true)
  if (found !== undefined) return outcomeOf(judge(found, undefined, scene.shared, false), undefined)
  if (scene.status === 204 || scene.status === 205) {
    const intent = scene.resolved.operation?.intent
    return intent === undefined || intent === "Read" ? empty : success
  }
  if (promisesBody(scene.status) && (scene.status < 300 || scene.body === "Html")) {
    return unexpected(
      scene,
      scene.body === "Html" ? "Html" : scene.body === "Empty" ? "Empty" : scene.body === "Json" ? "Shape" : "NotJson"
    )
  }
  const matched = [`status=${scene.status}`, `body=${scene.body}`]
  return new Failed({ error: byDefault(row.reason, row.verdict, "Default", matched, undefined, scene.shared, false) })
}

const fromEnvelope = (scene: Scene, envelope: Envelope): Outcome => {
  const usage = usageOf(envelope)
  switch (envelope._tag) {
    case "Ok": {
      if (scene.status < 200 || scene.status >= 300) return outcomeOf(judgeSignal(scene, undefined, false), usage)
      if (envelope.items !== undefined) return outcomeOfItems(scene, envelope.items, undefined, usage)
      return usage === undefined ? success : new Success({ usage })
    }
    case "Complaint":
      return outcomeOf(judgeSignal(scene, envelope.signal, false), usage)
    case "ByRecord":
      return envelope.items.length === 0
        ? outcomeOf(judgeSignal(scene, undefined, false), usage)
        : outcomeOfItems(scene, envelope.items, envelope.rest, usage)
    case "Unrecognised":
      return foreign(scene)
  }
}

const usageOf = ({ usage }: Envelope): Usage | undefined => {
  if (usage === undefined) return undefined
  const used = asCount(usage.used)
  const allowed = asCount(usage.allowed)
  return used === undefined && allowed === undefined
    ? undefined
    : {
        ...(used === undefined ? {} : { used }),
        ...(allowed === undefined ? {} : { allowed }),
        ...(usage.window === undefined ? {} : { window: usage.window })
      }
}

const parse = (text: string): { readonly ok: boolean; readonly json: unknown } => {
  try {
    return { ok: true, json: JSON.parse(text) }
  } catch {
    return { ok: false, json: undefined }
  }
}

const decode = (machine: Machine, json: unknown, answer: Answer, status: number, resolved: Resolved): Envelope => {
  try {
    return machine.decodeEnvelope(json, { status, headers: answer.headers, operation: resolved.operation })
  } catch {
    // A reader that trips over a body is our bug; for the caller it is a body of an unknown shape, not a crash.
    return unrecognised
  }
}

const withoutBom = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)

/**
 * From an answer to an outcome. Total: any status and any bytes give an outcome, and nothing is thrown.
 *
 * @category normalizing
 * @since 0.1.0
 */
export const normalize = (machine: Machine, answer: Answer, request?: RequestLike, cause?: unknown): Outcome => {
  const resolved = resolve(machine.router, request)
  // A body without a status was recorded by somebody who kept the body only: something did answer. 200 is what says
  // least about it, because error markers in the body count with every status.
  const status = answer.status === null && answer.transport == null && answer.body ? 200 : answer.status
  const transport = answer.transport ?? (status === null ? { phase: "sent" as const } : undefined)
  if (transport !== undefined && (status === null || (status >= 200 && status < 300))) {
    const { reason, verdict } = transportMeaning(transport)
    const shared = makeShared(machine, answer, resolved.operation, "None", undefined, undefined, cause)
    const matched = [`transport=${transport.phase}`]
    return new Failed({ error: byDefault(reason, verdict, "Transport", matched, undefined, shared, false) })
  }
  const code = status ?? 0
  const text = answer.body === undefined ? "" : withoutBom(answer.body)
  let body: BodyForm =
    answer.tooLarge || text.length > machine.maxBodyLength
      ? "TooLarge"
      : bodyKind(text, header(answer.headers, "content-type"))
  let json: unknown
  if (body === "Json") {
    const parsed = parse(text)
    if (parsed.ok) json = parsed.json
    else body = "NotJson"
  }
  if (body !== "Json") {
    // Pinned texts of plain-text answers are looked for in the text itself.
    const node = body === "Text" ? text : undefined
    const shared = makeShared(machine, answer, resolved.operation, body, undefined, undefined, cause)
    return foreign({ machine, answer, status: code, resolved, shared, body, json: node })
  }
  const envelope = decode(machine, json, answer, code, resolved)
  if (envelope._tag === "Ok" && envelope.items === undefined && code >= 200 && code < 300) {
    const usage = usageOf(envelope)
    return usage === undefined ? success : new Success({ usage })
  }
  const shared = makeShared(machine, answer, resolved.operation, body, json, envelope.requestId, cause)
  return fromEnvelope({ machine, answer, status: code, resolved, shared, body, json }, envelope)
}
