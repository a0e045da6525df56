/**
 * A release of a catalog: what `releases/<version>.json` holds. The file is the compiled catalog, which anybody
 * can pin with `make({ catalog })`, and one key more, `release`, with what a diff needs beside it.
 *
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import type { Answer, Catalog, RequestDescriptor } from "@crm-errors/core/adapter"
import * as z from "zod"
import { compile, entriesOf } from "../compile.ts"
import { checkSchema } from "../internal/checkSchema.ts"
import { compareNatural, compareText } from "../internal/order.ts"
import { parseJson, positionOf } from "../internal/parseJson.ts"
import { type CatalogSource, maxFileBytes } from "../load.ts"
import type { Problem } from "../Problem.ts"
import { compiledCatalogSchema, schemaVersion } from "../schema/compiled.ts"
import { fixtureSchema } from "../schema/fixture.ts"
import { entryId, filled } from "../schema/primitives.ts"
import { type Retirement, retirementSchema } from "../schema/retired.ts"
import { canonicalText } from "./canonicalText.ts"
import { checkCompiled } from "./checkCompiled.ts"

const digest = z.string().regex(/^[0-9a-f]{16}$/, "16 hexadecimal digits")

const releaseFixtureSchema = z.strictObject({
  name: filled,
  entry: entryId.nullable(),
  answer: fixtureSchema.shape.answer,
  request: fixtureSchema.shape.request,
  digest: digest.exactOptional()
})

/**
 * The key `release` of `releases/<version>.json`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const releaseNotesSchema = z.strictObject({
  retired: z.array(retirementSchema),
  fixtures: z.array(releaseFixtureSchema),
  digests: z
    .strictObject({
      vendor: digest,
      operations: z.record(z.string(), digest),
      entries: z.record(entryId, digest)
    })
    .exactOptional()
})

/**
 * `releases/<version>.json`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const releaseFileSchema = compiledCatalogSchema.extend({ release: releaseNotesSchema.exactOptional() })

/**
 * An answer whose reading is part of the release. `digest` stands for the rest of the fixture.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReleaseFixture {
  /** The file's name without `.json`. */
  readonly name: string
  readonly entry: string | null
  readonly answer: z.output<typeof fixtureSchema>["answer"]
  readonly request?: RequestDescriptor | null
  readonly digest?: string
}

/**
 * Stand for the texts, notes and sources: enough to know that they changed.
 *
 * @category models
 * @since 0.1.0
 */
export interface Digests {
  readonly vendor: string
  /** By name. */
  readonly operations: Readonly<Record<string, string>>
  /** By id. */
  readonly entries: Readonly<Record<string, string>>
}

/** @category models @since 0.1.0 */
export interface Release {
  readonly catalog: Catalog.Catalog
  readonly retired: ReadonlyArray<Retirement>
  readonly fixtures: ReadonlyArray<ReleaseFixture>
  /** Absent where only a compiled catalog is at hand: then nothing is said about texts. */
  readonly digests?: Digests
}

/**
 * Is one of the two a bare `catalog.json` and the other a whole release? Then the one says nothing of what the other
 * knows: retired ids, fixtures, texts.
 */
export const isBareBeside = (one: Release, other: Release): boolean =>
  one.digests === undefined && other.digests !== undefined

const digestOf = (value: unknown): string =>
  createHash("sha256").update(canonicalText(value)).digest("hex").slice(0, 16)

const nameOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1).replace(/\.json$/, "")

/** An answer as an adapter takes it. */
export const answerOf = ({ answer }: ReleaseFixture): Answer => ({
  status: answer.status,
  headers: answer.headers,
  body: answer.body ?? undefined,
  transport: answer.transport ?? undefined,
  tooLarge: answer.tooLarge
})

/**
 * The release that a catalog's folder would be, if it were released as it is.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeRelease = (source: CatalogSource): Release => ({
  catalog: compile(source),
  retired: [...source.retired.value.retired].sort((left, right) => compareNatural(left.id, right.id)),
  fixtures: source.fixtures
    .map(({ file, value }): ReleaseFixture => {
      const { answer, entry, request, $schema: _, ...rest } = value
      return {
        name: nameOf(file),
        entry,
        answer,
        ...(request === undefined || request === null ? {} : { request }),
        digest: digestOf(rest)
      }
    })
    .sort((left, right) => compareText(left.name, right.name)),
  digests: {
    vendor: digestOf(authoredOnly(source.vendor.value)),
    operations: Object.fromEntries(
      [...source.operations.value.operations]
        .sort((left, right) => compareText(left.name, right.name))
        .map(({ confidence, name, note, sources }) => [name, digestOf({ confidence, note, sources })])
    ),
    entries: Object.fromEntries(
      entriesOf(source).map(({ id, note, sources, texts }) => [id, digestOf({ note, sources, texts })])
    )
  }
})

// What of vendor.json no compiled catalog has: names, titles, documentation, sources.
const authoredOnly = (vendor: CatalogSource["vendor"]["value"]): unknown => ({
  names: vendor.names,
  aliases: vendor.aliases,
  apiVersions: vendor.apiVersions,
  documentation: vendor.documentation,
  titles: [...vendor.sections, ...(vendor.variants ?? [])].map(({ title }) => title),
  sources: [...(vendor.waits ?? []), ...(vendor.limits ?? [])].map(({ sources }) => sources)
})

const lines = (key: string, values: ReadonlyArray<unknown>): string =>
  values.length === 0
    ? `"${key}": []`
    : `"${key}": [\n${values.map((value) => `    ${JSON.stringify(value)}`).join(",\n")}\n  ]`

const recordLines = (record: Readonly<Record<string, string>>): string => {
  const fields = Object.entries(record).map(
    ([key, value]) => `        ${JSON.stringify(key)}: ${JSON.stringify(value)}`
  )
  return fields.length === 0 ? "{}" : `{\n${fields.join(",\n")}\n      }`
}

const inner = (text: string): string => text.replaceAll("\n", "\n  ")

/**
 * The text of `releases/<version>.json`: one line for each entry, operation, retired id, fixture and digest, so
 * that two releases can be compared by eye as well.
 *
 * @category formatting
 * @since 0.1.0
 */
export const printRelease = ({ catalog, digests, fixtures, retired }: Release): string => {
  const fields = Object.entries(catalog).map(([key, value]) =>
    Array.isArray(value) && value.some((one) => typeof one === "object")
      ? lines(key, value)
      : `${JSON.stringify(key)}: ${JSON.stringify(value)}`
  )
  const notes = [
    inner(lines("retired", retired)),
    inner(lines("fixtures", fixtures)),
    ...(digests === undefined
      ? []
      : [
          `"digests": {\n      "vendor": ${JSON.stringify(digests.vendor)},\n      "operations": ${recordLines(digests.operations)},\n      "entries": ${recordLines(digests.entries)}\n    }`
        ])
  ]
  // A bare catalog stays one.
  if (digests === undefined && retired.length === 0 && fixtures.length === 0) {
    return `{\n  ${fields.join(",\n  ")}\n}\n`
  }
  return `{\n  ${[...fields, `"release": {\n    ${notes.join(",\n    ")}\n  }`].join(",\n  ")}\n}\n`
}

/** @category models @since 0.1.0 */
export interface ReadRelease {
  /** Only when there are no problems. */
  readonly release?: Release
  readonly problems: ReadonlyArray<Problem>
}

const refused = (file: string, problem: Omit<Problem, "rule" | "file">): ReadRelease => ({
  problems: [{ rule: "read", file, ...problem }]
})

/**
 * Reads the text of `releases/<version>.json`, or of a bare `catalog.json`. Whatever is in it, the answer is
 * data; `file` is the name that problems give it.
 *
 * @category reading
 * @since 0.1.0
 */
export const readRelease = (text: string, file: string): ReadRelease => {
  if (text.length > maxReleaseLength) {
    return refused(file, {
      place: "",
      what: `the file has ${text.length} characters, more than ${maxReleaseLength}`,
      fix: "Take the file that `crm-errors catalog` wrote"
    })
  }
  const { complaints, value } = parseJson(text)
  if (complaints.length > 0) {
    return {
      problems: complaints.map(({ offset, ...complaint }) => ({
        rule: "read",
        file,
        ...complaint,
        ...positionOf(text, offset)
      }))
    }
  }
  const found =
    typeof value === "object" && value !== null && "schemaVersion" in value ? value.schemaVersion : undefined
  if (found !== undefined && found !== schemaVersion) {
    return refused(file, {
      place: "/schemaVersion",
      what: `the catalog is of schemaVersion ${String(JSON.stringify(found)).slice(0, 20)}`,
      expected: String(schemaVersion),
      fix: "Use a version of this tool that reads it"
    })
  }
  const checked = checkSchema(releaseFileSchema, value, file)
  if (checked.problems !== undefined) return { problems: checked.problems }
  const { release, ...catalog } = checked.value
  const wrong = checkCompiled(file, catalog, release)
  if (wrong.length > 0) return { problems: wrong }
  return {
    release: {
      catalog,
      retired: release?.retired ?? [],
      fixtures: release?.fixtures ?? [],
      ...(release?.digests === undefined ? {} : { digests: release.digests })
    },
    problems: []
  }
}

/** The longest text that is read, in UTF-16 units: 50,000 entries with a fixture each are two thirds of it. */
export const maxReleaseLength = 8 * maxFileBytes
