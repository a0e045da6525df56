/**
 * Reads fault scripts, faults and acts that come from outside: a file, a control endpoint. What is wrong with one is
 * told by place, with what was expected and what to do.
 *
 * @since 0.1.0
 */
import type { Catalog } from "@crm-errors/core/adapter"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Act } from "./Api.ts"
import { nearest } from "./engine/nearest.ts"
import { ActSchema, FaultSchema, ScriptSchema } from "./engine/schema.ts"
import { problemsOf } from "./engine/schemaProblems.ts"
import type { Fault, Script } from "./Fault.ts"

/**
 * One thing that is wrong.
 *
 * @category models
 * @since 0.1.0
 */
export interface Problem {
  /** As a JSON pointer; `""` is the whole. */
  readonly place: string
  /** What is wrong there, and what was expected. */
  readonly what: string
  /** A sentence. */
  readonly fix: string
}

/**
 * A script, a fault or an act that cannot be taken as it is.
 *
 * @category errors
 * @since 0.1.0
 */
export class ScriptError extends Data.TaggedError("ScriptError")<{
  /** `script`, `fault`, `act`. */
  readonly of: string
  readonly problems: ReadonlyArray<Problem>
}> {
  override get message(): string {
    return this.problems
      .map(({ fix, place, what }) => `${this.of}${place === "" ? "" : ` at ${place}`}: ${what}. ${fix}`)
      .join("\n")
  }
}

/**
 * What a script is checked against, besides its form.
 *
 * @category models
 * @since 0.1.0
 */
export interface Setting {
  /** The vendor's: entries and operations have to be in it. */
  readonly catalog: Pick<Catalog.Catalog, "vendor" | "entries" | "operations">
  /** The accounts that exist; any, unless given. */
  readonly accounts?: ReadonlyArray<string>
}

const few = 10

const listed = (names: ReadonlyArray<string>): string =>
  names.length > few ? `the ${names.length} that there are, such as ${names[0]}` : names.join(", ")

const unknownName = (what: string, name: string, among: ReadonlyArray<string>, of: string): Omit<Problem, "place"> => {
  const near = nearest(name, among)
  return {
    what: `there is no ${what} ${JSON.stringify(name)} ${of}`,
    fix: near === undefined ? `Use one of ${listed(among)}.` : `Did you mean ${JSON.stringify(near)}?`
  }
}

const actProblems = (act: Act, { accounts }: Setting, place: string): ReadonlyArray<Problem> =>
  accounts === undefined || act.account === undefined || accounts.includes(act.account)
    ? []
    : [{ place: `${place}/account`, ...unknownName("account", act.account, accounts, "here") }]

const faultProblems = ({ effect, when = {} }: Fault, setting: Setting, place: string): ReadonlyArray<Problem> => {
  const { accounts, catalog } = setting
  const problems: Array<Problem> = []
  const inCatalog = `in the catalog of ${catalog.vendor}`
  const operations = catalog.operations.map(({ name }) => name)
  if (when.operation !== undefined && !operations.includes(when.operation)) {
    problems.push({
      place: `${place}/when/operation`,
      ...unknownName("operation", when.operation, operations, inCatalog)
    })
  }
  if (accounts !== undefined && when.account !== undefined && !accounts.includes(when.account)) {
    problems.push({ place: `${place}/when/account`, ...unknownName("account", when.account, accounts, "here") })
  }
  if (effect._tag === "Entry") {
    const entries = catalog.entries.map(({ id }) => id)
    if (!entries.includes(effect.entry)) {
      problems.push({ place: `${place}/effect/entry`, ...unknownName("entry", effect.entry, entries, inCatalog) })
    }
    if (effect.of === "Record" && effect.applied !== undefined) {
      problems.push({
        place: `${place}/effect/applied`,
        what: "whether a write is applied can only be said of whole requests",
        fix: 'Remove it, or make it of "Request".'
      })
    }
  }
  if (effect._tag === "Act") problems.push(...actProblems(effect.act, setting, `${place}/effect/act`))
  return problems
}

const scriptProblems = ({ faults }: Script, setting: Setting): ReadonlyArray<Problem> =>
  faults.flatMap((fault, index) => faultProblems(fault, setting, `/faults/${index}`))

/**
 * Does a script that has the right form fit the vendor?
 *
 * @category checking
 * @since 0.1.0
 */
export const check = (script: Script, setting: Setting): ScriptError | undefined => {
  const problems = scriptProblems(script, setting)
  return problems.length === 0 ? undefined : new ScriptError({ of: "script", problems })
}

const reader =
  <Value>(
    of: string,
    schema: Schema.Decoder<Value>,
    more: (value: Value, setting: Setting) => ReadonlyArray<Problem>
  ) =>
  (value: unknown, setting?: Setting): Result.Result<Value, ScriptError> => {
    const decoded = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value)
    if (Result.isFailure(decoded)) return Result.fail(new ScriptError({ of, problems: problemsOf(decoded.failure) }))
    const problems = setting === undefined ? [] : more(decoded.success, setting)
    return problems.length === 0 ? Result.succeed(decoded.success) : Result.fail(new ScriptError({ of, problems }))
  }

/**
 * Reads a whole script.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parse: (value: unknown, setting?: Setting) => Result.Result<Script, ScriptError> = reader(
  "script",
  ScriptSchema,
  scriptProblems
)

/**
 * Reads one fault.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parseFault: (value: unknown, setting?: Setting) => Result.Result<Fault, ScriptError> = reader(
  "fault",
  FaultSchema,
  (fault, setting) => faultProblems(fault, setting, "")
)

/**
 * Reads an act.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parseAct: (value: unknown, setting?: Setting) => Result.Result<Act, ScriptError> = reader(
  "act",
  ActSchema,
  (act, setting) => actProblems(act, setting, "")
)
