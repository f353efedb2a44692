/** Rules about what extensions say and where they stand (RFC 5280 §4.2; CA/B Baseline Requirements 7.1.2). */
import { DerReader } from '../../codec/der-reader';
import { extensionOid } from '../../codec/extension';
import { attempt } from '../../codec/malformed';
import { isWideWildcard } from '../public-suffix';
import { unknownCritical } from './critical-extensions';
import { pathExtensions, valueIn } from './link';
import { AUTHORITY_INFO_ACCESS, criticalOf, extensionIn, isCa, when, type LinkRule } from './link-rule';
import { isMailbox, isPresentableHost } from './reference-name';

const ANY_PURPOSE = '2.5.29.37.0';
const COMMON_NAME = '2.5.4.3';
export const extensionRules: readonly LinkRule[] = [
  {
    code: 'unknown-critical-extension',
    citation: 'RFC 5280 §4.2',
    since: 'path',
    broken({ link }) {
      const unknown = unknownCritical(link);
      return when(unknown.length > 0, ...unknown);
    },
  },
  {
    code: 'extension-malformed',
    citation: 'RFC 5280 §4.2',
    since: 'path',
    broken({ link }) {
      const { extensions } = link.certificate;
      const malformed = pathExtensions.filter((name) => !link.extensions[name].ok);
      const oids = extensions.map(({ oid }) => oid);
      const seen = new Set<string>();
      const twice = oids.filter((oid) => seen.size === seen.add(oid).size);
      return when(malformed.length + twice.length > 0, ...malformed, ...twice);
    },
  },
  {
    code: 'extension-malformed',
    citation: 'RFC 5280 §4.2.2.1',
    since: 'rfc5280',
    broken({ link }) {
      const access = extensionIn(link, AUTHORITY_INFO_ACCESS);
      return when(access !== undefined && !attempt(() => readAccess(access.value)).ok, 'authorityInfoAccess');
    },
  },
  {
    code: 'extension-misplaced',
    citation: 'RFC 5280 §4.2.1.10',
    since: 'rfc5280',
    broken: ({ link, isLeaf }) =>
      when(
        isLeaf && !isCa(link) && extensionIn(link, extensionOid.nameConstraints) !== undefined,
        'nameConstraints',
      ),
  },
  {
    code: 'extension-malformed',
    citation: 'RFC 5280 §4.2.1.10',
    since: 'rfc5280',
    broken({ link }) {
      const constraints = valueIn(link, 'nameConstraints');
      const empty = constraints?.permitted.length === 0 && constraints.excluded.length === 0;
      return when(empty, 'nameConstraints');
    },
  },
  {
    code: 'extension-malformed',
    citation: 'RFC 5280 §4.2.1.10',
    since: 'rfc5280',
    broken({ link, check }) {
      const { permitted = [], excluded = [] } = valueIn(link, 'nameConstraints') ?? {};
      // A dot in front is for URIs and mailboxes; browsers and OpenSSL read it for hosts as well.
      const pattern = check.profile === 'rfc5280' ? /^\.|\*/ : /\*/;
      const wrong = [...permitted, ...excluded].flatMap((one) =>
        one.kind === 'dns' && pattern.test(one.base) ? [one.base] : [],
      );
      return when(wrong.length > 0, ...wrong);
    },
  },
  {
    code: 'extension-malformed',
    citation: 'RFC 5280 §4.2.1.12',
    since: 'rfc5280',
    broken: ({ link }) => when(valueIn(link, 'extendedKeyUsage')?.length === 0, 'extendedKeyUsage'),
  },
  {
    code: 'extension-misplaced',
    citation: 'RFC 5280 §4.2.1.9',
    since: 'rfc5280',
    broken({ link }) {
      const signs = valueIn(link, 'keyUsage')?.includes('keyCertSign') === true;
      return when(signs && !isCa(link), 'keyCertSign');
    },
  },
  {
    code: 'authority-as-server',
    // Firefox: MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY.
    citation: 'CA/B Baseline Requirements 7.1.2.7.6',
    since: 'browsers',
    broken: ({ link, isLeaf, isAnchor }) => when(isLeaf && !isAnchor && isCa(link)),
  },
  {
    code: 'extension-malformed',
    citation: 'RFC 5280 §4.2.1.6',
    since: 'rfc5280',
    broken({ link, isLeaf }) {
      if (!isLeaf) return undefined;
      const wrong = (valueIn(link, 'subjectAltName') ?? []).flatMap((name) => {
        if (name.kind === 'dns') return isPresentableHost(name.value) ? [] : [name.value];
        return name.kind !== 'email' || isMailbox(name.value) ? [] : [name.value];
      });
      return when(wrong.length > 0, ...wrong);
    },
  },
  {
    code: 'wildcard-too-wide',
    citation: 'CA/B Baseline Requirements 3.2.2.6; Chromium net/cert/x509_certificate.cc, VerifyHostname',
    since: 'browsers',
    broken({ link, isLeaf, check: { suffixOf } }) {
      if (!isLeaf || suffixOf === undefined) return undefined;
      const wide = (valueIn(link, 'subjectAltName') ?? []).flatMap((name) =>
        name.kind === 'dns' && isWideWildcard(name.value, suffixOf) ? [name.value] : [],
      );
      return when(wide.length > 0, ...wide);
    },
  },
  {
    code: 'extension-misplaced',
    citation: 'CA/B Baseline Requirements 7.1.2.7.10; support.apple.com/103769',
    since: 'browsers',
    broken: ({ link, isLeaf, check }) =>
      when(
        isLeaf && check.purposes.length > 0 && valueIn(link, 'extendedKeyUsage') === undefined,
        'extendedKeyUsage',
      ),
  },
  {
    code: 'extension-misplaced',
    citation: 'CA/B Baseline Requirements 7.1.2.1, 7.1.2.7.10',
    since: 'web-pki',
    broken({ link, isLeaf, isAnchor, check }) {
      const purposes = valueIn(link, 'extendedKeyUsage');
      if (isAnchor && !isLeaf) return when(purposes !== undefined, 'extendedKeyUsage');
      if (!isLeaf || check.purposes.length === 0) return undefined;
      const critical = criticalOf(link, 'extendedKeyUsage') === true;
      return when(critical || purposes?.includes(ANY_PURPOSE) === true, 'extendedKeyUsage');
    },
  },
  {
    code: 'name-not-in-certificate',
    citation: 'CA/B Baseline Requirements 7.1.4.3',
    since: 'web-pki',
    broken({ link, isLeaf, check }) {
      if (!isLeaf || check.names.every(({ kind }) => kind === 'email')) return undefined;
      const presented = new Set(
        (valueIn(link, 'subjectAltName') ?? []).flatMap((name) => ('value' in name ? [name.value] : [])),
      );
      const commonNames = link.certificate.subject.rdns.flat().filter(({ type }) => type === COMMON_NAME);
      // Letter for letter, and addresses as RFC 5952 writes them.
      const strange = commonNames.filter(({ value }) => !presented.has(value));
      return when(strange.length > 0, ...strange.map(({ value }) => value));
    },
  },
];

function readAccess(value: Uint8Array): void {
  DerReader.document(value, (reader) => {
    const list = reader.sequence();
    if (list.done) list.sequence();
    while (!list.done) {
      const description = list.sequence();
      description.oid();
      description.skip();
      description.finish();
    }
  });
}
