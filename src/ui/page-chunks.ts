/**
 * The pages, each in a chunk of its own. This table is a chunk as well: for every one of them the bundler notes beside the
 * `import()` what must come with it, and in the entry those notes would be a fiftieth of the first load.
 */
export const loadReady = () => import('./pages/Ready.svelte');
export const loadSilence = () => import('./pages/Silence.svelte');
export const loadVerdicts = () => import('./verify/LocalHttpsVerdicts.svelte');
export const loadCannotRun = () => import('./pages/CannotRun.svelte');

/** Parts of the first screen that it starts without. */
export const loadChoice = () => import('./parts/Choice.svelte');
export const loadNameRemarks = () => import('./parts/NameRemarks.svelte');
export const loadOutsideNames = () => import('./parts/OutsideNames.svelte');

/** Not a page, but as heavy: it brings the vault. */
export const loadOwnAuthorities = () => import('./parts/OwnAuthorities.svelte');

/** Pages with nothing but the workbench to go by. */
export const workPages = {
  certificate: () => import('./pages/Certificate.svelte'),
  request: () => import('./pages/SigningRequest.svelte'),
  bulk: () => import('./pages/Bulk.svelte'),
  'bad-certificates': () => import('./pages/BadCertificates.svelte'),
  inspect: () => import('./pages/Inspect.svelte'),
  verify: () => import('./pages/Verify.svelte'),
  diagnose: () => import('./pages/Diagnose.svelte'),
  authorities: () => import('./pages/Authorities.svelte'),
  fernet: () => import('./pages/Fernet.svelte'),
};

/** Fetches them all. A failure is for whoever opens one to meet. */
export function fetchPages(): void {
  const parts = [loadChoice, loadNameRemarks, loadOutsideNames, loadVerdicts, loadOwnAuthorities];
  const pages = [...parts, loadReady, loadSilence, ...Object.values(workPages)];
  void Promise.allSettled(pages.map((load) => load()));
}
