/** Why storage does not do what was asked, as codes for sentences. Whatever it is, the work goes on in this tab's memory. */

export type VaultProblem =
  | 'file' // on file:// browsers may let every local file read what is stored
  | 'no-storage' // this browser has no IndexedDB, or it is switched off for this page
  | 'quota' // the disk, or what the browser gives a site, is full
  | 'blocked' // another tab with an older version of this page keeps the database
  | 'newer' // it was written by a newer version of this page
  | 'damaged' // it is there and cannot be opened or read
  | 'wiped' // another tab did, on the person's word
  | 'gone' // something was stored here, and it is not there any more
  | 'failed'; // anything else

export class VaultFault extends Error {
  override readonly name = 'VaultFault';
  readonly problem: VaultProblem;

  constructor(problem: VaultProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

/** What browsers throw, by its name (Indexed Database API 3.0 §3). */
const byName: Readonly<Record<string, VaultProblem>> = {
  QuotaExceededError: 'quota',
  VersionError: 'newer',
  SecurityError: 'no-storage',
  // Firefox in a private window, before version 115.
  InvalidStateError: 'no-storage',
  NotAllowedError: 'no-storage',
  // An internal error: of the disk, or of what lies on it.
  UnknownError: 'damaged',
  DataError: 'damaged',
  NotFoundError: 'damaged',
  NotReadableError: 'damaged',
};

/** @param forbidden this page is given no storage at all; what the browser then calls its error is its own affair */
export function faultFrom(error: unknown, forbidden = false): VaultFault {
  if (error instanceof VaultFault) return error;
  const name = error instanceof Error ? error.name : '';
  return new VaultFault(forbidden ? 'no-storage' : (byName[name] ?? 'failed'), error);
}
