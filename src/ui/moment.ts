/** Moments in words, in the user's own time zone; the exact one in UTC goes into `title` and `datetime`. */

// Not `Intl.DateTimeFormat`: the first screen shows a date, and starting ICU would be a tenth of its time.
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `23 December 2027` */
export function dayOf(moment: number): string {
  const date = new Date(moment);
  return `${date.getDate()} ${months[date.getMonth()] ?? ''} ${date.getFullYear()}`;
}

/** `2027-12-23T10:00:00Z` */
export function isoOf(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
