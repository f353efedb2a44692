/** Runs something once the first screen has been painted and the browser has nothing better to do. */
export function whenIdle(run: () => void): void {
  let waiting = true;
  const painted = () => {
    if (!waiting) return;
    waiting = false;
    observer.disconnect();
    const ask = (globalThis as { requestIdleCallback?: typeof requestIdleCallback }).requestIdleCallback;
    // Safari has no idle callback.
    if (ask === undefined) setTimeout(run);
    else ask(run, { timeout: 1000 });
  };
  // An idle moment may well come before the first paint, so that is waited for; a tab in the background never paints.
  const observer = new PerformanceObserver(painted);
  observer.observe({ type: 'paint', buffered: true });
  setTimeout(painted, 1000);
}
