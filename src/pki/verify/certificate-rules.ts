/** Rules about a certificate's own fields: dates, version, serial number, names, key and signature algorithm. */
import { DerReader } from '../../codec/der-reader';
import { curves } from '../../codec/ec-private-key';
import { attempt } from '../../codec/malformed';
import { EC_PUBLIC_KEY, RSA_ENCRYPTION } from '../../codec/private-key';
import { publicKeyOctets, readRsaPublicKey } from '../../codec/public-key';
import { sameAlgorithm } from '../signature-scheme';
import { isBrokenSignature } from './broken-hashes';
import type { Link } from './link';
import { when, type LinkRule } from './link-rule';
import type { PathUnderCheck } from './path-request';

const DSA = '1.2.840.10040.4.1';

export const certificateRules: readonly LinkRule[] = [
  {
    code: 'expired',
    citation: 'RFC 5280 §6.1.3 (a)(2)',
    since: 'path',
    broken: ({ link, check }) => {
      const { notAfter } = link.certificate.validity;
      // The last second counts whole.
      return when(Math.floor(check.at.getTime() / 1000) * 1000 > notAfter.getTime(), notAfter.toISOString());
    },
  },
  {
    code: 'not-yet-valid',
    citation: 'RFC 5280 §6.1.3 (a)(2)',
    since: 'path',
    broken: ({ link, check }) => {
      const { notBefore } = link.certificate.validity;
      return when(check.at < notBefore, notBefore.toISOString());
    },
  },
  {
    code: 'algorithms-disagree',
    citation: 'RFC 5280 §4.1.1.2',
    since: 'path',
    broken: ({ link: { certificate } }) =>
      when(
        !sameAlgorithm(certificate.signature, certificate.signatureAlgorithm),
        certificate.signature.oid,
        certificate.signatureAlgorithm.oid,
      ),
  },
  {
    code: 'version-wrong',
    citation: 'RFC 5280 §4.1.2.1',
    since: 'path',
    broken: ({ link: { certificate }, check }) =>
      when(
        certificate.version !== 3 && (certificate.extensions.length > 0 || check.profile === 'web-pki'),
        String(certificate.version),
      ),
  },
  {
    code: 'serial-number-wrong',
    citation: 'RFC 5280 §4.1.2.2',
    since: 'rfc5280',
    broken({ link, isAnchor }) {
      const { serialNumber } = link.certificate;
      const negative = (serialNumber[0] ?? 0) >= 0x80;
      // Old roots have a serial of zero, and nobody looks one up.
      const zero = !isAnchor && serialNumber.every((octet) => octet === 0);
      return when(negative || zero || serialNumber.length > 20, String(serialNumber.length));
    },
  },
  {
    code: 'name-empty',
    citation: 'RFC 5280 §4.1.2.4',
    since: 'rfc5280',
    broken: ({ link: { certificate }, isLeaf }) =>
      when(
        certificate.issuer.rdns.length === 0 || (!isLeaf && certificate.subject.rdns.length === 0),
        certificate.issuer.rdns.length === 0 ? 'issuer' : 'subject',
      ),
  },
  {
    code: 'weak-key',
    citation: 'CA/B Baseline Requirements 6.1.5',
    since: 'web-pki',
    broken: ({ link, check }) => weakness(link, check),
  },
  {
    code: 'weak-signature',
    citation: 'RFC 6194; CA/B Baseline Requirements 7.1.3.2',
    since: 'path',
    broken: ({ link: { certificate }, isAnchor, check }) =>
      when(
        !isAnchor && isBrokenSignature(certificate.signatureAlgorithm.oid, check.profile),
        certificate.signatureAlgorithm.oid,
      ),
  },
];

/** RFC 3279 knows smaller keys; nobody has believed RSA of less than 1024 bits since 2010 (NIST SP 800-131A). */
function weakness({ certificate }: Link, { profile }: PathUnderCheck): readonly string[] | undefined {
  const { algorithm, der } = certificate.publicKey;
  const browsers = profile === 'web-pki';
  if (algorithm.oid === RSA_ENCRYPTION) {
    const key = readRsaPublicKey(publicKeyOctets(der));
    if (!key.ok) return ['RSA'];
    const { bits } = key.value;
    return when(bits < (browsers ? 2048 : 1024) || (browsers && bits % 8 !== 0), `RSA ${bits}`);
  }
  if (algorithm.oid === DSA) return when(browsers, 'DSA');
  if (algorithm.oid !== EC_PUBLIC_KEY) return undefined;
  const { parameters } = algorithm;
  const curve = parameters && attempt(() => DerReader.document(parameters, (reader) => reader.oid()));
  // Explicit parameters are how a curve is forged (CVE-2020-0601).
  return when(curve?.ok !== true || !curves.some(({ oid }) => oid === curve.value), 'EC');
}
