/** What the page says of tokens that do not open, and of how long ago something was. */
import type { Decryption } from '../../app/fernet.svelte';
import { isoOf } from '../moment';
import { counted } from '../words';

type Failure = Extract<Decryption, { kind: 'failed' }>['failure'];
type Code = Failure['code'];
export type Fault = Exclude<Code, 'wrong-key' | 'damaged' | 'expired' | 'from-the-future'>;

export const faultsSaid: Readonly<Record<Fault, string>> = {
  'not-base64url':
    'It has characters that no token has. A token is letters, digits, “-” and “_”, with “=” at the end (base64url, RFC 4648 §5).',
  'wrong-padding':
    'Characters at its end are missing or too many: the length of a token is a multiple of four, “=” included. It was probably not copied whole.',
  'too-short': 'It is too short: the smallest token, of an empty text, has 100 characters.',
  'wrong-version':
    'It is no Fernet token: the first octet of one is 80 hex, so that it begins with “gAAAAA”.',
  'not-in-blocks':
    'A part is missing from its middle or end: what is encrypted comes in blocks of 16 octets, and this does not.',
  'time-out-of-range': 'The time in it lies beyond any calendar, so no program has made it.',
};

const failures: Readonly<Record<Exclude<Code, Fault>, string>> = {
  'wrong-key':
    'None of the keys made it, or it was changed on the way: its HMAC does not match. Which of the two it is, nobody can tell.',
  damaged:
    'The key is right and the HMAC matches, but what is inside does not end as it should (PKCS #7 padding). Whoever made it has made a mistake.',
  expired: 'It is too old.',
  'from-the-future': 'It was made in the future.',
};

const isFault = (code: Code): code is Fault => Object.hasOwn(faultsSaid, code);

export function failureSaid({ failure, now }: Extract<Decryption, { kind: 'failed' }>): string {
  const { code } = failure;
  if (isFault(code)) return faultsSaid[code];
  if (code === 'expired')
    return `${failures[code]} It was made ${ago(failure.seconds, now)}, at ${isoOf(failure.seconds * 1000)}, and is good for ${counted(failure.timeToLive, 'second')}. The HMAC matches, so the time is true.`;
  if (code === 'from-the-future')
    return `${failures[code]} It says ${isoOf(failure.seconds * 1000)}, which is ${ago(failure.seconds, now)}; 60 seconds are allowed for clocks that differ.`;
  return failures[code];
}

const steps: readonly (readonly [seconds: number, unit: string])[] = [
  // Of 365.25 days.
  [31_557_600, 'year'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** `3 hours ago`, `in 2 days`; both in seconds since 1970. */
export function ago(seconds: number, now: number): string {
  const distance = Math.abs(now - seconds);
  const [size, unit] = steps.find(([step]) => distance >= 2 * step) ?? [1, 'second'];
  const said = counted(Math.floor(distance / size), unit);
  if (distance < 2) return 'just now';
  return seconds <= now ? `${said} ago` : `in ${said}`;
}
