import { type CrmError, isCrmError, type Outcome } from "@crm-errors/core"

// By their fields and not by `instanceof`, so that two copies of core understand each other.
const isTagged = (value: unknown, tag: string): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && (value as { readonly _tag?: unknown })._tag === tag

// An outcome that is a failure, though nothing was thrown.
const isFailed = (value: unknown): value is Outcome.Failed => isTagged(value, "Failed") && isCrmError(value.error)

/** An outcome with results by record. */
export const isMixed = (value: unknown): value is Outcome.Mixed =>
  isTagged(value, "Mixed") && Array.isArray(value.items)

/** Runs an attempt; a `CrmError` that it fails with is its result. What else is thrown passes through. */
export const caught = async <Result>(run: () => Promise<Result>): Promise<Result | CrmError> => {
  try {
    return await run()
  } catch (thrown) {
    if (isCrmError(thrown)) return thrown
    throw thrown
  }
}

/** The error of what an attempt came to, if it failed. */
export const errorOf = (result: unknown): CrmError | undefined =>
  isCrmError(result) ? result : isFailed(result) ? result.error : undefined
