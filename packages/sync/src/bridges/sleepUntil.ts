// The longest time that a timer can hold; a longer one would fire at once.
const longest = 2 ** 31 - 1

const sleep = (millis: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const aborted = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", aborted)
      resolve()
    }, millis)
    signal?.addEventListener("abort", aborted, { once: true })
  })

/** Sleeps until an instant and not a millisecond less: timers fire early. Rejects with the signal's reason. */
export const sleepUntil = async (at: number, signal: AbortSignal | undefined): Promise<void> => {
  for (let left = at - Date.now(); left > 0; left = at - Date.now()) {
    signal?.throwIfAborted()
    await sleep(Math.min(left, longest), signal)
  }
}
