/**
 * What the answers of Constant Contact Lead Gen & CRM (once SharpSpring) mean to a person, with their sources. Apart from the adapter, so
 * that a job that never explains carries no texts.
 *
 * @since 0.1.0
 */
import { catalog } from "@crm-errors/catalog-constant-contact"
import { texts as en } from "@crm-errors/catalog-constant-contact/explain/en"
import { sources } from "@crm-errors/catalog-constant-contact/sources"
import { type Explainer, makeExplainer } from "@crm-errors/core/adapter"

const explainer: Explainer = makeExplainer({ catalog, texts: { en }, sources })

/**
 * Every reading of a code, an entry, a status without a code, or a `CrmError`. None when the catalog does not know it.
 *
 * @category explaining
 * @since 0.1.0
 */
export const explain: Explainer["explain"] = explainer.explain

/** The languages in which the vendor's own wording is known, English first. @category explaining @since 0.1.0 */
export const languages: Explainer["languages"] = explainer.languages
