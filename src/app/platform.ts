/** What this browser is and lacks, found out once, before anything is drawn. */

/** Why the page cannot work here at all. */
export type PlatformProblem =
  | 'insecure-context' // plain http from another host: browsers take `crypto.subtle` away there
  | 'no-web-crypto'
  | 'no-worker';

export function platformProblem(): PlatformProblem | undefined {
  if (!globalThis.isSecureContext) return 'insecure-context';
  if ((globalThis.crypto as Crypto | undefined)?.subtle === undefined) return 'no-web-crypto';
  return typeof Worker === 'undefined' ? 'no-worker' : undefined;
}

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
