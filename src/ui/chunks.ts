/**
 * What the first screen does not show, in chunks of its own. They are fetched when the page is idle, so that a page whose
 * server has gone away since still has all of itself.
 */
export const loadChoice = () => import('./parts/Choice.svelte');
export const loadHomeNotices = () => import('./parts/HomeNotices.svelte');
export const loadNameRemarks = () => import('./parts/NameRemarks.svelte');
export const loadOutcome = () => import('./parts/Outcome.svelte');
export const loadOutsideNames = () => import('./parts/OutsideNames.svelte');
export const loadReady = () => import('./pages/Ready.svelte');
export const loadSilence = () => import('./pages/Silence.svelte');
export const loadCannotRun = () => import('./pages/CannotRun.svelte');
export const loadExtras = () => import('./parts/Extras.svelte');

/** Pages with nothing but the workbench to go by. */
export const workPages = {
  certificate: () => import('./pages/Certificate.svelte'),
  request: () => import('./pages/SigningRequest.svelte'),
  bulk: () => import('./pages/Bulk.svelte'),
  inspect: () => import('./pages/Inspect.svelte'),
  authorities: () => import('./pages/Authorities.svelte'),
  fernet: () => import('./pages/Fernet.svelte'),
};

/** Fetches them all. A failure is for whoever opens one to meet. */
export function fetchChunks(): void {
  const chunks = [
    ...[loadChoice, loadHomeNotices, loadNameRemarks, loadOutcome, loadOutsideNames],
    ...[loadReady, loadExtras, loadSilence, ...Object.values(workPages)],
  ];
  void Promise.allSettled(chunks.map((load) => load()));
}
