/**
 * What `openssl -x509_strict` asks beside the algorithm, and Python from 3.13 on with it (OpenSSL crypto/x509/x509_vfy.c,
 * `check_extensions`). A certificate that stands alone is asked nothing of this (RFC 6818 §2).
 */
import { extensionOid } from '../../codec/extension';
import { valueIn } from './link';
import { criticalOf, extensionIn, isCa, when, type LinkRule, type Place } from './link-rule';

type StrictRule = Omit<LinkRule, 'since'>;

const hasName = ({ link }: Place): boolean => link.certificate.subject.rdns.length > 0;
const signs = ({ link }: Place): boolean => valueIn(link, 'keyUsage')?.includes('keyCertSign') === true;

const rules: readonly StrictRule[] = [
  {
    code: 'extension-misplaced',
    citation: 'RFC 5280 §4.2.1.9',
    broken(place) {
      const hasLength = valueIn(place.link, 'basicConstraints')?.pathLength !== undefined;
      // A key usage that is not there forbids nothing, and OpenSSL reads it as every bit.
      const silent = valueIn(place.link, 'keyUsage') === undefined;
      return when(hasLength && (!isCa(place.link) || (!signs(place) && !silent)), 'pathLenConstraint');
    },
  },
  {
    code: 'criticality-wrong',
    citation: 'RFC 5280 §4.2.1.9',
    broken: ({ link }) =>
      when(isCa(link) && criticalOf(link, 'basicConstraints') === false, 'basicConstraints'),
  },
  {
    code: 'may-not-sign-certificates',
    citation: 'RFC 5280 §4.2.1.3',
    broken: ({ link }) =>
      when(isCa(link) && extensionIn(link, extensionOid.keyUsage) === undefined, 'keyUsage'),
  },
  {
    code: 'extension-misplaced',
    citation: 'RFC 5280 §4.2.1.3',
    broken: (place) => when(!isCa(place.link) && signs(place), 'keyCertSign'),
  },
  {
    code: 'name-empty',
    citation: 'RFC 5280 §4.1.2.4, §4.1.2.6',
    broken(place) {
      const { certificate } = place.link;
      if (certificate.issuer.rdns.length === 0) return ['issuer'];
      const usage = valueIn(place.link, 'keyUsage');
      const mustHave =
        isCa(place.link) ||
        usage?.includes('cRLSign') === true ||
        extensionIn(place.link, extensionOid.subjectAltName) === undefined;
      return when(mustHave && !hasName(place), 'subject');
    },
  },
  {
    code: 'criticality-wrong',
    citation: 'RFC 5280 §4.2.1.6',
    broken: (place) =>
      when(!hasName(place) && criticalOf(place.link, 'subjectAltName') === false, 'subjectAltName'),
  },
  {
    code: 'extension-malformed',
    citation: 'RFC 5280 §4.2.1.6',
    broken: ({ link }) => when(valueIn(link, 'subjectAltName')?.length === 0, 'subjectAltName'),
  },
  {
    code: 'criticality-wrong',
    citation: 'RFC 5280 §4.2.1.1, §4.2.1.2',
    broken({ link }) {
      const wrong = (['authorityKeyIdentifier', 'subjectKeyIdentifier'] as const).filter((name) =>
        criticalOf(link, name),
      );
      return when(wrong.length > 0, ...wrong);
    },
  },
  {
    code: 'identifier-missing',
    citation: 'RFC 5280 §4.2.1.1',
    // Of the last one, whose issuer nobody looks for, it is not asked.
    broken: ({ link, isLast }) =>
      when(
        link.certificate.version === 3 &&
          !isLast &&
          valueIn(link, 'authorityKeyIdentifier')?.keyIdentifier === undefined,
        'authorityKeyIdentifier',
      ),
  },
  {
    code: 'identifier-missing',
    citation: 'RFC 5280 §4.2.1.2',
    broken: ({ link }) =>
      when(
        link.certificate.version === 3 &&
          isCa(link) &&
          extensionIn(link, extensionOid.subjectKeyIdentifier) === undefined,
        'subjectKeyIdentifier',
      ),
  },
];

export const strictRules: readonly LinkRule[] = rules.map((rule) => ({
  ...rule,
  since: 'x509-strict',
  broken: (place) => (place.isAlone ? undefined : rule.broken(place)),
}));
