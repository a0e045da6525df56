// A made-up catalog of any size, in the shape of the real ones: sections of a thousand entries, codes that come again
// in every section, entries by text and by code and intent, a fixture for each.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const perSection = 1_000
const operationsPerSection = 20
// A vendor with more codes has no more calls, and no more answers without a code: an adapter asks these one by one.
const sectionsWithOperations = 10
const sectionsWithTexts = 5
const checked = "2026-11-21"

const sources = [{ url: "https://synthetic.example/docs", checked, quote: "A sentence from the vendor's page." }]

const sectionName = (section: number): string => `s${section}`

const isByText = (section: number, index: number): boolean => index % 10 === 8 && section < sectionsWithTexts

const matchOf = (section: number, index: number): ReadonlyArray<object> => {
  const name = sectionName(section)
  if (isByText(section, index)) {
    return [{ section: [name], status: [400 + (index % 30)], pointer: [{ path: "/detail", equals: `Text ${index}` }] }]
  }
  if (index % 10 === 9) return [{ code: [`${name.toUpperCase()}_${index}`], intent: ["Create"] }]
  return [{ code: [String(index)], section: [name] }]
}

const whens = ["Never", "AfterPerson", "Backoff", "AfterDependency", "Never"]
const reasons = [
  { _tag: "InvalidRecordError" },
  { _tag: "FeatureDisabledError" },
  { _tag: "UnavailableError" },
  { _tag: "InvalidReferenceError", resource: "Parent" },
  { _tag: "MalformedRequestError" }
]

const idOf = (section: number, index: number): string => `synthetic/${sectionName(section)}/e${index}`

const entryOf = (section: number, index: number, loosened: boolean): object => ({
  id: idOf(section, index),
  match: matchOf(section, index),
  outcome: "Failed",
  reason: reasons[index % 5],
  verdict: {
    when: { _tag: loosened ? "Backoff" : whens[index % 5] },
    effect: "NotApplied",
    change: "Same",
    scope: ["Item"],
    actor: ["DataOwner"]
  },
  confidence: { entry: "documented", effect: "inferred" },
  texts: {
    en: {
      summary: `What the vendor means by the answer ${index} in the section ${section}.`,
      remedy: "What a person does about it, in one or two plain sentences that say who and how.",
      vendor: [`Text ${index}`]
    }
  },
  sources
})

const bodyOf = (section: number, index: number): object => {
  const [match] = matchOf(section, index) as ReadonlyArray<{ readonly code?: ReadonlyArray<string> }>
  return match?.code === undefined
    ? { detail: `Text ${index}` }
    : { code: match.code[0], section: sectionName(section) }
}

const fixtureOf = (section: number, index: number): object => ({
  entry: idOf(section, index),
  provenance: "from-docs",
  source: "made up",
  answer: {
    status: isByText(section, index) ? 400 + (index % 30) : 400,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(bodyOf(section, index))
  },
  request: {
    method: "POST",
    path: `/${sectionName(section % sectionsWithOperations)}/o${index % operationsPerSection}`
  },
  expected: { outcome: { _tag: "Failed" }, first: { _tag: "Skip" }, repeat: { _tag: "Skip" } }
})

const operationsOf = (section: number): ReadonlyArray<object> =>
  Array.from({ length: operationsPerSection }, (_, index) => ({
    match: [{ method: "POST", path: `/${sectionName(section % sectionsWithOperations)}/o${index}` }],
    name: `${sectionName(section)}.o${index}`,
    section: sectionName(section),
    intent: "Create",
    repeat: "Keyed",
    unmaskedBy: [String(index % 8)],
    confidence: "documented",
    sources
  }))

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Writes the catalog. With `loosened`, every n-th entry is retried instead of what it was before. */
export const writeSynthetic = (folder: string, entries: number, version: string, loosened = 0): void => {
  const sections = Array.from({ length: Math.ceil(entries / perSection) }, (_, section) => section)
  const write = (file: string, value: unknown): void => writeFileSync(join(folder, file), text(value))
  for (const name of ["entries", "fixtures"]) mkdirSync(join(folder, name), { recursive: true })
  write("package.json", { name: "@crm-errors/catalog-synthetic", version, license: "MIT", type: "module" })
  write("vendor.json", {
    vendor: "synthetic",
    names: ["Synthetic"],
    documentation: [{ url: "https://synthetic.example/docs", checked }],
    sections: sections.map((section) => ({
      id: sectionName(section),
      title: `Section ${section}`,
      entities: [`entity${section}`]
    }))
  })
  write("operations.json", { operations: sections.slice(0, sectionsWithOperations).flatMap(operationsOf) })
  write("retired.json", { retired: [] })
  for (const section of sections) {
    const indexes = Array.from({ length: Math.min(perSection, entries - section * perSection) }, (_, index) => index)
    const isLoosened = (index: number): boolean => loosened > 0 && index % loosened === 0
    write(`entries/${sectionName(section)}.json`, {
      section: sectionName(section),
      entries: indexes.map((index) => entryOf(section, index, isLoosened(index)))
    })
    for (const index of indexes) {
      write(`fixtures/synthetic-${sectionName(section)}-e${index}--made-up.json`, fixtureOf(section, index))
    }
  }
}
