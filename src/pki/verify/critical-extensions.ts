/** Critical extensions that nobody here understands: whoever cannot heed one must refuse the certificate (RFC 5280 §4.2). */
import { extensionOid } from '../../codec/extension';
import { pathExtensions, type Link } from './link';

const understood: ReadonlySet<string> = new Set([
  ...pathExtensions.map((name) => extensionOid[name]),
  // Policies, their mappings and constraints: `policy-graph.ts`.
  ...['2.5.29.32', '2.5.29.33', '2.5.29.36', '2.5.29.54'],
  // The list of revocations is asked where one is given; the point it comes from is no condition.
  '2.5.29.31',
]);

export const unknownCritical = ({ certificate }: Link): readonly string[] =>
  certificate.extensions
    .filter(({ oid, critical }) => critical && !understood.has(oid))
    .map(({ oid }) => oid);
