import * as Cause from "effect/Cause"
import * as Formatter from "effect/Formatter"
import type { CrmError } from "../CrmError.ts"
import type { Outcome } from "../Outcome.ts"

type Inspect = (value: unknown, options: object) => string

// Only where there is one: the suite runs in browsers too.
const inspect = ((): Inspect | undefined => {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => { inspect?: Inspect } | undefined }
  }
  return process?.getBuiltinModule?.("node:util")?.inspect
})()

const clone = (value: unknown): string => {
  try {
    const copy: unknown = structuredClone(value)
    const own =
      typeof copy === "object" && copy !== null ? Reflect.ownKeys(copy).map((key) => Reflect.get(copy, key)) : []
    return [String(copy), JSON.stringify(copy), ...own.map(String)].join("\n")
  } catch {
    // Functions cannot be cloned: then nothing comes out either.
    return ""
  }
}

/** The errors of an outcome. */
export const errorsOf = (outcome: Outcome): ReadonlyArray<CrmError> => {
  if (outcome._tag === "Failed") return [outcome.error]
  const items = outcome._tag === "Empty" ? [] : (outcome.items ?? [])
  return items.flatMap((item) => (item.error === undefined ? [] : [item.error]))
}

/** The forms that cost little. */
export const printedShort = (value: object): ReadonlyArray<readonly [form: string, text: string]> => [
  ["String", String(value)],
  ["JSON.stringify", JSON.stringify(value)],
  ["stack", value instanceof Error ? String(value.stack) : ""]
]

/** Everything that a logger, a console, a crash report or a clone may make of a value, by the name of the form. */
export const printed = (value: object): ReadonlyArray<readonly [form: string, text: string]> => [
  ...printedShort(value),
  ["Formatter.format", Formatter.format(value)],
  ["Formatter.formatJson", Formatter.formatJson(value)],
  ["Cause.pretty", Cause.pretty(Cause.fail(value))],
  ["Cause.pretty of a defect", Cause.pretty(Cause.die(value))],
  ["structuredClone", clone(value)],
  ["message", value instanceof Error ? value.message : ""],
  ...(inspect === undefined
    ? []
    : ([
        ["util.inspect", inspect(value, { depth: 20 })],
        ["util.inspect with hidden", inspect(value, { depth: 20, showHidden: true })],
        [
          "util.inspect without custom",
          inspect(value, { depth: 20, showHidden: true, customInspect: false, getters: true })
        ]
      ] as const))
]
