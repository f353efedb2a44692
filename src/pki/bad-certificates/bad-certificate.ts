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

export interface BadCertificate {
  /** Kebab-case, stable: the name of its folder. */
  readonly id: string;
  readonly group: BadCertificateGroup;
  readonly title: string;
  /** The one thing that is wrong, in a sentence. */
  readonly wrong: string;
  readonly citation: string;
  readonly make: (workshop: Workshop) => Promise<MadeChain>;
  /**
   * Of servers on OpenSSL (Python, Node): `refuses` to load it, or `mends` it, since it writes the outermost layer anew. Then a
   * server that sends octets as they are (Go) has to serve it. Measured with OpenSSL 3.0 and 3.5.
   */
  readonly openssl?: 'refuses' | 'mends';
}

export type CaseRow = readonly [
  id: string,
  title: string,
  wrong: string,
  citation: string,
  make: BadCertificate['make'],
  openssl?: 'refuses' | 'mends',
];

export const inGroup = (group: BadCertificateGroup, rows: readonly CaseRow[]): readonly BadCertificate[] =>
  rows.map(([id, title, wrong, citation, make, openssl]) => ({
    ...{ id, group, title, wrong, citation, make },
    ...(openssl !== undefined && { openssl }),
  }));
