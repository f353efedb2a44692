// Starts the worker of the multi-file build, by a detour that closes a hole.
// A worker fetched from the network takes its Content Security Policy from its own response headers, never from the page's
// <meta>: on a static host that sends none, `fetch`, XHR, EventSource and import() of any origin work in it (measured:
// Chromium 156, Firefox 153 and WebKitGTK 2.50 fire them), and this worker holds the private keys. A worker from a blob inherits
// the page's policy, so one line in a blob imports the real worker, and `connect-src 'none'` holds there too (measured in all
// three: none fires; in Chromium by tests/browser/silence.spec.ts).
// The import is static, since Firefox resolves a dynamic one's own imports under `worker-src`; hence `worker-src 'self' blob:`.
/// <reference types="vite/client" />
import workerUrl from './pki.worker?worker&url';

export function spawnWorker(): Worker {
  const absolute = new URL(workerUrl, import.meta.url).href;
  const source = new Blob([`import ${JSON.stringify(absolute)};`], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(source), { type: 'module', name: 'pki' });
}
