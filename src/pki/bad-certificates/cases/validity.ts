/** Dates: passed, to come, turned round, too far apart, and written as RFC 5280 §4.1.2.5 forbids. */
import { inGroup } from '../bad-certificate';
import { chain } from '../chain';
import { fields, valid } from '../changes';
import { NO_EXPIRY } from '../../../codec/time';
import { generalizedTime, secondsAfter, utcTime, withoutSeconds } from '../raw-time';

const YEAR = 365;
const HOUR = 3600;
const PERIOD = 'RFC 5280 §4.1.2.5';

export const validityCases = inGroup('validity', [
  [
    'val-expired',
    'Expired yesterday',
    'notAfter of the server certificate has passed.',
    PERIOD,
    chain(({ at }) => ({ leaf: valid(at, -90, -1) })),
  ],
  [
    'val-not-yet',
    'Not valid yet',
    'notBefore of the server certificate is five years ahead.',
    PERIOD,
    chain(({ at }) => ({ leaf: valid(at, 5 * YEAR, 6 * YEAR) })),
  ],
  [
    'val-inverted',
    'Ends before it begins',
    'notAfter lies before notBefore: at no time is it valid.',
    PERIOD,
    chain(({ at }) => ({ leaf: valid(at, -1, -90) })),
  ],
  [
    'val-epoch',
    'Valid until 1970',
    'notBefore and notAfter are the beginning of 1970, as programs write that take 0 for no date.',
    PERIOD,
    chain({ leaf: fields({ notBefore: utcTime(new Date(0), 'Z'), notAfter: utcTime(new Date(0), 'Z') }) }),
  ],
  [
    'ca-expired',
    'The root has expired',
    'notAfter of the root has passed; the server certificate is still valid.',
    'RFC 5280 §6.1.1 (d)',
    chain(({ at }) => ({ root: valid(at, -10 * YEAR, -1) })),
  ],
  [
    'ca-not-yet',
    'The root is not valid yet',
    'notBefore of the root is five years ahead.',
    'RFC 5280 §6.1.1 (d)',
    chain(({ at }) => ({ root: valid(at, 5 * YEAR, 15 * YEAR) })),
  ],
  [
    'int-expired',
    'The intermediate has expired',
    'notAfter of the intermediate authority has passed.',
    'RFC 5280 §6.1.3 (a) (2)',
    chain(({ at }) => ({ intermediate: valid(at, -5 * YEAR, -1) })),
  ],
  [
    'int-not-yet',
    'The intermediate is not valid yet',
    'notBefore of the intermediate authority is five years ahead.',
    'RFC 5280 §6.1.3 (a) (2)',
    chain(({ at }) => ({ intermediate: valid(at, 5 * YEAR, 15 * YEAR) })),
  ],
  [
    'val-830d',
    'Valid for 830 days',
    'More than the 825 days that Apple allows a certificate of a private root.',
    'support.apple.com/103769',
    chain(({ at }) => ({ leaf: valid(at, -1, 829) })),
  ],
  [
    'val-10y',
    'Valid for ten years',
    'More than the 825 days that Apple allows a certificate of a private root.',
    'support.apple.com/103769',
    chain(({ at }) => ({ leaf: valid(at, -1, 10 * YEAR) })),
  ],
  [
    'val-9999',
    'Valid until the year 9999',
    'No end that means anything, for a certificate that should have one.',
    'RFC 5280 §4.1.2.5, support.apple.com/103769',
    chain({ leaf: fields({ notAfter: generalizedTime(new Date(NO_EXPIRY), 'Z') }) }),
  ],
  [
    'val-utctime-noseconds',
    'UTCTime without seconds',
    'notBefore is written YYMMDDHHMMZ; the seconds must be there.',
    'RFC 5280 §4.1.2.5.1',
    chain(({ at }) => ({ leaf: fields({ notBefore: withoutSeconds(secondsAfter(at, -HOUR)) }) })),
    'not-by-openssl-3.5',
  ],
  [
    'val-utctime-offset',
    'UTCTime with a time zone',
    'notBefore ends with +0000 in place of Z.',
    'RFC 5280 §4.1.2.5.1',
    chain(({ at }) => ({ leaf: fields({ notBefore: utcTime(secondsAfter(at, -HOUR), '+0000') }) })),
  ],
  [
    'val-gentime-fraction',
    'GeneralizedTime with a fraction',
    'notBefore has thousandths of a second.',
    'RFC 5280 §4.1.2.5.2',
    chain(({ at }) => ({ leaf: fields({ notBefore: generalizedTime(secondsAfter(at, -HOUR), '.123Z') }) })),
  ],
  [
    'val-gentime-pre2050',
    'GeneralizedTime before 2050',
    'notBefore of this year is GeneralizedTime; until 2049 it must be UTCTime.',
    PERIOD,
    chain(({ at }) => ({ leaf: fields({ notBefore: generalizedTime(secondsAfter(at, -HOUR), 'Z') }) })),
  ],
  [
    'int-outlived',
    'Outlives its issuer',
    'The server certificate ends after the intermediate authority that signed it; today both are valid.',
    'RFC 5280 §6.1.3 (a) (2)',
    chain(({ at }) => ({ intermediate: valid(at, -YEAR, 30) })),
  ],
]);
