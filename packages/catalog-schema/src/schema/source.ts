import * as z from "zod"
import { countOf, date, filled, language, url } from "./primitives.ts"

/**
 * Where a fact is from: no fact without a source.
 *
 * @category schemas
 * @since 0.1.0
 */
export const sourceSchema = z
  .strictObject({
    url: url.exactOptional(),
    document: filled.exactOptional(),
    checked: date,
    language: language.exactOptional(),
    quote: filled.exactOptional(),
    about: filled.exactOptional()
  })
  .refine((source) => countOf(source, ["url", "document"]) > 0, "a source has a url or a document")
  .refine(
    (source) => countOf(source, ["quote", "about"]) > 0,
    "a source has a quote (verbatim) or says what it is about"
  )

/** @category models @since 0.1.0 */
export type Source = z.output<typeof sourceSchema>
