/** How Java writes what it found: dates as `Date.toString()`, names as `X500Name.toString()`, most specific first. */
import { formatDistinguishedName } from '../../codec/distinguished-name';
import type { ExhibitName } from './exhibit-name';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** In the zone of the machine; here it is UTC. */
export function javaDate(moment: number): string {
  const date = new Date(moment);
  const [, year = '', , day = '', time = ''] =
    /^([+-]?\d+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(date.toISOString()) ?? [];
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${time} UTC ${year}`;
}

export const javaName = (name: ExhibitName): string =>
  formatDistinguishedName({ rdns: name.rdns.toReversed(), der: name.der });
