/** What this browser and this copy of the page are. */

/**
 * Whether browsers let this page have cryptography: over https, on localhost or from a file. They take `crypto.subtle` away
 * from a page that came over plain http from another machine, and then nothing can be made here.
 */
export const hasCryptography: boolean = globalThis.isSecureContext;

/** This copy is `certwright.html`, everything in one file. */
export const isSingleFile: boolean = import.meta.env.MODE === 'single-file';

export type System = 'windows' | 'macos' | 'ios' | 'android' | 'linux';

/** The system this browser most likely runs on: decides which tab is open first, and nothing else. */
export function likelySystem({ userAgent, maxTouchPoints }: Navigator = navigator): System {
  if (userAgent.includes('Android')) return 'android';
  // iPadOS calls itself a Macintosh, and no Mac has a touch screen.
  if (/iPhone|iPad/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1)) return 'ios';
  if (userAgent.includes('Windows')) return 'windows';
  return userAgent.includes('Mac OS X') ? 'macos' : 'linux';
}
