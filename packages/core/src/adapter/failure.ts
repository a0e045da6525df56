/**
 * From the entries that fit to one error, or to an outcome that is none.
 *
 * @since 0.1.0
 */
import { CrmError } from "../CrmError.ts"
import type { BodyKind, DecidedBy, Evidence } from "../Evidence.ts"
import * as Emit from "../internal/emit.ts"
import type { Operation } from "../Operation.ts"
import type { Reason } from "../Reason.ts"
import * as Verdict from "../Verdict.ts"
import * as When from "../When.ts"
import type { Entry, ReasonData } from "./Catalog.ts"
import type { Found } from "./classify.ts"
import type { Signal } from "./Envelope.ts"
import { makeReason } from "./makeReason.ts"
import type { FoundWait } from "./waits.ts"

/** What all complaints of one answer share. @category models @since 0.1.0 */
export interface Shared {
  readonly vendor: string
  readonly catalogVersion: string
  readonly operation: Operation | undefined
  readonly httpStatus: number | undefined
  readonly body: BodyKind
  readonly requestId: string | undefined
  readonly wait: () => FoundWait | undefined
  readonly cause?: unknown
}

const adjusted = new WeakMap<Verdict.Verdict, Array<Verdict.Verdict | undefined>>()

/**
 * The verdict in its place: a read writes nothing, and a complaint about one record dooms that record only.
 * The four variants of each verdict are made once.
 */
export const adjust = (verdict: Verdict.Verdict, isRead: boolean, isItem: boolean): Verdict.Verdict => {
  let variants = adjusted.get(verdict)
  if (variants === undefined) {
    variants = [undefined, undefined, undefined, undefined]
    adjusted.set(verdict, variants)
  }
  const place = (isRead ? 1 : 0) + (isItem ? 2 : 0)
  const known = variants[place]
  if (known !== undefined) return known
  const { inFlight, ...rest } = verdict
  const made: Verdict.Verdict = {
    ...rest,
    ...(isRead ? { effect: "NotApplied" } : inFlight ? { inFlight } : {}),
    scope: isItem
      ? Verdict.joinScope(
          verdict.scope.map((scope) => (scope === "Request" ? "Item" : scope)),
          []
        )
      : verdict.scope
  }
  variants[place] = made
  return made
}

// A vendor's wait counts only where waiting is the cure: some vendors send reset headers with every answer.
const withWait = (
  verdict: Verdict.Verdict,
  reason: Reason,
  shared: Shared
): { readonly verdict: Verdict.Verdict; readonly wait: string | undefined } => {
  const { family } = reason
  const { when } = verdict
  const waits = when._tag === "Backoff" || when._tag === "After" || when._tag === "AtWindow"
  if (!waits) return { verdict, wait: undefined }
  if (family === "throttle" || family === "outage" || family === "unknown") {
    const found = shared.wait()
    if (found !== undefined) return { verdict: { ...verdict, when: When.after(found.wait) }, wait: found.from }
  }
  return { verdict, wait: when._tag === "After" || when._tag === "AtWindow" ? "catalog" : undefined }
}

/** Weak to strong. @internal */
export const whenOrder: ReadonlyArray<When.WhenTag> = [
  "Now",
  "Backoff",
  "After",
  "AtWindow",
  "AfterRefresh",
  "AfterDependency",
  "AfterPerson",
  "Never"
]

/** From the one that asks nothing of a job to the one that does. @internal */
export const outcomes: ReadonlyArray<Entry["outcome"]> = ["Success", "Empty", "NoOp", "Failed"]

/** One reading out of several: any failure beats any success, then the one that demands the most. */
const safest = (entries: ReadonlyArray<Entry>): Entry => {
  const weight = (entry: Entry): number =>
    outcomes.indexOf(entry.outcome) * 100 +
    (entry.verdict === undefined ? 0 : whenOrder.indexOf(entry.verdict.when._tag))
  return entries.reduce((left, right) => (weight(right) > weight(left) ? right : left))
}

// Readings that agree on the tag but not on the details leave the details open, where the reason has a word for that.
const unite = (entries: ReadonlyArray<Entry>, chosen: ReasonData): ReasonData => {
  const failed = entries.filter((entry) => entry.reason !== undefined)
  if (failed.some((entry) => entry.reason!._tag !== chosen._tag)) return chosen
  const differs = (key: "kind" | "owner" | "subject"): boolean =>
    failed.some((entry) => entry.reason![key] !== chosen[key])
  if (chosen._tag === "SubscriptionRequiredError" && differs("kind")) return { ...chosen, kind: "Account" }
  if ((chosen._tag === "AuthenticationError" || chosen._tag === "PermissionError") && differs("kind")) {
    return { ...chosen, kind: "Unspecified" }
  }
  if (chosen._tag === "NotFoundError" && differs("subject")) return { ...chosen, subject: "Unknown" }
  if (chosen._tag === "AlreadyExistsError" && differs("owner")) return { ...chosen, owner: "Unknown" }
  return chosen
}

interface United {
  readonly reason: ReasonData
  readonly verdict: Verdict.Verdict
}

// The same few entries are confused again and again, and a verdict that is made anew is adjusted anew.
const united = new WeakMap<Entry, Array<{ readonly entries: ReadonlyArray<Entry>; readonly both: United }>>()

const uniteEntries = (entries: ReadonlyArray<Entry>, chosen: Entry): United => {
  let list = united.get(chosen)
  if (list === undefined) {
    list = []
    united.set(chosen, list)
  }
  for (const known of list) {
    if (known.entries.length === entries.length && known.entries.every((entry, index) => entry === entries[index])) {
      return known.both
    }
  }
  const both = {
    reason: unite(entries, chosen.reason!),
    verdict: Verdict.joinAll(entries.flatMap((entry) => (entry.verdict === undefined ? [] : [entry.verdict])))!
  }
  list.push({ entries, both })
  return both
}

/** What became of a complaint: an error, or the entry by which it is none. @category models @since 0.1.0 */
export type Judged =
  | { readonly _tag: "Error"; readonly error: CrmError }
  | { readonly _tag: "NoError"; readonly entry: Entry; readonly code: string | undefined }

// A code that the catalog lists is ours; any other came from outside.
const shownCode = (found: Found, signal: Signal | undefined): string | undefined => {
  const code = signal?.code
  if (code === undefined) return undefined
  return found.entries.some((entry) => entry.match.some((match) => match.code?.includes(code))) ? code : Emit.code(code)
}

/** Judges a complaint by the entries that were found for it. @category judging @since 0.1.0 */
export const judge = (found: Found, signal: Signal | undefined, shared: Shared, isItem: boolean): Judged => {
  const entry = found.entries.length === 1 ? found.entries[0]! : safest(found.entries)
  const code = shownCode(found, signal)
  if (entry.outcome !== "Failed" || entry.reason === undefined || entry.verdict === undefined) {
    return { _tag: "NoError", entry, code }
  }
  let reasonData = entry.reason
  let verdict = entry.verdict
  if (found.entries.length > 1) {
    const both = uniteEntries(found.entries, entry)
    reasonData = both.reason
    verdict = both.verdict
  }
  const reason = makeReason(reasonData, signal, shared.operation)
  const isRead = shared.operation?.intent === "Read"
  const timed = withWait(adjust(verdict, isRead, isItem), reason, shared)
  // Field by field: spreading what is mostly absent costs more than all the looking up.
  const evidence: { -readonly [Key in keyof Evidence]: Evidence[Key] } = {
    by: found.by,
    matched: found.matched,
    body: shared.body,
    catalog: shared.catalogVersion,
    confidence: entry.confidence
  }
  if (entry.effectConfidence !== undefined) evidence.effectConfidence = entry.effectConfidence
  if (found.entries.length > 1)
    evidence.alternatives = found.entries.filter((one) => one !== entry).map((one) => one.id)
  if (timed.wait !== undefined) evidence.wait = timed.wait
  if (entry.overlay) evidence.overlay = true
  return {
    _tag: "Error",
    error: new CrmError({
      vendor: shared.vendor,
      operation: shared.operation?.name,
      operationDetails: shared.operation,
      code,
      entry: entry.id,
      reason,
      verdict: timed.verdict,
      evidence,
      requestId: shared.requestId,
      httpStatus: shared.httpStatus,
      vendorText: signal?.text,
      cause: shared.cause
    })
  }
}

/** An error that no entry made: by core's own table, or by a fact of the transport. @category judging @since 0.1.0 */
export const byDefault = (
  reasonData: ReasonData,
  verdict: Verdict.Verdict,
  by: DecidedBy,
  matched: ReadonlyArray<string>,
  signal: Signal | undefined,
  shared: Shared,
  isItem: boolean
): CrmError => {
  const reason = makeReason(reasonData, signal, shared.operation)
  const timed = withWait(adjust(verdict, shared.operation?.intent === "Read", isItem), reason, shared)
  const unknown = signal?.code ?? signal?.text
  const evidence: Evidence = {
    by,
    matched,
    body: shared.body,
    catalog: shared.catalogVersion,
    ...(unknown === undefined ? {} : { fingerprint: Emit.fingerprint(unknown) }),
    ...(timed.wait === undefined ? {} : { wait: timed.wait })
  }
  return new CrmError({
    vendor: shared.vendor,
    operation: shared.operation?.name,
    operationDetails: shared.operation,
    code: signal?.code === undefined ? undefined : Emit.code(signal.code),
    reason,
    verdict: timed.verdict,
    evidence,
    requestId: shared.requestId,
    httpStatus: shared.httpStatus,
    vendorText: signal?.text,
    cause: shared.cause
  })
}
