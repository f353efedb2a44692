/** Days that a certificate may be asked to last: whole ones, to a hundred years. A field that was emptied has none. */
export const MOST_DAYS = 36_500;

export const isDays = (days: number | null | undefined): days is number =>
  Number.isInteger(days) && (days ?? 0) >= 1 && (days ?? 0) <= MOST_DAYS;
