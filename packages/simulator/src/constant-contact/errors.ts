/**
 * The vendor's complaints: code, sentence, and what it has to say besides.
 */
import { texts } from "@crm-errors/catalog-constant-contact/explain/en"

/** About a call, or about one record of it. */
export interface VendorError {
  readonly code: number | string | null
  readonly message: string
  /** `[]` where there is nothing to say. */
  readonly data: unknown
}

/** A code in the vendor's own words, which are in the catalog. */
export const vendorError = (code: number, data: unknown = []): VendorError => ({
  code,
  message: texts[`constant-contact/codes/${code}`]?.vendor[0] ?? "",
  data
})

/** What is wrong with one field, and what it has to be like. The value is never told. */
export interface Param {
  readonly param: string
  readonly message: string
  readonly validFormat: { readonly type: string; readonly length: number; readonly required: boolean }
}

/** Something is wrong with these fields. */
export const invalidParams = (params: ReadonlyArray<Param>): VendorError => vendorError(205, { params })

/** These fields have to be there. */
export const missingParams = (params: ReadonlyArray<Param>): VendorError => vendorError(206, { params })

/** A parameter of the call, not a field of a record. */
export const parameter = (param: string, message: string): Param => ({
  param,
  message,
  validFormat: { type: "varchar", length: 255, required: true }
})
