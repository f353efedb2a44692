/** Runs something once the first screen has been painted and the browser has nothing better to do. */
export function whenIdle(run: () => void): void {
  const ask = (globalThis as { requestIdleCallback?: typeof requestIdleCallback }).requestIdleCallback;
  // Safari has no idle callback; a moment after the load is idle enough.
  if (ask === undefined) setTimeout(run, 200);
  else ask(run, { timeout: 2000 });
}
