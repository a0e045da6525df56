/**
 * Reads an overlay file.
 *
 * @since 0.1.0
 */
import { locate } from "../internal/locate.ts"
import { parseJson, positionOf } from "../internal/parseJson.ts"
import { schemaProblems } from "../internal/schemaProblems.ts"
import { maxFileBytes } from "../load.ts"
import type { Problem } from "../Problem.ts"
import { type Overlay, overlaySchema } from "./schema.ts"

/** @category models @since 0.1.0 */
export interface ReadOverlay {
  /** Only when there are no problems. */
  readonly overlay?: Overlay
  readonly problems: ReadonlyArray<Problem>
}

/**
 * Reads the text of an overlay. Whatever is in it, the answer is data; `file` is the name that problems give it.
 *
 * @category reading
 * @since 0.1.0
 */
export const readOverlay = (text: string, file: string): ReadOverlay => {
  if (text.length > maxFileBytes) {
    const what = `the file has ${text.length} characters, more than ${maxFileBytes}`
    return { problems: [{ rule: "read", file, place: "", what, fix: "Shorten it" }] }
  }
  const { complaints, value } = parseJson(text)
  if (complaints.length > 0) {
    return {
      problems: complaints.map(({ offset, ...complaint }) => ({
        rule: "read",
        file,
        ...complaint,
        ...positionOf(text, offset)
      }))
    }
  }
  const checked = overlaySchema.safeParse(value)
  return checked.success
    ? { overlay: checked.data, problems: [] }
    : { problems: locate(schemaProblems(file, value, checked.error), new Map([[file, text]])) }
}
