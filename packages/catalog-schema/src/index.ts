/**
 * The authoring format of catalogs: its schemas, reading, checking, compiling and generating. For people who
 * write catalogs and the tools they use; an adapter or a job never needs it.
 *
 * `node:fs` is used by `loadCatalog`, `lintCatalog`, `fixCatalog`, `buildCatalog` and `writeFiles` only. The
 * JSON Schema of every file is at `@crm-errors/catalog-schema/schema/<name>.schema.json`.
 */
export { draftEntry } from "./authoring/entry/draftEntry.ts"
export type { Given, Invalid, Option, Question } from "./authoring/entry/Given.ts"
export type { Asking, Draft, Impossible, Kit, Known, RecordedAnswer } from "./authoring/entry/Kit.ts"
export { reasonForms, writeReason } from "./authoring/entry/reasonOption.ts"
export { type PlainAnswer, type Recording, redactRecording } from "./authoring/redact/redactRecording.ts"
export { type NewVendor, type Refused, type Scaffolded, scaffoldVendor } from "./authoring/vendor/scaffoldVendor.ts"
export { writeTogether } from "./authoring/writeTogether.ts"
export { type Built, buildCatalog } from "./buildCatalog.ts"
export { canonicalFiles } from "./canonical.ts"
export { compile } from "./compile.ts"
export { type Bump, bumps, compareBumps, largerBump } from "./diff/Bump.ts"
export {
  type Change,
  type Diff,
  type Effect as ChangeEffect,
  formatChange,
  formatEffect,
  type Kind as ChangeKind
} from "./diff/Change.ts"
export { type DiffOptions, diff } from "./diff/diff.ts"
export {
  type Digests,
  makeRelease,
  printRelease,
  type ReadRelease,
  type Release,
  type ReleaseFixture,
  readRelease,
  releaseFileSchema
} from "./diff/Release.ts"
export { renderJson } from "./diff/render/json.ts"
export { renderMarkdown } from "./diff/render/markdown.ts"
export { type Paint, renderText, type TextOptions } from "./diff/render/text.ts"
export type { Normalize } from "./diff/replay.ts"
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
export { type Applied, type ApplyOptions, applyOverlay } from "./overlay/applyOverlay.ts"
export { type ReadOverlay, readOverlay } from "./overlay/readOverlay.ts"
export { type Addition, type Overlay, type Override, overlaySchema } from "./overlay/schema.ts"
export { compareProblems, formatProblem, type Problem } from "./Problem.ts"
export { type Changesets, type Declared, parseChangeset, readChangesets } from "./release/Changeset.ts"
export { checkRelease, type ReleaseCheck, type ReleaseCheckOptions, type ToWrite } from "./release/checkRelease.ts"
export { compareVersions } from "./release/compareVersions.ts"
export { type Prepared, type Preparing, prepareRelease } from "./release/prepareRelease.ts"
export {
  maxReleaseBytes,
  type Released,
  readReleased,
  readReleaseFile,
  releasedVersions
} from "./release/releaseFiles.ts"
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
