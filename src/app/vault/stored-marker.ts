/** A word in localStorage that something is kept in IndexedDB, so that its loss is noticed: browsers clear the one without the other. */

const KEY = 'certwright:vault';

/** Whether this page is given no storage at all: Chromium tells a denied database from a broken one by this alone. */
export function isForbidden(): boolean {
  try {
    return !('localStorage' in globalThis && 'getItem' in localStorage);
  } catch {
    return true;
  }
}

// Storage can be forbidden altogether, and then nothing is kept anyway.
export function isSet(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function set(): void {
  try {
    localStorage.setItem(KEY, 'kept');
  } catch {
    return;
  }
}

export function clear(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    return;
  }
}
