import { isCrmError } from "@crm-errors/core"
import { fromProblem, toResponse } from "@crm-errors/sync/problem"

/** In the service that stands in front of the CRM. */
export const guarded =
  (handle: (request: Request) => Promise<Response>) =>
  (request: Request): Promise<Response> =>
    handle(request).catch((error: unknown) => {
      if (isCrmError(error)) return toResponse(error, { instance: new URL(request.url).pathname })
      throw error
    })

/** In the service that calls it. */
export const reasonOf = async (response: Response): Promise<string | undefined> =>
  response.ok ? undefined : fromProblem(await response.json())?.error.reason._tag
