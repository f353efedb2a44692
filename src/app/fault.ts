/** What went wrong outside the user's reach, as a code for a sentence. */
import type { PkiErrorCode } from '../pki/error';
import { WorkerFault } from '../worker/client';

export interface Fault {
  readonly code: PkiErrorCode | 'internal' | 'worker-missing' | 'page-incomplete';
  readonly facts: readonly string[];
}

export function faultOf(error: unknown): Fault {
  if (error instanceof WorkerFault) return { code: error.code, facts: error.facts };
  // What `import()` throws where a chunk does not come.
  if (error instanceof TypeError) return { code: 'page-incomplete', facts: [] };
  // Anything else comes from starting the worker: the browser, or a policy around the page, would not have it.
  return { code: 'worker-missing', facts: [] };
}
