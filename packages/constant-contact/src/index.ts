/**
 * Constant Contact Lead Gen & CRM (once SharpSpring): from any answer of its API to one `Outcome`.
 */
export * as ConstantContact from "./ConstantContact.ts"
