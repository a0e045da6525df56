// The farthest instant that a `Date` can hold, in milliseconds since the epoch.
export const maxInstant = 8.64e15

/**
 * An instant as an ISO 8601 string. Total: an instant that no date can hold becomes the farthest one, and one
 * that is not a number becomes the latest, because a wait that nobody can read must not become no wait.
 */
export const toIso = (millis: number): string =>
  new Date(Number.isNaN(millis) ? maxInstant : Math.min(maxInstant, Math.max(-maxInstant, millis))).toISOString()
