/** Extensions of the server certificate: missing, contradictory, for another purpose, twice, or unknown and critical. */
import { fromHex, utf8 } from '../../../codec/bytes';
import { extensionOid } from '../../../codec/extension';
import { inGroup } from '../bad-certificate';
import type { Change } from '../blueprint';
import { chain } from '../chain';
import { all, authority, having, holding, purposes, put, reworked, usable, without } from '../changes';
import { basicConstraints, bits, pointingAt } from '../raw-value';

const USAGE = 'RFC 5280 §4.2.1.3';
const PURPOSES = 'RFC 5280 §4.2.1.12';
const BASIC = 'RFC 5280 §4.2.1.9';
const IDENTIFIERS = 'RFC 5280 §4.2.1.1';
const CRITICAL = 'RFC 5280 §4.2';
const otherIdentifier = fromHex('00112233445566778899aabbccddeeff00112233') ?? new Uint8Array();
const PURPOSE = '1.3.6.1.5.5.7.3.';

/** A second extension of the kind, behind all others. */
const twice =
  (name: 'subjectAltName' | 'keyUsage'): Change =>
  (one) => ({
    ...one,
    extensions: [...one.extensions, ...one.extensions.filter(({ oid }) => oid === extensionOid[name])],
  });

export const extensionCases = inGroup('extensions', [
  [
    'leaf-no-aki',
    'Does not point at its issuer',
    'The authority key identifier is missing.',
    IDENTIFIERS,
    chain({ leaf: without('authorityKeyIdentifier') }),
  ],
  [
    'leaf-minimal',
    'Names and nothing else',
    'Alternative names are the only extension.',
    IDENTIFIERS,
    chain(({ names }) => ({
      leaf: (one, above) => having('subjectAltName', false, names)({ ...one, extensions: [] }, above),
    })),
  ],
  [
    'leaf-aki-mismatch',
    'Points at another key',
    'The authority key identifier is not that of the issuer.',
    IDENTIFIERS,
    chain({ leaf: having('authorityKeyIdentifier', false, { keyIdentifier: otherIdentifier }) }),
  ],
  [
    'leaf-aki-serial',
    'Points at another certificate',
    'The authority key identifier has the issuer and a serial number that is not its.',
    IDENTIFIERS,
    chain({
      leaf: (one, above) =>
        holding('authorityKeyIdentifier', pointingAt(above.issuer, Uint8Array.of(7)))(one, above),
    }),
  ],
  [
    'leaf-aki-empty',
    'Points at nothing',
    'The authority key identifier is an empty SEQUENCE.',
    IDENTIFIERS,
    chain({ leaf: having('authorityKeyIdentifier', false, {}) }),
  ],
  [
    'leaf-aki-critical',
    'Authority key identifier critical',
    'It must not be critical.',
    IDENTIFIERS,
    chain({ leaf: reworked('authorityKeyIdentifier', (one) => ({ ...one, critical: 0xff })) }),
  ],
  [
    'leaf-ski-critical',
    'Subject key identifier critical',
    'It must not be critical.',
    'RFC 5280 §4.2.1.2',
    chain({ leaf: reworked('subjectKeyIdentifier', (one) => ({ ...one, critical: 0xff })) }),
  ],
  [
    'leaf-ca-true',
    'A server that is an authority',
    'The server certificate says CA:TRUE and may sign certificates.',
    BASIC,
    chain({ below: 1, leaf: all(authority({ ca: true }), usable('digitalSignature', 'keyCertSign')) }),
  ],
  [
    'leaf-ca-true-pathlen0',
    'An authority where none may be',
    'The root says path length 0, and the server certificate says CA:TRUE.',
    BASIC,
    chain({ leaf: all(authority({ ca: true }), usable('digitalSignature', 'keyCertSign')) }),
  ],
  [
    'leaf-certsign-ca-false',
    'May sign certificates, and is no authority',
    'keyUsage has keyCertSign, and basic constraints say CA:FALSE.',
    USAGE,
    chain({ leaf: usable('digitalSignature', 'keyCertSign') }),
  ],
  [
    'leaf-pathlen-ca-false',
    'A path length, and no authority',
    'Basic constraints say CA:FALSE with path length 0.',
    BASIC,
    chain({ leaf: holding('basicConstraints', basicConstraints(undefined, 0), 0xff) }),
  ],
  [
    'leaf-bc-unreadable',
    'Basic constraints that cannot be read',
    'The contents of the extension are no DER.',
    BASIC,
    chain({ leaf: holding('basicConstraints', utf8('no DER'), 0xff) }),
    'not-by-python',
  ],
  [
    'leaf-eku-client',
    'For clients',
    'Extended key usage is clientAuth alone.',
    PURPOSES,
    chain({ leaf: purposes(`${PURPOSE}2`) }),
  ],
  [
    'leaf-eku-code',
    'For signing programs',
    'Extended key usage is codeSigning alone.',
    PURPOSES,
    chain({ leaf: purposes(`${PURPOSE}3`) }),
  ],
  [
    'leaf-eku-ocsp',
    'For signing OCSP responses',
    'Extended key usage is OCSPSigning alone.',
    PURPOSES,
    chain({ leaf: purposes(`${PURPOSE}9`) }),
  ],
  [
    'leaf-eku-any',
    'For any purpose, by name',
    'Extended key usage is anyExtendedKeyUsage alone; CA/B forbids it, RFC 5280 allows it.',
    'CA/B BR 7.1.2.7.10, RFC 5280 §4.2.1.12',
    chain({ leaf: purposes('2.5.29.37.0') }),
  ],
  [
    'leaf-eku-empty',
    'For no purpose',
    'Extended key usage is a list of none.',
    PURPOSES,
    chain({ leaf: purposes() }),
  ],
  [
    'leaf-ku-ke-ecdsa',
    'Key encipherment alone, ECDSA',
    'keyUsage has keyEncipherment alone: an ECDSA key cannot, and TLS wants digitalSignature.',
    'RFC 8813 §3, RFC 8446 §4.4.2.2',
    chain({ leaf: usable('keyEncipherment') }),
  ],
  [
    'leaf-ku-ka-ecdsa',
    'Key agreement alone, ECDSA',
    'keyUsage has keyAgreement alone; TLS wants digitalSignature.',
    'RFC 8446 §4.4.2.2',
    chain({ leaf: usable('keyAgreement') }),
  ],
  [
    'leaf-ku-list-only',
    'May sign lists alone',
    'keyUsage has cRLSign alone; TLS wants digitalSignature.',
    'RFC 8446 §4.4.2.2',
    chain({ leaf: usable('cRLSign') }),
  ],
  [
    'leaf-ku-ke-rsa',
    'Key encipherment alone, RSA',
    'keyUsage of the RSA key has keyEncipherment alone, as for TLS 1.2 without forward secrecy.',
    'RFC 8446 §4.4.2.2',
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-leaf', leaf: usable('keyEncipherment') }),
  ],
  [
    'leaf-ku-zero',
    'Key usage without a use',
    'keyUsage has no bit set; one must be.',
    USAGE,
    chain({ leaf: holding('keyUsage', bits(0), 0xff) }),
    'not-by-python',
  ],
  [
    'leaf-unknown-critical',
    'A critical extension nobody knows',
    'Whoever does not know a critical extension must refuse.',
    CRITICAL,
    chain({ leaf: put({ oid: '1.3.6.1.4.1.99999.3', critical: 0xff, value: Uint8Array.of(5, 0) }) }),
  ],
  [
    'leaf-poison',
    'A precertificate',
    'It has the critical poison of Certificate Transparency: it is for logs, and for no handshake.',
    'RFC 6962 §3.1',
    chain({ leaf: put({ oid: '1.3.6.1.4.1.11129.2.4.3', critical: 0xff, value: Uint8Array.of(5, 0) }) }),
  ],
  [
    'leaf-duplicate-ext',
    'Alternative names twice',
    'The extension stands there two times.',
    CRITICAL,
    chain({ leaf: twice('subjectAltName') }),
    'not-by-python',
  ],
  [
    'leaf-duplicate-ku',
    'Key usage twice',
    'The extension stands there two times.',
    CRITICAL,
    chain({ leaf: twice('keyUsage') }),
    'not-by-python',
  ],
  [
    'leaf-must-staple',
    'Must staple, and does not',
    'The certificate demands a stapled OCSP response, and the server sends none.',
    'RFC 7633 §4.2.3',
    chain({ leaf: having('tlsFeature', false, [5]) }),
  ],
  [
    'leaf-nc',
    'Name constraints in a server certificate',
    'They may stand in authorities alone.',
    'RFC 5280 §4.2.1.10',
    chain(({ host }) => ({
      leaf: having('nameConstraints', true, { permitted: [{ kind: 'dns', base: host }], excluded: [] }),
    })),
  ],
  [
    'leaf-bc-noncritical',
    'Basic constraints not critical',
    'Allowed in a server certificate, where they say CA:FALSE; in authorities they must be critical.',
    BASIC,
    chain({ leaf: having('basicConstraints', false, { ca: false }) }),
  ],
]);
