/** How long a certificate lasts, to the second, and what of that its authority leaves (RFC 5280 §4.1.2.5). */
import { NO_EXPIRY } from '../../codec/time';
import { BACKDATE_SECONDS } from '../profile';
import type { DraftPlace, DraftValidity } from './certificate-draft';
import type { ProblemList, Report } from './problem-list';

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The authority ends sooner than was asked for. */
  readonly cutByAuthority: boolean;
}

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** UTCTime begins here, and so do the years this project writes. */
const EARLIEST = Date.UTC(1950, 0, 1);

/** ISO 8601 without fractions, as a draft has it. */
export const isoSecond = (time: Date): string => time.toISOString().replace('.000Z', 'Z');

function readDate(text: string, report: Report): number | undefined {
  const typed = text.trim();
  if (typed === '') return report('empty');
  const time = ISO.test(typed) ? new Date(typed) : undefined;
  // 31 February rolls over to March.
  if (time === undefined || Number.isNaN(time.getTime()) || isoSecond(time) !== typed)
    return report('not-a-date', text.slice(0, 40));
  return time.getTime() < EARLIEST ? report('not-a-date', text.slice(0, 40)) : time.getTime();
}

/**
 * @param at the moment of issuing
 * @param end of the authority, where one signs: days are cut there, dates that were typed are refused
 */
export function readValidity(
  validity: DraftValidity,
  at: Date,
  end: Date | undefined,
  problems: ProblemList,
): Validity | undefined {
  const place: DraftPlace = ['validity'];
  if (validity.kind === 'days') return daysFrom(validity.days, at, end, problems.at(...place, 'days'));
  const notBefore = readDate(validity.notBefore, problems.at(...place, 'notBefore'));
  const report = problems.at(...place, 'notAfter');
  const notAfter = readDate(validity.notAfter, report);
  if (notBefore === undefined || notAfter === undefined) return undefined;
  if (notAfter < notBefore) return report('ends-before-it-begins');
  if (end !== undefined && notAfter > end.getTime()) return report('beyond-authority', isoSecond(end));
  return { notBefore: new Date(notBefore), notAfter: new Date(notAfter), cutByAuthority: false };
}

function daysFrom(days: number, at: Date, end: Date | undefined, report: Report): Validity | undefined {
  if (!Number.isInteger(days) || days < 1) return report('days-not-a-count', String(days));
  const notBefore = Math.floor(at.getTime() / SECOND) * SECOND - BACKDATE_SECONDS * SECOND;
  // Both ends count (CA/B BR 6.3.2).
  const wanted = notBefore + days * DAY - SECOND;
  if (wanted > NO_EXPIRY) return report('too-late');
  const notAfter = Math.min(wanted, end?.getTime() ?? Infinity);
  // Then the authority has ended, which is told where that is looked at.
  if (notAfter < notBefore) return undefined;
  return { notBefore: new Date(notBefore), notAfter: new Date(notAfter), cutByAuthority: notAfter < wanted };
}
