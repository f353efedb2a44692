/** A case of the kit, as data: what it is called, what about it is wrong, where that is written, and how it is made. */
import type { MadeChain, Workshop } from './workshop';

export const badCertificateGroups = [
  'control', // nothing is wrong
  'unusual', // allowed, and refused by some
  'validity',
  'names',
  'name-constraints',
  'authorities',
  'extensions',
  'encoding',
  'signatures',
  'keys',
  'chain',
  'revocation',
] as const;
export type BadCertificateGroup = (typeof badCertificateGroups)[number];

/**
 * What a server on OpenSSL (Python, Node) makes of it: it loads no certificate that it cannot read, and Python none whose
 * extensions are invalid either; then a server that sends octets as they are has to serve it. Measured with OpenSSL 3.0 and 3.5.
 */
type Serving =
  | 'not-by-openssl'
  | 'not-by-openssl-3.5'
  | 'not-by-python'
  /** The key is too short for a signature of TLS 1.3. */
  | 'tls-1.2';

export interface BadCertificate {
  /** Kebab-case, stable: the name of its folder. */
  readonly id: string;
  readonly group: BadCertificateGroup;
  readonly title: string;
  /** The one thing that is wrong, in a sentence. */
  readonly wrong: string;
  readonly citation: string;
  readonly make: (workshop: Workshop) => Promise<MadeChain>;
  readonly serving?: Serving;
}

export type CaseRow = readonly [
  id: string,
  title: string,
  wrong: string,
  citation: string,
  make: BadCertificate['make'],
  serving?: Serving,
];

export const inGroup = (group: BadCertificateGroup, rows: readonly CaseRow[]): readonly BadCertificate[] =>
  rows.map(([id, title, wrong, citation, make, serving]) => ({
    ...{ id, group, title, wrong, citation, make },
    ...(serving !== undefined && { serving }),
  }));
