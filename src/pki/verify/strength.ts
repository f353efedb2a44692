/** Keys and digests that are too weak to believe, by what a profile or the person asks. */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { DerReader } from '../../codec/der-reader';
import { curves } from '../../codec/ec-private-key';
import { attempt } from '../../codec/malformed';
import { EC_PUBLIC_KEY, RSA_ENCRYPTION } from '../../codec/private-key';
import { parsePssParameters } from '../../codec/pss-parameters';
import { publicKeyOctets, readRsaPublicKey, type PublicKey } from '../../codec/public-key';
import { asks, type PathProfile, type PathRequest, type Strength } from './path-request';

const DSA = '1.2.840.10040.4.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
/** MD5 is broken for all. */
const md5: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.3',
  '1.2.840.113549.1.1.4',
  '1.3.14.3.2.3',
]);
/** SHA-1 for all that is issued now (RFC 6194), though §6 has nothing against it. */
const sha1: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
  '1.2.840.10040.4.3',
  '1.3.14.3.2.29',
]);
const SHA1 = '1.3.14.3.2.26';

/** Nobody has believed RSA of less than 1024 bits since 2010 (NIST SP 800-131A); Python asks OpenSSL's level 2 (ssl.html). */
const byProfile: Readonly<Record<PathProfile, Required<Strength>>> = {
  path: { rsaBits: 0, sha1: true },
  rfc5280: { rsaBits: 1024, sha1: false },
  browsers: { rsaBits: 2048, sha1: false },
  'web-pki': { rsaBits: 2048, sha1: false },
  'mtls-client': { rsaBits: 1024, sha1: false },
  email: { rsaBits: 1024, sha1: false },
  'x509-strict': { rsaBits: 2048, sha1: false },
};

export const strengthOf = ({
  profile,
  strength,
}: Pick<PathRequest, 'profile' | 'strength'>): Required<Strength> => ({
  ...byProfile[profile],
  ...strength,
});

export function isBrokenSignature(
  { oid, parameters }: AlgorithmIdentifier,
  strength: Required<Strength>,
): boolean {
  if (md5.has(oid)) return true;
  if (strength.sha1) return false;
  if (oid !== RSA_PSS || parameters === undefined) return sha1.has(oid);
  const pss = parsePssParameters(parameters);
  return pss.ok && pss.value.hash === SHA1;
}

/** What is weak about a key; `undefined` where nothing is. */
export function weaknessOf(
  { algorithm, der }: PublicKey,
  profile: PathProfile,
  bits: number,
): string | undefined {
  const browsers = asks(profile, 'browsers');
  if (algorithm.oid === RSA_ENCRYPTION || algorithm.oid === RSA_PSS) {
    // Whole octets are asked of authorities (BR 6.1.5), and by no browser.
    return rsaWeakness(der, asks(profile, 'web-pki'), bits);
  }
  if (algorithm.oid === DSA) return browsers ? 'DSA' : undefined;
  if (algorithm.oid !== EC_PUBLIC_KEY || profile === 'path') return undefined;
  const { parameters } = algorithm;
  const curve = parameters && attempt(() => DerReader.document(parameters, (reader) => reader.oid()));
  // Explicit parameters are how a curve is forged (CVE-2020-0601).
  if (curve?.ok !== true) return 'EC';
  return browsers && !curves.some(({ oid }) => oid === curve.value) ? 'EC' : undefined;
}

function rsaWeakness(spki: PublicKey['der'], wholeOctets: boolean, bits: number): string | undefined {
  const octets = attempt(() => publicKeyOctets(spki));
  const key = octets.ok ? readRsaPublicKey(octets.value) : octets;
  if (!key.ok) return 'RSA';
  const { exponent } = key.value;
  // A power of one leaves everything as it is; of two there is no way back.
  const isOdd = ((exponent.at(-1) ?? 0) & 1) === 1;
  const isOne = exponent.at(-1) === 1 && exponent.slice(0, -1).every((octet) => octet === 0);
  if (!isOdd || isOne) return `RSA exponent`;
  return key.value.bits < bits || (wholeOctets && key.value.bits % 8 !== 0)
    ? `RSA ${key.value.bits}`
    : undefined;
}
