/**
 * What became of the operations. Whether a change loosens something is found out by deciding about answers of
 * every sort under both.
 */
import { Operation, type Verdict } from "@crm-errors/core"
import { type Catalog, Envelope, make } from "@crm-errors/core/adapter"
import { compareText } from "../internal/order.ts"
import { decideOne, outcomesOf } from "./behaviour.ts"
import type { Effect } from "./Change.ts"
import { canonicalText } from "./canonicalText.ts"
import { type Draft, makeDraft } from "./Draft.ts"
import { type Loosening, loosenedDecision } from "./loosened.ts"
import { probingCode } from "./situations.ts"
import { intentWords, listed } from "./words.ts"

type CatalogOperation = Catalog.CatalogOperation
type Route = CatalogOperation["match"][number]

const entry = (reason: Catalog.ReasonData, verdict: Partial<Verdict.Verdict>): Catalog.Entry => ({
  id: "probe",
  match: [{ code: [probingCode] }],
  outcome: "Failed",
  reason,
  verdict: {
    when: { _tag: "Never" },
    effect: "NotApplied",
    change: "Same",
    scope: ["Item"],
    actor: ["DataOwner"],
    ...verdict
  },
  confidence: "documented"
})

/** One entry of every sort that an operation makes a difference to. */
const probes: ReadonlyArray<ReturnType<typeof outcomesOf>> = [
  entry({ _tag: "AlreadyExistsError", owner: "Same" }, {}),
  entry({ _tag: "AlreadyExistsError", owner: "Unknown" }, {}),
  entry({ _tag: "NotFoundError", subject: "Target" }, {}),
  entry({ _tag: "VendorInternalError" }, { when: { _tag: "Backoff" }, effect: "MaybeApplied" }),
  entry({ _tag: "UnavailableError" }, { when: { _tag: "Backoff" } }),
  entry({ _tag: "BatchTooLargeError" }, { when: { _tag: "Now" }, change: "Split" }),
  { id: "probe", match: [{ code: [probingCode] }], outcome: "NoOp", ambiguous: true, confidence: "documented" } as const
].map(outcomesOf)

// An operation sees the codes that it and the other know as the one that the probing answers carry.
const seeing = (operation: Operation.Operation, code: string | undefined): Operation.Operation => {
  const { unmaskedBy, ...rest } = operation
  return code !== undefined && unmaskedBy?.includes(code) ? { ...rest, unmaskedBy: [probingCode] } : rest
}

const loosened = (old: Operation.Operation, next: Operation.Operation): ReadonlySet<Loosening> => {
  const found = new Set<Loosening>()
  const codes = [undefined, ...new Set([...(old.unmaskedBy ?? []), ...(next.unmaskedBy ?? [])])]
  for (const code of codes) {
    for (const size of [1, 2]) {
      for (const probe of [{}, { probe: true }] as const) {
        const before = { ...seeing(old, code), size, ...probe }
        const after = { ...seeing(next, code), size, ...probe }
        for (const outcomeOf of probes) {
          for (const moment of ["First", "Repeat"] as const) {
            const one = loosenedDecision(
              decideOne(outcomeOf(before), before, moment),
              decideOne(outcomeOf(after), after, moment),
              next.intent === "Read" && old.intent === "Read"
            )
            if (one !== undefined) found.add(one)
          }
        }
      }
    }
  }
  return found
}

const stricter = (old: Operation.Operation, next: Operation.Operation): boolean =>
  (next.repeat === "Unsafe" && old.repeat !== "Unsafe") ||
  (old.unmaskedBy ?? []).some((code) => !next.unmaskedBy?.includes(code))

const codesInWords = (codes: ReadonlyArray<string>): string =>
  `${codes.length === 1 ? "code" : "codes"} ${listed(codes)}`

const without = (
  left: ReadonlyArray<string> | undefined,
  right: ReadonlyArray<string> | undefined
): ReadonlyArray<string> => (left ?? []).filter((one) => !right?.includes(one))

const unmasks = (codes: ReadonlyArray<string>): string | undefined =>
  codes.length === 0 ? undefined : `jobs now take ${codesInWords(codes)} on a repeat for done`

interface Fields {
  readonly facts: ReadonlyArray<string>
  readonly effects: ReadonlyArray<Effect>
}

const repeats = (old: Operation.Repeat, next: Operation.Repeat): string | undefined => {
  if (old === "Unsafe" && next !== "Unsafe") return "jobs now repeat it after an attempt that may have written"
  if (old !== "Unsafe" && next === "Unsafe") return "jobs no longer repeat it after an attempt that may have written"
  return undefined
}

const fieldsChanged = (old: Operation.Operation, next: Operation.Operation): Fields => {
  const facts: Array<string> = []
  const effects: Array<Effect> = []
  const say = (jobs: string | undefined): void => {
    if (jobs !== undefined) effects.push({ jobs })
  }
  const differ = (key: "intent" | "repeat" | "section" | "maxItems" | "naturalKey"): boolean => {
    const [before, after] = [old[key], next[key]].map((value) =>
      value === undefined ? "none" : Array.isArray(value) ? [...value].sort(compareText).join(" + ") : String(value)
    )
    if (before === after) return false
    facts.push(`${key} was ${before}, now ${after}`)
    return true
  }
  if (differ("intent"))
    say(`jobs take it for one of the ${intentWords[next.intent]}, not of the ${intentWords[old.intent]}`)
  if (differ("repeat")) say(repeats(old.repeat, next.repeat))
  const added = without(next.unmaskedBy, old.unmaskedBy)
  const removed = without(old.unmaskedBy, next.unmaskedBy)
  if (added.length > 0) {
    facts.push(`unmasked by ${codesInWords(added)}`)
    say(unmasks(added))
  }
  if (removed.length > 0) {
    facts.push(`no longer unmasked by ${codesInWords(removed)}`)
    say(`jobs no longer take ${codesInWords(removed)} on a repeat for done`)
  }
  if (differ("maxItems"))
    say(
      `jobs that size their batches by it send ${next.maxItems === undefined ? "any number" : `at most ${next.maxItems}`} in one request`
    )
  if (differ("naturalKey")) {
    say(
      next.naturalKey === undefined
        ? "jobs have no key to look for the record by"
        : `jobs that look for the record look by ${listed(next.naturalKey)}`
    )
  }
  if (differ("section")) say("jobs see its codes read in another section")
  return { facts, effects }
}

const routeInWords = ({ method, path, rpcMethod }: Route): string =>
  rpcMethod ?? [method, path].filter((part) => part !== undefined).join(" ")

const routesChanged = (old: CatalogOperation, next: CatalogOperation): ReadonlyArray<string> => {
  const olds = new Set(old.match.map(routeInWords))
  const nexts = new Set(next.match.map(routeInWords))
  const added = [...nexts].filter((route) => !olds.has(route))
  const removed = [...olds].filter((route) => !nexts.has(route))
  return [
    ...(added.length === 0 ? [] : [`is also ${listed(added)}`]),
    ...(removed.length === 0 ? [] : [`is no longer ${listed(removed)}`])
  ]
}

const asOperation = ({ match: _, ...fields }: CatalogOperation): Operation.Operation => Operation.make(fields)

/** What a catalog takes a request for; nothing known is an unsafe create, as everywhere. */
export const makeResolver = (
  catalog: Catalog.Catalog
): ((request: Parameters<ReturnType<typeof make>["operation"]>[0]) => Operation.Operation) => {
  const adapter = make(catalog.vendor, catalog, () => Envelope.unrecognised)
  return (request) => adapter.operation(request) ?? Operation.unknown
}

const requestOf = ({ method, path, rpcMethod }: Route) =>
  rpcMethod === undefined ? { method, path } : { rpc_method: rpcMethod }

/** The changes of operations as such. */
export const operationDrafts = (old: Catalog.Catalog, next: Catalog.Catalog): Array<Draft> => {
  const drafts: Array<Draft> = []
  const olds = new Map(old.operations.map((operation) => [operation.name, operation]))
  const nexts = new Map(next.operations.map((operation) => [operation.name, operation]))
  const inOld = makeResolver(old)
  const inNext = makeResolver(next)

  const push = (
    subject: string,
    said: ReadonlyArray<string>,
    fields: Fields,
    loosenings: ReadonlySet<Loosening>,
    rule: string
  ): void => {
    drafts.push(
      makeDraft(
        { kind: "Operation", subject, what: [...said, ...fields.facts].join("; "), bump: "minor", rule },
        { effects: fields.effects, loosenings }
      )
    )
  }

  for (const [name, before] of olds) {
    const after = nexts.get(name)
    if (after === undefined || canonicalText(before) === canonicalText(after)) continue
    const [one, other] = [asOperation(before), asOperation(after)]
    const said = routesChanged(before, after)
    const fields = fieldsChanged(one, other)
    if (said.length === 0 && fields.facts.length === 0) continue
    push(name, said, fields, loosened(one, other), stricter(one, other) ? "tightened" : "changed otherwise")
  }

  const renamed = new Set<string>()
  for (const [name, before] of olds) {
    if (nexts.has(name)) continue
    // What its requests are taken for from now on: another operation's, or what method and path alone tell.
    const now = inNext(requestOf(before.match[0]!))
    const isRename = nexts.has(now.name) && !olds.has(now.name)
    if (isRename) renamed.add(now.name)
    const one = asOperation(before)
    push(
      name,
      [
        isRename
          ? `is now ${now.name}`
          : `removed: its requests are taken for ${now.name === "unknown" ? `an unknown ${now.intent}` : now.name}`
      ],
      fieldsChanged(one, now),
      loosened(one, now),
      isRename ? "operation renamed" : "operation removed"
    )
  }

  for (const [name, after] of nexts) {
    if (olds.has(name) || renamed.has(name)) continue
    const before = inOld(requestOf(after.match[0]!))
    const other = asOperation(after)
    // A read that becomes known is no write that is now repeated.
    const loosenings = after.intent === "Read" ? new Set<Loosening>() : loosened(before, other)
    const said =
      other.intent !== "Read"
        ? repeats(before.repeat, other.repeat)
        : before.intent === "Read"
          ? undefined
          : "jobs now take it for a read"
    push(
      name,
      [`new (${after.match.map(routeInWords).join(", ")})`],
      {
        facts: [],
        effects: [said, unmasks(other.unmaskedBy ?? [])].flatMap((jobs) => (jobs === undefined ? [] : [{ jobs }]))
      },
      loosenings,
      "operation added"
    )
  }
  return drafts
}
