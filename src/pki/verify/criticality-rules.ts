/** Rules about which extensions are critical, and which identifiers must be there (RFC 5280 §4.2). */
import { equalBytes } from '../../codec/bytes';
import { isSelfIssued, valueIn } from './link';
import { AUTHORITY_INFO_ACCESS, criticalOf, extensionIn, when, type LinkRule } from './link-rule';
import { asks } from './path-request';

const POLICY_CONSTRAINTS = '2.5.29.36';
const INHIBIT_ANY_POLICY = '2.5.29.54';

export const criticalityRules: readonly LinkRule[] = [
  {
    code: 'criticality-wrong',
    citation: 'RFC 5280 §4.2.1.1, §4.2.1.2, §4.2.2.1',
    since: 'rfc5280',
    broken({ link }) {
      const names = (['subjectKeyIdentifier', 'authorityKeyIdentifier'] as const).filter((name) =>
        criticalOf(link, name),
      );
      const access = extensionIn(link, AUTHORITY_INFO_ACCESS)?.critical === true;
      return when(names.length > 0 || access, ...names, ...(access ? ['authorityInfoAccess'] : []));
    },
  },
  {
    code: 'criticality-wrong',
    citation: 'RFC 5280 §4.2.1.9',
    since: 'rfc5280',
    broken: ({ link, isLeaf }) =>
      when(!isLeaf && criticalOf(link, 'basicConstraints') === false, 'basicConstraints'),
  },
  {
    code: 'criticality-wrong',
    citation: 'RFC 5280 §4.2.1.10',
    since: 'rfc5280',
    // Browsers take constraints that are not critical, as Apple's old systems need them to be.
    broken: ({ link, check }) =>
      when(check.profile === 'rfc5280' && criticalOf(link, 'nameConstraints') === false, 'nameConstraints'),
  },
  {
    code: 'criticality-wrong',
    citation: 'RFC 5280 §4.2.1.11, §4.2.1.14',
    since: 'rfc5280',
    broken({ link }) {
      const wrong = [POLICY_CONSTRAINTS, INHIBIT_ANY_POLICY].filter(
        (oid) => extensionIn(link, oid)?.critical === false,
      );
      return when(wrong.length > 0, ...wrong);
    },
  },
  {
    code: 'criticality-wrong',
    citation: 'RFC 5280 §4.2.1.6',
    since: 'rfc5280',
    broken({ link, isLeaf, check }) {
      const critical = criticalOf(link, 'subjectAltName');
      const empty = link.certificate.subject.rdns.length === 0;
      if (!isLeaf || critical === undefined) return undefined;
      return when(empty ? !critical : critical && check.profile === 'web-pki', 'subjectAltName');
    },
  },
  {
    code: 'identifier-missing',
    citation: 'RFC 5280 §4.2.1.2',
    since: 'rfc5280',
    broken: ({ link, isLeaf }) =>
      when(!isLeaf && valueIn(link, 'subjectKeyIdentifier') === undefined, 'subjectKeyIdentifier'),
  },
  {
    code: 'identifier-missing',
    citation: 'RFC 5280 §4.2.1.1',
    since: 'rfc5280',
    broken({ link, isAnchor, isLeaf, check }) {
      // Who signed itself may leave it out; and browsers do not ask by whom else an anchor is certified.
      const own = (isSelfIssued(link) || asks(check.profile, 'browsers')) && isAnchor;
      const missing = valueIn(link, 'authorityKeyIdentifier')?.keyIdentifier === undefined;
      return when(missing && !own && !(isLeaf && isSelfIssued(link)), 'authorityKeyIdentifier');
    },
  },
  {
    code: 'identifier-wrong',
    citation: 'CA/B Baseline Requirements 7.1.2.1.3',
    since: 'web-pki',
    broken({ link, isAnchor, check }) {
      const identifier = valueIn(link, 'authorityKeyIdentifier');
      if (check.profile !== 'web-pki' || !isAnchor || identifier === undefined) return undefined;
      const own = valueIn(link, 'subjectKeyIdentifier');
      const { keyIdentifier, issuer, serialNumber } = identifier;
      const fits = keyIdentifier !== undefined && own !== undefined && equalBytes(keyIdentifier, own);
      const extra = issuer !== undefined || serialNumber !== undefined;
      return when(isSelfIssued(link) && (!fits || extra), 'authorityKeyIdentifier');
    },
  },
];
