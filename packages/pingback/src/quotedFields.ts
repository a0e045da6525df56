import type { Envelope } from "@crm-errors/core/adapter"

// A sentence that begins with a name in quotes: `"email" must be a valid email`. Quotes further on hold values.
const quoted = /(?:^|\.\s+)"([A-Za-z_][A-Za-z0-9_.[\]]{0,200})"\s/g

const maxFields = 20
const maxText = 4_000

/**
 * The fields that a validation message speaks of. Messages are the only place where Pingback names them, so
 * this is a best effort.
 */
export const quotedFields = (text: string): NonNullable<Envelope.Signal["fields"]> => {
  if (!text.includes('"')) return []
  const fields: Array<{ readonly path: string }> = []
  for (const [, name] of text.slice(0, maxText).matchAll(quoted)) {
    if (fields.length === maxFields) break
    // `items[0].name` in the vendor's words is `items.0.name` in ours.
    fields.push({ path: name!.replaceAll(/\[(\d+)\]/g, ".$1") })
  }
  return fields
}
