/** An authority that was locked or forgotten since the page saw it is a problem of the draft, not a fault. */
import { PkiError } from '../pki/error';

export function openOrGone<Authority>(open: () => Authority): Authority | 'gone' {
  try {
    return open();
  } catch (error) {
    if (error instanceof PkiError && error.code === 'not-found') return 'gone';
    throw error;
  }
}
