/** Runs something once the first screen has been painted and the browser has nothing better to do. */
export function whenIdle(run: () => void): void {
  let waiting = true;
  const drawn = () => {
    if (!waiting) return;
    waiting = false;
    const ask = (globalThis as { requestIdleCallback?: typeof requestIdleCallback }).requestIdleCallback;
    // Safari has no idle callback.
    if (ask === undefined) setTimeout(run);
    else ask(run, { timeout: 1000 });
  };
  // An idle moment may well come before the first paint, so a frame is waited for; a tab in the background never has one.
  requestAnimationFrame(() => setTimeout(drawn));
  setTimeout(drawn, 1000);
}
