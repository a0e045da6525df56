import type { Plan, PlannedTarget } from "../plan.ts"
import { detail, type Lines, numberColumn, row, title } from "./layout.ts"
import { type Page, pageOf, type RenderOptions } from "./Paint.ts"
import { counted, span, visible, wrap } from "./text.ts"

// Keys may be addresses or names. A plan is read in places where those have no business: a build's log, say.
const isId = (key: string): boolean =>
  /^\d{1,19}$/.test(key) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key) || /^[0-9a-f]{16,64}$/i.test(key)

/**
 * A plan for programs: of the first keys only those that are numbers, UUIDs or hexadecimal digits.
 *
 * @category rendering
 * @since 0.1.0
 */
export const planToJson = (plan: Plan): Plan => ({
  ...plan,
  targets: plan.targets.map((target) => ({ ...target, firstKeys: target.firstKeys.filter(isId) }))
})

const targetLines = (target: PlannedTarget, column: number, page: Page): Lines => {
  const { account, allowed, calls, firstKeys, millis, operation, records, vendor } = target
  const pace =
    allowed === undefined || millis === undefined
      ? "at no rate that anybody has said"
      : `about ${span(millis)} at ${Math.round(allowed * 100) / 100} calls a second`
  const ids = firstKeys.filter(isId)
  return [
    ...row(
      records,
      `${visible(vendor)} ${visible(operation)}, account ${visible(account)}`,
      column,
      page,
      page.paint.bold
    ),
    ...(records === 0 ? [] : detail(`${counted(calls, "request")}, ${pace}`, column, page)),
    ...(ids.length === 0
      ? []
      : detail(`the first: ${ids.join(", ")}${records > ids.length ? ", …" : ""}`, column, page, page.paint.dim))
  ]
}

const marked = (mark: string, texts: ReadonlyArray<string>, page: Page): Lines =>
  texts.flatMap((text) =>
    wrap(visible(text), page.width - 2).map((line, index) => (index === 0 ? `${mark} ${line}` : `  ${line}`))
  )

/**
 * A dry run as a page for people: what would be written, in how many requests, and how long that takes. Ends with a
 * line break.
 *
 * @category rendering
 * @since 0.1.0
 */
export const renderPlan = (plan: Plan, options: RenderOptions = {}): string => {
  const page = pageOf(options)
  const { paint } = page
  const { applied, job, problems, read, repeatedKeys, skipped, targets, unchanged, warnings } = plan
  const column = numberColumn([read, ...targets.map(({ records }) => records)])
  const known = [
    { count: applied, text: "applied before" },
    { count: unchanged, text: "unchanged before" },
    { count: skipped, text: "skipped before: dead letters, until they are retried" },
    { count: repeatedKeys, text: "left out: their keys came before in the source" }
  ].filter(({ count }) => count > 0)
  const lines = [
    `${paint.bold(visible(job))}  dry run: nothing was sent, and nothing was stored`,
    "",
    ...row(
      read,
      `${read === 1 ? "record" : "records"} in the source${known.length === 0 ? "" : ", of which"}`,
      column,
      page
    ),
    ...known.flatMap(({ count, text }) => row(count, text, column, page, paint.dim)),
    ...title("WOULD BE WRITTEN", "when nothing goes wrong", paint.green, page),
    ...targets.flatMap((target) => targetLines(target, column, page)),
    ...(problems.length === 0
      ? []
      : [
          ...title("REFUSED", "the job is not run before this is put right", paint.red, page),
          ...marked("×", problems, page)
        ]),
    ...(warnings.length === 0
      ? []
      : [
          ...title("WARNINGS", "it runs, and stops or loses something in these cases", paint.yellow, page),
          ...marked("!", warnings, page)
        ])
  ]
  return `${lines.join("\n")}\n`
}
