import type { Answer, RequestDescriptor } from "../../adapter/Answer.ts"
import { httpDefault } from "../../adapter/httpDefaults.ts"
import type { CrmError } from "../../CrmError.ts"
import { answerOf } from "../Fixture.ts"
import { mutations, parseBody } from "../mutations.ts"
import { outcomeOf } from "../observe.ts"
import { errorsOf } from "../printed.ts"
import type { Clause, Options } from "../Suite.ts"
import { brief, violation } from "../violation.ts"

const words = ["NO_SUCH_CODE_OF_ANY_VENDOR", "NoSuchCodeOfAnyVendor"]
const numbers = [987_654, 876_543]

interface Unknown {
  readonly where: string
  readonly answer: Answer
  readonly request: RequestDescriptor | undefined
  readonly code: string
  /** The status decides by itself, so that the reason may be another than unknown. */
  readonly decisive: boolean
}

const isDecisive = (status: number | null): boolean => status !== null && httpDefault(status).decisive === true

const given = ({ answerWithCode }: Options): ReadonlyArray<Unknown> =>
  answerWithCode === undefined
    ? []
    : [...words, ...numbers.map(String)].map((code) => {
        const { answer, request } = answerWithCode(code)
        return { where: `answerWithCode(${brief(code)})`, answer, request, code, decisive: isDecisive(answer.status) }
      })

// Of the same form as the code that was there: some readers take nothing else for a code.
const inForm = (code: string): ReadonlyArray<string> => {
  if (/^\d+$/.test(code)) return numbers.map(String)
  return /^[A-Z0-9_]+$/.test(code) ? words.slice(0, 1) : words.slice(1)
}

// The place of the code is where the fixture's own code stands.
const derived = ({ adapter, fixtures }: Options): ReadonlyArray<Unknown> => {
  const known = new Set(adapter.catalog.entries.flatMap((entry) => entry.match.flatMap((match) => match.code ?? [])))
  return Object.entries(fixtures).flatMap(([name, fixture]) => {
    const codes = errorsOf(outcomeOf(adapter, fixture)).flatMap((error) =>
      error.code === undefined ? [] : [error.code]
    )
    const json = parseBody(fixture.answer.body)
    if (codes.length === 0 || json === undefined) return []
    const unknown = (current: unknown): ReadonlyArray<unknown> => {
      if (!codes.includes(String(current))) return []
      if (typeof current === "number") return numbers.filter((number) => !known.has(String(number)))
      return inForm(String(current)).filter((word) => !known.has(word))
    }
    return [...mutations(json, unknown)].map(({ pointer, value }) => ({
      where: `${name}, unknown code at "${pointer}"`,
      answer: { ...answerOf(fixture), body: JSON.stringify(value) },
      request: fixture.request ?? undefined,
      code: "",
      decisive: isDecisive(fixture.answer.status)
    }))
  })
}

const isUncatalogued = (error: CrmError): boolean =>
  error.reason._tag === "UncataloguedError" && error.evidence.fingerprint !== undefined

const notUncatalogued = (errors: ReadonlyArray<CrmError>, where: string): Error => {
  const found = errors.map(
    ({ evidence, reason }) => `${reason._tag}${evidence.fingerprint === undefined ? " without a fingerprint" : ""}`
  )
  return violation(
    `found ${found.join(", ") || "no error"}`,
    where,
    "Put the vendor's code into `signal.code`; no entry may match every code."
  )
}

/** A code that nobody knows is said to be unknown, and never taken for a success. */
export const unknownCode = (options: Options): ReadonlyArray<Clause> => [
  {
    name: "MUST NOT take an unknown code for a success",
    run: () => {
      for (const { answer, request, where } of [...given(options), ...derived(options)]) {
        const before = options.adapter.normalize(answer, request)
        if (before._tag !== "Failed" && before._tag !== "Mixed") {
          throw violation(before._tag, where, "Match codes one by one: what no entry knows has to miss.")
        }
      }
    }
  },
  {
    name: "MUST yield UncataloguedError with a fingerprint for an unknown code",
    run: () => {
      const asked = given(options)
      for (const { answer, decisive, request, where } of asked) {
        const errors = errorsOf(options.adapter.normalize(answer, request))
        if (!decisive && !errors.some(isUncatalogued)) throw notUncatalogued(errors, where)
      }
      if (asked.length > 0) return
      const made = derived(options)
      if (made.length === 0) {
        throw violation(
          "no fixture has a code",
          "fixtures",
          "Give `answerWithCode`, or a fixture whose error has a code."
        )
      }
      for (const { answer, decisive, request, where } of made) {
        const errors = errorsOf(options.adapter.normalize(answer, request))
        // A catalog may have entries for codes that no list names: by section, status or text.
        const byDefault = errors.every((error) => error.entry === undefined)
        if (byDefault && !decisive && !errors.some(isUncatalogued)) throw notUncatalogued(errors, where)
      }
    }
  }
]
