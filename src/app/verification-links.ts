/** The certificates of an answer as the page draws them: what each is called, what it is, and until when. */
import { documentRow } from '../pki/inspect/row';
import { visible, visibleHost } from '../pki/inspect/shown';
import type { Assessment } from './verifier.svelte';

type AssessedLink = Assessment['links'][number];

export interface LinkRow {
  readonly link: AssessedLink;
  /** CommonName, else the first alternative name; '' where there is none, or nothing can be read. */
  readonly title: string;
  readonly issuer: string;
  readonly selfIssued: boolean;
  readonly names: readonly string[];
  /** ms since 1970. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly revocation: Assessment['revocation'][number];
}

const unasked = { state: 'unasked' } as const;

export const linkRows = ({ links, revocation }: Assessment): readonly LinkRow[] =>
  links.map((link, at) => {
    const { title, issuer, selfIssued, names, notBefore, notAfter } = documentRow('certificate', link.der);
    return {
      link,
      title: visibleHost(title),
      issuer: visibleHost(issuer),
      selfIssued,
      names: names.map(visible),
      ...(notBefore !== undefined && { notBefore }),
      ...(notAfter !== undefined && { notAfter }),
      revocation: revocation[at] ?? unasked,
    };
  });
