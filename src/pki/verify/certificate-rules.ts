/** Rules about a certificate's own fields: dates, version, serial number, names, key and signature algorithm. */
import { NULL_PARAMETERS } from '../../codec/algorithm-identifier';
import { equalBytes } from '../../codec/bytes';
import { sameAlgorithm } from '../signature-scheme';
import { when, type LinkRule } from './link-rule';
import { asks } from './path-request';
import { isBrokenSignature, strengthOf, weaknessOf } from './strength';

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
        certificate.version !== 3 && (certificate.extensions.length > 0 || asks(check.profile, 'browsers')),
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
    code: 'algorithm-malformed',
    citation: 'RFC 5758 §3.2, RFC 8410 §3, RFC 9881 §2, RFC 4055 §5',
    since: 'rfc5280',
    broken({ link: { certificate }, isAnchor }) {
      const { oid, parameters } = certificate.signatureAlgorithm;
      const isNull = parameters !== undefined && equalBytes(parameters, NULL_PARAMETERS);
      // NULL beside RSA is what every authority writes, and nothing what some do.
      if (withNull.test(oid)) return when(!isAnchor && parameters !== undefined && !isNull, oid);
      return when(!isAnchor && withoutParameters.test(oid) && parameters !== undefined, oid);
    },
  },
  {
    code: 'weak-key',
    citation: 'CA/B Baseline Requirements 6.1.5, NIST SP 800-131A',
    since: 'path',
    broken({ link: { certificate }, check }) {
      const weak = weaknessOf(certificate.publicKey, check.profile, strengthOf(check).rsaBits);
      return weak === undefined ? undefined : [weak];
    },
  },
  {
    code: 'weak-signature',
    citation: 'RFC 6194; CA/B Baseline Requirements 7.1.3.2',
    since: 'path',
    broken: ({ link: { certificate }, isAnchor, check }) =>
      when(
        !isAnchor && isBrokenSignature(certificate.signatureAlgorithm, strengthOf(check)),
        certificate.signatureAlgorithm.oid,
      ),
  },
];

/** RSASSA-PKCS1-v1_5 with whichever hash. */
const withNull = /^1\.2\.840\.113549\.1\.1\.(?:[2-5]|1[1-6])$/;
/** ECDSA, Ed25519, Ed448, ML-DSA. */
const withoutParameters =
  /^(?:1\.2\.840\.10045\.4\.(?:1|3\.[1-4])|1\.3\.101\.11[23]|2\.16\.840\.1\.101\.3\.4\.3\.1[7-9])$/;
