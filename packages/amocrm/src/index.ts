/**
 * amoCRM and Kommo: from any answer of their APIs to one `Outcome`.
 */
export * as Amocrm from "./Amocrm.ts"
