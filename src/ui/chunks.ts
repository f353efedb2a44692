/**
 * What the first screen does not show, in chunks of its own. They are fetched when the page is idle, so that a page whose
 * server has gone away since still has all of itself.
 */
import type { WorkPage } from '../app/location.svelte';

const pages = () => import('./page-chunks');

export const loadHomeNotices = () => import('./parts/HomeNotices.svelte');
export const loadOutcome = () => import('./parts/Outcome.svelte');
export const loadExtras = () => import('./parts/Extras.svelte');
export const loadChoice = async () => (await pages()).loadChoice();
export const loadNameRemarks = async () => (await pages()).loadNameRemarks();
export const loadOutsideNames = async () => (await pages()).loadOutsideNames();
export const loadReady = async () => (await pages()).loadReady();
export const loadSilence = async () => (await pages()).loadSilence();
export const loadVerdicts = async () => (await pages()).loadVerdicts();
export const loadCannotRun = async () => (await pages()).loadCannotRun();

/** Each with nothing but the workbench to go by. */
export const loadWorkPage = async (page: WorkPage) => (await pages()).workPages[page]();

/** Fetches them all. A failure is for whoever opens one to meet. */
export function fetchChunks(): void {
  const chunks = [loadHomeNotices, loadOutcome, loadExtras];
  void Promise.allSettled(chunks.map((load) => load()));
  void pages()
    .then(({ fetchPages }) => fetchPages())
    .catch(() => undefined);
}
