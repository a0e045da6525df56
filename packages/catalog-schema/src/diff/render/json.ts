/**
 * A diff for programs.
 *
 * @since 0.1.0
 */
import { type Diff, formatChange } from "../Change.ts"

/**
 * The diff as JSON text. Changes are in the order of the diff, keys always in the same one; `sentence` is the
 * whole change in words.
 *
 * @category formatting
 * @since 0.1.0
 */
export const renderJson = ({ bump, changes, from, to, vendor }: Diff): string =>
  `${JSON.stringify(
    {
      vendor,
      from,
      to,
      bump,
      changes: changes.map((change) => ({
        kind: change.kind,
        subject: change.subject,
        bump: change.bump,
        rule: change.rule,
        what: change.what,
        effects: change.effects.map(({ jobs, where }) => (where === undefined ? { jobs } : { jobs, where })),
        fixtures: change.fixtures,
        sentence: formatChange(change)
      }))
    },
    null,
    2
  )}\n`
