/**
 * The authoring format of catalogs: its schemas, reading, checking, compiling and generating. For people who
 * write catalogs and the tools they use; an adapter or a job never needs it.
 *
 * `node:fs` is used by `loadCatalog`, `lintCatalog`, `fixCatalog`, `buildCatalog` and `writeFiles` only. The
 * JSON Schema of every file is at `@crm-errors/catalog-schema/schema/<name>.schema.json`.
 */
export {
  type Asking,
  type Draft,
  draftEntry,
  type Impossible,
  type Kit,
  type Known,
  type RecordedAnswer
} from "./authoring/entry/draftEntry.ts"
export type { Given, Invalid, Option, Question } from "./authoring/entry/Given.ts"
export { writeReason } from "./authoring/entry/reasonOption.ts"
export { type PlainAnswer, type Recording, redactRecording } from "./authoring/redact/redactRecording.ts"
export { type NewVendor, type Refused, type Scaffolded, scaffoldVendor } from "./authoring/vendor/scaffoldVendor.ts"
export { writeTogether } from "./authoring/writeTogether.ts"
export { type Built, buildCatalog } from "./buildCatalog.ts"
export { canonicalFiles } from "./canonical.ts"
export { compile } from "./compile.ts"
export { type BuiltDocs, buildDocs, type CatalogProblem, type DocsOptions } from "./docs/buildDocs.ts"
export { generateDocs } from "./docs/generateDocs.ts"
export { type GeneratedFiles, generate, isGenerated } from "./generate.ts"
export { jsonSchemas } from "./jsonSchema.ts"
export { fixtureStem } from "./lint/fixtureNames.ts"
export type { Finding, Rule } from "./lint/Rule.ts"
export { buildRules, rules } from "./lint/rules.ts"
export { lint } from "./lint.ts"
export { type Fixed, fixCatalog, type Linted, lintCatalog } from "./lintCatalog.ts"
export { type CatalogSource, type Loaded, loadCatalog, maxFileBytes, type SourceFile } from "./load.ts"
export { compareProblems, formatProblem, type Problem } from "./Problem.ts"
export { type CompiledCatalog, type CompiledEntry, compiledCatalogSchema, schemaVersion } from "./schema/compiled.ts"
export { type AuthoredEntry, type EntriesFile, entriesFileSchema, entrySchema } from "./schema/entry.ts"
export { type Fixture, fixtureSchema } from "./schema/fixture.ts"
export {
  type AuthoredOperation,
  type OperationsFile,
  operationSchema,
  operationsFileSchema
} from "./schema/operations.ts"
export { type EntryReasonTag, reasonSchema, reasonSchemas } from "./schema/reason.ts"
export { type RetiredFile, type Retirement, retiredFileSchema } from "./schema/retired.ts"
export { type Source, sourceSchema } from "./schema/source.ts"
export { type Vendor, vendorSchema } from "./schema/vendor.ts"
export { verdictSchema } from "./schema/verdict.ts"
export { type Orphans, type Written, writeFiles } from "./write.ts"
