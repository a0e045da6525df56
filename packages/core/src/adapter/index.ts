/**
 * The kit for authors of adapters: everything between an answer and an outcome that is the same for all
 * vendors. An adapter adds a catalog (meanings) and `decodeEnvelope` (shapes).
 */
export type { Answer, HeadersLike, RequestDescriptor, RequestLike, TransportFact } from "./Answer.ts"
export { header } from "./Answer.ts"
export type * as Catalog from "./Catalog.ts"
export * as Envelope from "./Envelope.ts"
export {
  describeVerdict,
  type ExplainData,
  type Explainer,
  type ExplainOrigin,
  type ExplainQuery,
  type ExplainSource,
  type ExplainText,
  type Explanation,
  makeExplainer,
  sectionOf,
  uniteReadings,
  type VerdictInWords
} from "./explain.ts"
export { httpDefaultSources } from "./httpDefaultSources.ts"
export { httpDefault, type Row, table as httpDefaults } from "./httpDefaults.ts"
export { type Adapter, make, type Options } from "./make.ts"
export { read as readPointer } from "./pointer.ts"
export * as RetryAfter from "./RetryAfter.ts"
export { transportFactOf } from "./transport.ts"
