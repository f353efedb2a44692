/** How long, as a form asks it: days, or two moments to the second in UTC. */
import { profileDays } from '../pki/draft/profiles';
import { BACKDATE_SECONDS } from '../pki/profile';
import type { CertificateDraft, DraftValidity, ProfileId } from '../pki/draft/certificate-draft';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Days to offer for a profile, its own among them. */
export function daysOffered(profile: ProfileId): readonly number[] {
  const usual = profileDays(profile);
  const others = usual > 1000 ? [1826, 3652, 7305] : [30, 90, 397, 825];
  return [...new Set([usual, ...others])].sort((a, b) => a - b);
}

/** First and last moment, ms since 1970, of what would be made now; `undefined` where they are none. */
export function boundsOf(
  validity: CertificateDraft['validity'],
  now: number,
): readonly [number, number] | undefined {
  const bounds =
    validity.kind === 'days'
      ? daysFrom(Math.floor(now / SECOND) * SECOND - BACKDATE_SECONDS * SECOND, validity.days)
      : ([Date.parse(validity.notBefore), Date.parse(validity.notAfter)] as const);
  return bounds.every((moment) => !Number.isNaN(new Date(moment).getTime())) ? bounds : undefined;
}

const daysFrom = (start: number, days: number) => [start, start + days * DAY - SECOND] as const;

/** `2026-11-22T08:00:00Z` */
const isoOf = (moment: number): string => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');

/** The same stretch of time said the other way. */
export function converted(validity: DraftValidity, kind: DraftValidity['kind'], now: number): DraftValidity {
  if (validity.kind === kind) return validity;
  const [start, end] = boundsOf(validity, now) ?? [now, now + 90 * DAY];
  return kind === 'days'
    ? { kind, days: Math.max(1, Math.round((end - start) / DAY)) }
    : { kind, notBefore: isoOf(start), notAfter: isoOf(end) };
}

/** A field for local time shows no zone: the moment in UTC without its Z, and back. */
export const inField = (iso: string): string => iso.replace(/Z$/, '');
export const fromField = (text: string): string =>
  text === '' ? '' : `${/T\d\d:\d\d$/.test(text) ? `${text}:00` : text}Z`;
