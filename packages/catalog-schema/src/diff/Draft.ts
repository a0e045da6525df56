import type { Bump } from "./Bump.ts"
import type { Change, Effect, Kind } from "./Change.ts"
import { type Loosening, loosenedRule } from "./loosened.ts"

/** A change while it is being found out: replayed fixtures add to it. */
export interface Draft {
  readonly kind: Kind
  readonly subject: string
  readonly what: string
  /** Of the change as such; a loosening makes it a major one. */
  readonly bump: Exclude<Bump, "none">
  readonly rule: string
  readonly effects: Array<Effect>
  readonly loosenings: Set<Loosening>
  readonly fixtures: Array<string>
}

export const makeDraft = (
  fields: Pick<Draft, "kind" | "subject" | "what" | "bump" | "rule">,
  more: { readonly effects?: ReadonlyArray<Effect>; readonly loosenings?: Iterable<Loosening> } = {}
): Draft => ({ ...fields, effects: [...(more.effects ?? [])], loosenings: new Set(more.loosenings), fixtures: [] })

export const finish = ({ bump, effects, fixtures, kind, loosenings, rule, subject, what }: Draft): Change => {
  const loosened = loosenings.size > 0 && bump !== "major"
  return {
    kind,
    subject,
    bump: loosened ? "major" : bump,
    rule: loosened ? loosenedRule(loosenings) : rule,
    what,
    effects,
    fixtures
  }
}
