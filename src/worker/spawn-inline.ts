// Starts the worker of the single-file build. Chromium starts no module worker from a blob on file://, so the worker's source,
// pkijs and jszip with it, travels in the page as a string and becomes a classic worker, under the page's own policy.
/// <reference types="vite/client" />
import InlineWorker from './pki.worker?worker&inline';

export function spawnWorker(): Worker {
  return new InlineWorker({ name: 'pki' });
}
