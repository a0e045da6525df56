// #region overlay
import { catalog } from "@crm-errors/catalog-amocrm"
import { applyOverlay, formatProblem, readOverlay } from "@crm-errors/catalog-schema"

/** Where the overlay is checked, such as in CI. Its result is plain data: a job reads that, and needs no zod. */
export const overlaid = (text: string) => {
  const { overlay, problems } = readOverlay(text, "overlay.json")
  const applied = overlay === undefined ? { problems } : applyOverlay(overlay, catalog)
  if (applied.catalog === undefined) throw new Error(applied.problems.map(formatProblem).join("\n"))
  return applied.catalog
}
// #endregion overlay
