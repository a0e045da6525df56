import { sectionOf } from "@crm-errors/core/adapter"
import { entryIds } from "../../lint/Rule.ts"
import type { CatalogSource } from "../../load.ts"
import { entryId } from "../../schema/primitives.ts"
import type { Facts } from "./Facts.ts"
import { type Given, type Invalid, invalid, type Question } from "./Given.ts"

/** Where an entry belongs, as far as it is known. */
export interface Place {
  readonly section?: string
  readonly id?: string
  readonly questions: ReadonlyArray<Question>
}

const hasCodes = (source: CatalogSource, section: string): boolean =>
  source.entries.some(
    ({ value }) => value.section === section && value.entries.some(({ match }) => match.some(({ code }) => code))
  )

const sectionFor = (source: CatalogSource, facts: Facts): string | undefined => {
  const ids = source.vendor.value.sections.map(({ id }) => id)
  if (facts.code === undefined) return ids.includes("http") ? "http" : ids.length === 1 ? ids[0] : undefined
  if (facts.section !== undefined && ids.includes(facts.section)) return facts.section
  // Where the vendor has one list of codes there is nothing to choose.
  const withCodes = ids.filter((id) => hasCodes(source, id))
  const candidates = withCodes.length > 0 ? withCodes : ids.filter((id) => id !== "http")
  return candidates.length === 1 ? candidates[0] : undefined
}

const chosenSection = (source: CatalogSource, facts: Facts, given: Given): string | Invalid | undefined => {
  const { sections } = source.vendor.value
  const name = given.section ?? given.id?.split("/").at(-2)
  if (name === undefined) return sectionFor(source, facts)
  const found = sectionOf(sections, name)
  return (
    found ??
    invalid(
      given.section === undefined ? "id" : "section",
      `there is no section ${JSON.stringify(name)}. Known: ${sections.map(({ id }) => id).join(", ")}. Add a new one to vendor.json first.`
    )
  )
}

const retiredOf = (source: CatalogSource): ReadonlySet<string> =>
  new Set(source.retired.value.retired.map(({ id }) => id))

const chosenId = (source: CatalogSource, section: string, given: string): string | Invalid => {
  const { vendor } = source.vendor.value
  // The name alone, or with what stands before it.
  const missing = Math.max(0, 3 - given.split("/").length)
  const id = [...[vendor, section].slice(0, missing), given].join("/")
  if (!entryId.safeParse(id).success || !id.startsWith(`${vendor}/${section}/`)) {
    return invalid(
      "id",
      `${JSON.stringify(given)} is no id of ${vendor}. Write ${vendor}/${section}/<name>, or the name alone.`
    )
  }
  if (entryIds(source).has(id)) return invalid("id", `${id} is there already. Choose another name, such as ${id}-2.`)
  return retiredOf(source).has(id)
    ? invalid("id", `${id} is no longer in use, and ids are never used again. Choose another name.`)
    : id
}

const derivedId = (source: CatalogSource, section: string, { code, status }: Facts): string | undefined => {
  const id = `${source.vendor.value.vendor}/${section}/${code ?? status}`
  const isFree = entryId.safeParse(id).success && !entryIds(source).has(id) && !retiredOf(source).has(id)
  return isFree ? id : undefined
}

/** The section and the id of a new entry. */
export const placeOf = (source: CatalogSource, facts: Facts, given: Given): Place | Invalid => {
  const section = chosenSection(source, facts, given)
  if (section === undefined) {
    return {
      questions: [
        {
          option: "section",
          why: "To which group of the vendor's codes does it belong?",
          choices: source.vendor.value.sections.map(({ id }) => id)
        }
      ]
    }
  }
  if (typeof section !== "string") return section
  const id = given.id === undefined ? derivedId(source, section, facts) : chosenId(source, section, given.id)
  if (id === undefined) {
    const name = facts.code ?? facts.status
    const why = `What is the entry called? ${source.vendor.value.vendor}/${section}/${name} is taken: a name such as ${name}-<what is special about it>.`
    return { section, questions: [{ option: "id", why }] }
  }
  return typeof id === "string" ? { section, id, questions: [] } : id
}
