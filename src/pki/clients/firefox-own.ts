/**
 * What mozilla::pkix has against a certificate by itself (pkixcert.cpp, pkixcheck.cpp): first what it cannot read, then, in the order of
 * its error ranking, dates as written, signature algorithm, key, key usage, basic constraints, purpose, and the dates at last.
 */
import { extensionOid } from '../../codec/extension';
import { has, type Exhibit } from './exhibit';

export type FirefoxOwnRule =
  | 'bad-der'
  | 'serial-empty'
  | 'serial-malformed'
  | 'duplicate-extension'
  | 'unknown-critical-extension'
  | 'time-malformed'
  | 'algorithms-differ'
  | 'weak-signature'
  | 'unsupported-key'
  | 'unsupported-curve'
  | 'point-compressed'
  | 'weak-key'
  | 'key-usage'
  | 'basic-constraints-malformed'
  | 'version-1-authority'
  | 'authority-as-server'
  | 'not-an-authority'
  | 'path-too-long'
  | 'wrong-purpose'
  | 'expired'
  | 'not-yet-valid';

const UNDERSTOOD = new Set([
  ...['15', '17', '19', '30', '32', '33', '36', '37', '54'].map((last) => `2.5.29.${last}`),
  '1.3.6.1.5.5.7.1.1',
  '1.3.6.1.5.5.7.1.24',
  '1.3.6.1.4.1.11129.2.4.2',
  '1.3.6.1.5.5.7.48.1.5',
]);

/** `BackCert::Init` */
export function firefoxReading(one: Exhibit): FirefoxOwnRule | undefined {
  if (has(one, 'length-not-minimal')) return 'bad-der';
  if (has(one, 'serial-empty')) return 'serial-empty';
  if (has(one, 'serial-padded')) return 'serial-malformed';
  for (const [place, { oid, critical }] of one.extensions.list.entries()) {
    const odd = one.peculiarities.some(
      ({ code, extension }) => code === 'boolean-not-ff' && extension === oid,
    );
    if (odd) return 'bad-der';
    const understood = UNDERSTOOD.has(oid);
    if (critical && !understood) return 'unknown-critical-extension';
    const twice = one.extensions.list.findIndex((other) => other.oid === oid) < place;
    if (understood && twice) return 'duplicate-extension';
  }
  return undefined;
}

/** Of the algorithms it knows, those with SHA-1 are off. */
const SIGNATURES = new Set([
  ...['11', '12', '13', '10'].map((last) => `1.2.840.113549.1.1.${last}`),
  ...['3.2', '3.3', '3.4'].map((last) => `1.2.840.10045.4.${last}`),
]);
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

interface Standing {
  /** Place in the path. */
  readonly at: number;
  readonly isAnchor: boolean;
  readonly now: number;
}

/** `CheckIssuerIndependentProperties` */
export function firefoxOwn(one: Exhibit, { at, isAnchor, now }: Standing): FirefoxOwnRule | undefined {
  const { notBefore, notAfter, key } = one;
  const [from = Infinity, until = -Infinity] = [notBefore.moment, notAfter.moment];
  const odd = [notBefore, notAfter].flatMap((time) => time.odd);
  if (from > until || odd.some((code) => code !== 'generalized-time-before-2050')) return 'time-malformed';
  if (!isAnchor) {
    if (one.signature.oid !== one.signatureAlgorithm.oid) return 'algorithms-differ';
    if (!SIGNATURES.has(one.signatureAlgorithm.oid)) return 'weak-signature';
  }
  // NSS has no trust for a root whose key it does not know at all, and then looks at its signature.
  if (key?.family === 'ed448') return 'weak-signature';
  if (key?.family === 'ec') {
    if (!['P-256', 'P-384', 'P-521'].includes(key.curve ?? '')) return 'unsupported-curve';
    if (key.compressed === true) return 'point-compressed';
  } else if (key?.family !== 'rsa') return 'unsupported-key';
  else if (key.bits < 1017) return 'weak-key';
  if (one.issuer.empty) return 'bad-der';
  return (
    usageFailure(one, at, isAnchor) ?? (now < from ? 'not-yet-valid' : now > until ? 'expired' : undefined)
  );
}

function usageFailure(one: Exhibit, at: number, isAnchor: boolean): FirefoxOwnRule | undefined {
  const { basicConstraints, keyUsage, extendedKeyUsage, list } = one.extensions;
  const unread = (oid: string) =>
    one.peculiarities.some(({ code, extension }) => code === 'extension-unreadable' && extension === oid);
  const wanted =
    at > 0 ? (['keyCertSign'] as const) : (['digitalSignature', 'keyEncipherment', 'keyAgreement'] as const);
  if (unread(extensionOid.keyUsage) || keyUsage?.some((use) => wanted.some((one) => one === use)) === false)
    return 'key-usage';
  if (unread(extensionOid.basicConstraints)) return 'basic-constraints-malformed';
  if (at === 0 && basicConstraints?.ca === true) return 'authority-as-server';
  if (at > 0) {
    const hasConstraints = list.some(({ oid }) => oid === extensionOid.basicConstraints);
    if (!hasConstraints && one.version === 1) return isAnchor ? undefined : 'version-1-authority';
    if (basicConstraints?.ca !== true) return 'not-an-authority';
    if (at - 1 > (basicConstraints.pathLength ?? Infinity)) return 'path-too-long';
  }
  if (unread(extensionOid.extendedKeyUsage)) return 'wrong-purpose';
  // Any purpose is none for it, and who signs OCSP responses is no server.
  if (extendedKeyUsage?.includes(SERVER_AUTH) === false) return 'wrong-purpose';
  return at === 0 && extendedKeyUsage?.includes(OCSP_SIGNING) ? 'wrong-purpose' : undefined;
}
