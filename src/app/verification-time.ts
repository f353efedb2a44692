/** The stretch of time that a slider over a chain's validity spans, and what stands on it. */
import type { Answer } from './verifier.svelte';
import type { LinkRow } from './verification-links';

export interface Span {
  /** ms since 1970. */
  readonly from: number;
  readonly until: number;
  /** When the chain is trusted, as shares of the span from 0 to 1; absent where it never is. */
  readonly window?: { readonly from: number; readonly until: number };
}

/** Before and after the certificate, as a share of how long it lasts: so that its ends can be crossed. */
const MARGIN = 0.15;
const HOUR = 3_600_000;
/** Times that `Date` and every field can hold: 0000 to 9999. */
const [EARLIEST, LATEST] = [Date.UTC(0, 0, 1) - 6e13, Date.UTC(9999, 11, 31)];

const within = (moment: number): number => Math.max(EARLIEST, Math.min(LATEST, moment));

export function spanOf(
  { assessment, at }: Answer,
  [leaf]: readonly LinkRow[],
  now: number,
): Span | undefined {
  if (leaf?.notBefore === undefined || leaf.notAfter === undefined) return undefined;
  const { notBefore, notAfter } = leaf;
  const lasts = Math.max(HOUR, notAfter - notBefore);
  const from = within(Math.min(notBefore - lasts * MARGIN, now, at));
  const until = within(Math.max(notAfter + lasts * MARGIN, now, at));
  const share = (moment: number): number => Math.max(0, Math.min(1, (moment - from) / (until - from)));
  const { window } = assessment;
  return {
    ...{ from, until },
    ...(window !== undefined && {
      window: { from: share(window.from.getTime()), until: share(window.until.getTime()) },
    }),
  };
}

/** `2026-11-22T10:00`, as a field for a moment has it, in UTC. */
export const fieldOf = (moment: number): string => new Date(moment).toISOString().slice(0, 16);

/** `undefined` while somebody is still typing. */
export function momentIn(field: string): number | undefined {
  const moment = Date.parse(`${field}Z`);
  return Number.isNaN(moment) ? undefined : within(moment);
}
