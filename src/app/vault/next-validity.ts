/** How long the next certificate of something lasts: as long as the one before, from now on. */
import type { DraftValidity } from '../../pki/draft/certificate-draft';

const DAY = 86_400_000;
/** A hundred years: whoever has more means that there is no end (RFC 5280 §4.1.2.5). */
const LIFETIME = 36_525 * DAY;

interface Span {
  readonly notBefore: number;
  readonly notAfter: number;
}

/**
 * @param now ms since 1970, as the others
 * @param end of the authority that signs
 */
export function nextValidity({ notBefore, notAfter }: Span, now: number, end = Infinity): DraftValidity {
  // A certificate's last second is part of it.
  const length = notAfter - notBefore + 1000;
  // What was made for hours is for hours; days are cut where the authority ends, dates are for us to cut.
  if (length < DAY)
    return {
      kind: 'dates',
      notBefore: isoSecond(now),
      notAfter: isoSecond(Math.min(now + length - 1000, end)),
    };
  const days = Math.max(1, Math.round(length / DAY));
  return { kind: 'days', days: length > LIFETIME ? Math.min(days, daysUntil(notAfter, now)) : days };
}

const isoSecond = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const daysUntil = (ms: number, now: number): number => Math.max(1, Math.floor((ms - now) / DAY));
