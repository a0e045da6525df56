import type { Catalog } from "@crm-errors/core/adapter"
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import type { Release, ReleaseFixture } from "../../src/diff/Release.ts"
import type { Retirement } from "../../src/schema/retired.ts"
import { english, russian, statuses } from "./amocrmLists.ts"
import { normalizeWith, release, told } from "./support.ts"

type List = typeof english

const rowsOf = (list: List): ReadonlyArray<readonly [section: string, code: string, reading: List[string][string]]> =>
  Object.entries(list).flatMap(([section, codes]) =>
    Object.entries(codes).map(([code, reading]) => [section, code, reading] as const)
  )

// What belongs to no section is found by its code alone.
const entriesOf = (list: List): ReadonlyArray<Catalog.Entry> =>
  rowsOf(list).map(([section, code, reading]) => ({
    id: `amocrm/${section}/${code}`,
    match: [section === "other" ? { code: [code] } : { code: [code], section: [section] }],
    confidence: "documented",
    ...reading
  }))

const fixturesOf = (list: List): ReadonlyArray<ReleaseFixture> =>
  rowsOf(list)
    // The one row whose answer has no body: HTTP 204.
    .filter(([, code]) => code !== "2002")
    .map(([section, code]) => ({
      name: `amocrm-${section}-${code}--list`,
      entry: `amocrm/${section}/${code}`,
      answer: {
        status: statuses[`${section}/${code}`] ?? 400,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ response: { error_code: code, error: "text" } })
      },
      request: { method: "POST", entity: section, intent: "Create", size: 1 }
    }))

const releaseOf = (version: string, list: List, retired: ReadonlyArray<Retirement>): Release =>
  release(
    {
      vendor: "amocrm",
      version,
      sections: Object.keys(english).map((id) => ({ id, entities: [] })),
      entries: entriesOf(list)
    },
    { fixtures: fixturesOf(list), retired }
  )

const normalize = normalizeWith((body) => {
  const { response } = body as { readonly response: { readonly error_code: string } }
  return { _tag: "Complaint", signal: { code: response.error_code } }
})

const gone = (place: string): Retirement => ({
  id: `amocrm/${place}`,
  kind: "gone",
  since: "2.0.0",
  why: "not in the Russian list"
})

const moved = (place: string, to: string): Retirement => ({
  id: `amocrm/${place}`,
  kind: "moved",
  to: [`amocrm/${to}`],
  since: "2.0.0",
  why: "listed elsewhere"
})

// The 32 codes of the English list only, in 37 rows.
const malformed = [
  "account/102",
  "account/103",
  "contacts/201",
  "contacts/206",
  "contacts/208",
  "directories/222",
  "directories/283",
  "directories/284",
  "directory_elements/222",
  "directory_elements/283",
  "directory_elements/284",
  "events/218",
  "events/222",
  "events/224",
  "leads/213",
  "leads/214",
  "leads/216",
  "tasks/227",
  "tasks/228",
  "tasks/230"
]
const methods = ["account/104", "contacts/207", "events/223", "leads/215", "tasks/229"]
const required = [
  "contacts/209",
  "directories/285",
  "directory_elements/285",
  "events/221",
  "leads/217",
  "tasks/232",
  "tasks/238"
]
const fields = ["contacts/211", "leads/240"]
const others = ["auth/401", "contacts/210", "events/226"]

const old = releaseOf("1.0.0", english, [])
const next = releaseOf("2.0.0", russian, [
  ...[...malformed, ...methods, ...required, ...fields, ...others].map(gone),
  moved("account/101", "auth/101"),
  moved("contacts/204", "directory_elements/204"),
  moved("directories/405", "other/405"),
  moved("directory_elements/405", "other/405")
])

it("has the rows of the two lists", () => {
  const codes = (list: List): ReadonlySet<string> => new Set(rowsOf(list).map(([, code]) => code))
  const [inEnglish, inRussian] = [codes(english), codes(russian)]
  expect([rowsOf(english).length, rowsOf(russian).length]).toEqual([77, 40])
  expect([...inEnglish].filter((code) => !inRussian.has(code)).sort()).toEqual(
    "102 103 104 201 206 207 208 209 210 211 213 214 215 216 217 218 221 222 223 224 226 227 228 229 230 232 238 240 283 284 285 401".split(
      " "
    )
  )
  expect([...inRussian].filter((code) => !inEnglish.has(code))).toEqual(["330", "422"])
})

const uncatalogued = "jobs that catch it by its reason see UncataloguedError"
const toDeveloper = (from: string): string => `jobs that tell someone tell a developer instead of ${from}`

const goneAs = (place: string, ...says: ReadonlyArray<string>): string =>
  `major (removed without a redirect) amocrm/${place}: gone (not in the Russian list): ${says.join("; ")}`

const byPlace = (left: string, right: string): number =>
  placeOf(left).localeCompare(placeOf(right), "en", { numeric: true })
const placeOf = (sentence: string): string => sentence.split("amocrm/")[1]?.split(":")[0] ?? ""

it("says what a job would notice when it goes from the English list to the Russian one, and nothing else", () => {
  const { bump, changes } = diff(old, next, { normalize })
  expect(bump).toBe("major")
  expect(told(changes)).toEqual([
    // The codes that are gone: their answers are of an unknown code now, and core repeats none of those.
    ...[
      ...malformed.map((place) => goneAs(place, uncatalogued)),
      ...methods.map((place) =>
        goneAs(
          place,
          "jobs leave the record out instead of giving up on the request",
          uncatalogued,
          "jobs no longer take the operation for affected"
        )
      ),
      ...required.map((place) => goneAs(place, uncatalogued, "jobs take the request for affected too")),
      ...fields.map((place) =>
        goneAs(
          place,
          "jobs stop refreshing the account's fields and lists and retrying it",
          uncatalogued,
          "jobs take the request for affected too",
          toDeveloper("the account's administrator")
        )
      ),
      // Its status speaks for itself.
      goneAs(
        "auth/401",
        "jobs now refresh the credentials and retry it instead of refreshing the account's host and retrying it",
        "jobs that catch it by its reason see AuthenticationError",
        "jobs no longer take the account for affected",
        "jobs that tell someone tell whoever runs the integration instead of nobody"
      ),
      goneAs(
        "contacts/210",
        "jobs now give up on it instead of giving up on it without knowing whether it was written",
        uncatalogued,
        toDeveloper("the vendor")
      ),
      goneAs(
        "events/226",
        "jobs stop putting it behind what it depends on",
        uncatalogued,
        "jobs take the request for affected too",
        toDeveloper("whoever owns the data")
      )
    ].sort(byPlace),
    // The rows whose codes are listed in another place: a job does the same.
    "minor (moved with a redirect) amocrm/account/101: moved to amocrm/auth/101; matches code 101 with section auth instead of code 101 with section account",
    "minor (moved with a redirect) amocrm/contacts/204: moved to amocrm/directory_elements/204; matches code 204 with section directory_elements instead of code 204 with section contacts",
    "minor (moved with a redirect) amocrm/directories/405: moved to amocrm/other/405; matches code 405 instead of code 405 with section directories",
    "minor (moved with a redirect) amocrm/directory_elements/405: moved to amocrm/other/405; matches code 405 instead of code 405 with section directory_elements",
    // The codes of the Russian list only: their answers were of an unknown code before.
    "minor (entry added) amocrm/contacts/330: new (CapacityExceededError (Links), Never): jobs that catch it by its reason see CapacityExceededError; jobs no longer take the request for affected; jobs that tell someone tell whoever owns the data instead of a developer",
    "minor (entry added) amocrm/leads/330: new (CapacityExceededError (Links), Never): jobs that catch it by its reason see CapacityExceededError; jobs no longer take the request for affected; jobs that tell someone tell whoever owns the data instead of a developer",
    "minor (entry added) amocrm/other/422: new (InvalidRecordError, Never): jobs that catch it by its reason see InvalidRecordError; jobs that tell someone tell whoever owns the data instead of a developer",
    "patch (fixtures) fixtures: 4 added, 41 removed"
  ])
})

it("asks for a minor release when the union of both lists is kept", () => {
  const { directories, directory_elements: elements } = english
  const without405 = ({ 405: _, ...rest }: List[string]): List[string] => rest
  const union = releaseOf(
    "1.1.0",
    {
      ...english,
      contacts: { ...english["contacts"], ...russian["contacts"] },
      leads: { ...english["leads"], ...russian["leads"] },
      directories: without405(directories ?? {}),
      directory_elements: without405(elements ?? {}),
      other: { ...english["other"], ...russian["other"] }
    },
    [moved("directories/405", "other/405"), moved("directory_elements/405", "other/405")]
  )
  const { bump, changes } = diff(old, union, { normalize })
  expect(bump).toBe("minor")
  expect(changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    "Moved amocrm/directories/405",
    "Moved amocrm/directory_elements/405",
    "Added amocrm/contacts/330",
    "Added amocrm/leads/330",
    "Added amocrm/other/422",
    "Fixtures fixtures"
  ])
})
