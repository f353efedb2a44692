/**
 * What the first screen does not show, in chunks of its own. They are fetched when the page is idle, so that a page whose
 * server has gone away since still has all of itself.
 */
export const loadChoice = () => import('./parts/Choice.svelte');
export const loadFaultNotice = () => import('./parts/FaultNotice.svelte');
export const loadNameRemarks = () => import('./parts/NameRemarks.svelte');
export const loadOutcome = () => import('./parts/Outcome.svelte');
export const loadOutsideNames = () => import('./parts/OutsideNames.svelte');
export const loadReady = () => import('./pages/Ready.svelte');
export const loadSilence = () => import('./pages/Silence.svelte');
export const loadCannotRun = () => import('./pages/CannotRun.svelte');
export const loadShortcuts = () => import('./parts/Shortcuts.svelte');

/** Fetches them all. A failure is for whoever opens one to meet. */
export function fetchChunks(): void {
  const chunks = [
    ...[loadChoice, loadFaultNotice, loadNameRemarks, loadOutcome, loadOutsideNames],
    ...[loadReady, loadShortcuts, loadSilence],
  ];
  void Promise.allSettled(chunks.map((load) => load()));
}
