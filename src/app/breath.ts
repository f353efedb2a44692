/** Long work on the page in slices, so that it draws and answers in between. */

/** Milliseconds at a stretch: with the browser's own work a frame still fits. */
const STRETCH = 8;

function pause(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** Calls `each` for every one, and rests in between. False where the signal broke it off. */
export async function inSlices<T>(
  all: readonly T[],
  each: (one: T) => void,
  signal: AbortSignal,
): Promise<boolean> {
  let until = performance.now() + STRETCH;
  for (const one of all) {
    if (performance.now() > until) {
      await pause();
      if (signal.aborted) return false;
      until = performance.now() + STRETCH;
    }
    each(one);
  }
  return !signal.aborted;
}
