import * as Schema from "effect/Schema"
import * as Getter from "effect/SchemaGetter"
import { toIso } from "../internal/instant.ts"

const isoInstant = /^(?:\d{4}|[+-]\d{6})-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

const IsoString = Schema.String.check(
  Schema.makeFilter((text: string) => isoInstant.test(text) && !Number.isNaN(Date.parse(text)), {
    expected: "an ISO 8601 instant with a time zone"
  })
)

/** Milliseconds since the epoch, as an ISO 8601 string. */
export const Instant = IsoString.pipe(
  Schema.decodeTo(Schema.Number, {
    decode: Getter.transform((text: string) => Date.parse(text)),
    encode: Getter.transform(toIso)
  })
)
