import { fromApplicationFailure } from "@crm-errors/sync/temporal"

interface Tell {
  readonly person: (who: ReadonlyArray<string>, instruction: string) => Promise<void>
  readonly deadLetter: (message: string) => Promise<void>
}

/** In a workflow: `catch (failure) { await handle(failure, tell) }` around an activity. */
export const handle = async (failure: unknown, tell: Tell): Promise<void> => {
  const carried = fromApplicationFailure(failure)
  switch (carried?.decision?._tag) {
    case "Pause":
      return tell.person(carried.decision.actor, carried.decision.instruction)
    case "Skip":
      return tell.deadLetter(carried.error.message)
    default:
      throw failure
  }
}
