/**
 * What a program shows of a job: a line while it runs, a page when it ends.
 *
 * @since 0.1.0
 */
export type { RenderOptions } from "./render/Paint.ts"
export { type ProgressBar, type ProgressBarOptions, type ProgressOutput, progressBar } from "./render/progressBar.ts"
export { planToJson, renderPlan } from "./render/renderPlan.ts"
export { type ProgressOptions, renderProgress } from "./render/renderProgress.ts"
export { type Parked, type ReportOptions, renderReport } from "./render/renderReport.ts"
export { type ReportJson, reportToJson } from "./render/reportToJson.ts"
export { renderStates } from "./render/states.ts"
export { percent, visible } from "./render/text.ts"
