/** Moments as certificates have them: to the minute, in UTC; the user's own time and the exact second one step away. */
import { dayOf } from './moment';
import { counted } from './words';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (number: number): string => String(number).padStart(2, '0');
const DAY = 86_400_000;

/** `3 Oct 2024 10:00 UTC` */
export function instantOf(moment: number): string {
  const date = new Date(moment);
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

/** `in 43 days`, `2 days ago`, `today`. */
export function relativeTo(now: number, moment: number): string {
  const days = Math.floor(Math.abs(moment - now) / DAY);
  if (days === 0) return 'today';
  return moment > now ? `in ${counted(days, 'day')}` : `${counted(days, 'day')} ago`;
}

/** `2024-10-03T10:00:00Z, which is 3 October 2024 12:00:00 here` */
export function exactly(moment: number): string {
  const date = new Date(moment);
  const here = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${date.toISOString().replace('.000Z', 'Z')}, which is ${dayOf(moment)} ${here} here`;
}
