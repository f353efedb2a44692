/**
 * What a leaf's key may be used for, beside the purposes it names (RFC 5280 §4.2.1.12: both extensions are heeded, each by
 * itself). Who names no key usage may do everything.
 */
import type { KeyUsage } from '../../codec/extension';
import { valueIn } from './link';
import { when, type LinkRule } from './link-rule';
import { purposesOf } from './path-request';

/** Any one of these usages is consistent with the purpose. */
const usages: ReadonlyMap<string, readonly KeyUsage[]> = new Map<string, readonly KeyUsage[]>([
  ['1.3.6.1.5.5.7.3.1', ['digitalSignature', 'keyEncipherment', 'keyAgreement']],
  ['1.3.6.1.5.5.7.3.2', ['digitalSignature', 'keyAgreement']],
  ['1.3.6.1.5.5.7.3.4', ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'keyAgreement']],
]);

export const purposeRules: readonly LinkRule[] = [
  {
    code: 'wrong-key-usage',
    citation: 'RFC 5280 §4.2.1.12',
    // Not asked by who goes by the RFC alone: there an authority is a server as well (x509-limbo, `rfc5280::ca-as-leaf`).
    since: 'key-usage',
    broken({ link, isLeaf, check }) {
      const usage = valueIn(link, 'keyUsage');
      if (!isLeaf || usage === undefined) return undefined;
      const wrong = purposesOf(check).filter((purpose) => {
        const fitting = usages.get(purpose);
        return fitting !== undefined && !fitting.some((one) => usage.includes(one));
      });
      return when(wrong.length > 0, ...wrong);
    },
  },
  {
    code: 'wrong-key-usage',
    citation: 'RFC 8446 §4.4.2.2',
    since: 'client',
    // TLS 1.3 proves possession of a key by a signature and nothing else.
    broken({ link, isLeaf }) {
      const usage = valueIn(link, 'keyUsage');
      return when(isLeaf && usage?.includes('digitalSignature') === false, 'digitalSignature');
    },
  },
];
