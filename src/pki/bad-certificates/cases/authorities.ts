/** Roots and intermediates that may not sign, or do not say properly that they may (RFC 5280 §4.2.1.3, §4.2.1.9, §6.1.4). */
import { fromHex } from '../../../codec/bytes';
import { inGroup } from '../bad-certificate';
import { chain, plain } from '../chain';
import { all, authority, fields, having, nameOf, purposes, put, usable, without } from '../changes';

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const BASIC = 'RFC 5280 §4.2.1.9';
const USAGE = 'RFC 5280 §4.2.1.3';
const PURPOSES = 'RFC 5280 §4.2.1.12';
const IDENTIFIERS = 'RFC 5280 §4.2.1.1';
const VERSION = 'RFC 5280 §4.1.2.1';
/** Under an enterprise number that is nobody's. */
const unknownCritical = put({ oid: '1.3.6.1.4.1.99999.2', critical: 0xff, value: Uint8Array.of(5, 0) });
const otherIdentifier = fromHex('00112233445566778899aabbccddeeff00112233') ?? new Uint8Array();

export const authorityCases = inGroup('authorities', [
  [
    'ca-no-bc',
    'A root without basic constraints',
    'The root does not say that it is an authority.',
    BASIC,
    chain({ root: without('basicConstraints') }),
  ],
  [
    'ca-false',
    'A root that is no authority',
    'Basic constraints of the root say CA:FALSE.',
    BASIC,
    chain({ root: authority({ ca: false }) }),
  ],
  [
    'ca-bc-noncritical',
    'Basic constraints of the root not critical',
    'They must be critical in a certificate whose key signs certificates.',
    BASIC,
    chain({ root: having('basicConstraints', false, { ca: true, pathLength: 0 }) }),
  ],
  [
    'ca-no-ku',
    'A root without key usage',
    'The root has no keyUsage; authorities must have it.',
    USAGE,
    chain({ root: all(authority({ ca: true }), without('keyUsage')) }),
  ],
  [
    'ca-ku-no-certsign',
    'A root that may not sign certificates',
    'keyUsage of the root is cRLSign alone.',
    USAGE,
    chain({ root: all(authority({ ca: true }), usable('cRLSign')) }),
  ],
  [
    'ca-no-ski',
    'A root without a key identifier',
    'The root has no subject key identifier; authorities must have it.',
    'RFC 5280 §4.2.1.2',
    chain({ root: without('subjectKeyIdentifier') }),
  ],
  [
    'ca-minimal-bc',
    'A root with basic constraints alone',
    'Key usage and subject key identifier are missing, as in many a home-made root.',
    'RFC 5280 §4.2.1.2, §4.2.1.3',
    chain({ root: all(authority({ ca: true }), without('keyUsage', 'subjectKeyIdentifier')) }),
  ],
  [
    'ca-v1',
    'A root of version 1',
    'The root is an X.509 certificate of version 1, which has no extensions.',
    VERSION,
    chain({ root: (one) => withoutVersion({ ...one, extensions: [] }) }),
  ],
  [
    'ca-aki-mismatch',
    'A root that points at another key',
    'The root has an authority key identifier that is not its own.',
    IDENTIFIERS,
    chain({ root: having('authorityKeyIdentifier', false, { keyIdentifier: otherIdentifier }) }),
  ],
  [
    'ca-empty-subject',
    'A root without a name',
    'Subject and issuer of the root are empty; an authority must have a name.',
    'RFC 5280 §4.1.2.4, §4.1.2.6',
    chain({ root: fields({ subject: nameOf(), issuer: nameOf() }) }),
  ],
  [
    'ca-eku-client-only',
    'A root for clients alone',
    'Extended key usage of the root is clientAuth, and it has signed a server.',
    PURPOSES,
    chain({ root: purposes(CLIENT_AUTH) }),
  ],
  [
    'ca-pathlen0-intermediate',
    'One authority too many',
    'The root says path length 0, and there is an intermediate authority.',
    BASIC,
    chain({ intermediate: plain, below: 0 }),
  ],
  [
    'ca-unknown-critical',
    'A critical extension in the root',
    'The root has a critical extension that nobody knows.',
    'RFC 5280 §4.2',
    chain({ root: unknownCritical }),
  ],
  [
    'int-no-bc',
    'An intermediate without basic constraints',
    'The intermediate does not say that it is an authority.',
    BASIC,
    chain({ intermediate: without('basicConstraints') }),
  ],
  [
    'int-ca-false',
    'An intermediate that is no authority',
    'The server certificate is signed with another server certificate: CA:FALSE.',
    BASIC,
    chain({ intermediate: all(authority({ ca: false }), usable('digitalSignature', 'keyCertSign')) }),
  ],
  [
    'int-ku-no-certsign',
    'An intermediate that may not sign certificates',
    'keyUsage of the intermediate is digitalSignature and cRLSign.',
    USAGE,
    chain({ intermediate: all(authority({ ca: true }), usable('digitalSignature', 'cRLSign')) }),
  ],
  [
    'int-no-ku',
    'An intermediate without key usage',
    'The intermediate has no keyUsage; authorities must have it.',
    USAGE,
    chain({ intermediate: all(authority({ ca: true }), without('keyUsage')) }),
  ],
  [
    'int-bc-noncritical',
    'Basic constraints of the intermediate not critical',
    'They must be critical in a certificate whose key signs certificates.',
    BASIC,
    chain({ intermediate: having('basicConstraints', false, { ca: true, pathLength: 0 }) }),
  ],
  [
    'int-no-aki',
    'An intermediate that does not point at its issuer',
    'The authority key identifier is missing in the intermediate.',
    IDENTIFIERS,
    chain({ intermediate: without('authorityKeyIdentifier') }),
  ],
  [
    'int-no-ski',
    'An intermediate without a key identifier',
    'The subject key identifier is missing in the intermediate; authorities must have it.',
    'RFC 5280 §4.2.1.2',
    chain({ intermediate: without('subjectKeyIdentifier') }),
  ],
  [
    'int-eku-client-only',
    'An intermediate for clients alone',
    'Extended key usage of the intermediate is clientAuth, and it has signed a server.',
    PURPOSES,
    chain({ intermediate: purposes(CLIENT_AUTH) }),
  ],
  [
    'int-v1',
    'An intermediate of version 1',
    'The intermediate is an X.509 certificate of version 1, which cannot say that it is an authority.',
    'RFC 5280 §6.1.4 (k)',
    chain({ intermediate: (one) => withoutVersion({ ...one, extensions: [] }) }),
  ],
  [
    'int-unknown-critical',
    'A critical extension in the intermediate',
    'The intermediate has a critical extension that nobody knows.',
    'RFC 5280 §4.2',
    chain({ intermediate: unknownCritical }),
  ],
  [
    'int-pathlen',
    'Path length of the intermediate',
    'The upper intermediate says path length 0, and there is another below it.',
    BASIC,
    async (workshop) => {
      const root = await workshop.root({ below: 2 });
      const upper = await workshop.intermediate(root, { below: 0, name: 'upper intermediate' });
      const lower = await workshop.intermediate(upper, {
        ...{ key: 'stranger', below: 0, name: 'lower intermediate' },
      });
      const leaf = await workshop.leaf(lower);
      return {
        host: workshop.site.host,
        sent: [leaf.der, lower.der, upper.der],
        trusted: [root.der],
        key: leaf.blueprint.key,
      };
    },
  ],
  [
    'policy-required',
    'A policy that is missing',
    'The intermediate requires an explicit policy, and the server certificate has none.',
    'RFC 5280 §6.1.5 (g)',
    chain({
      intermediate: all(
        having('certificatePolicies', false, [{ oid: '2.23.140.1.2.1', qualifiers: [] }]),
        having('policyConstraints', true, { requireExplicit: 0 }),
      ),
    }),
  ],
]);

function withoutVersion<T extends { readonly version?: number }>({
  version: _,
  ...rest
}: T): Omit<T, 'version'> {
  return rest;
}
