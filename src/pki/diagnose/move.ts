/** Where on these pages a subject is mended or looked at: each is a button. */
import type { SubjectCode } from './subject';

export type Move =
  'make-local' | 'make-certificate' | 'mend-authority' | 'open-inspect' | 'open-verify' | 'open-authorities';

const remake: readonly Move[] = ['make-certificate', 'make-local', 'open-inspect'];
const chain: readonly Move[] = ['open-verify', 'open-inspect'];
const files: readonly Move[] = ['open-inspect'];
const authority: readonly Move[] = ['mend-authority', 'make-local', 'open-authorities', 'open-verify'];

const moves: Readonly<Partial<Record<SubjectCode, readonly Move[]>>> = {
  'key-mismatch': files,
  'wrong-password': files,
  'key-locked': files,
  'container-outdated': files,
  'pem-unreadable': files,
  'key-unreadable': files,
  'certificate-unreadable': files,
  'reply-does-not-fit': files,
  'keystore-entry': files,
  'file-missing': [],
  'file-forbidden': [],
  'trust-store-missing': [],
  'plain-text': [],
  'server-without-certificate': ['make-local'],
  'self-signed': ['make-local', 'open-verify'],
  'root-untrusted': chain,
  'missing-intermediate': chain,
  'unknown-issuer': chain,
  'signature-wrong': chain,
  'identifiers-differ': chain,
  'not-an-authority': authority,
  'path-too-long': ['make-local', 'open-authorities', 'open-verify'],
  'authority-key-usage': authority,
  'constraints-not-critical': authority,
  'subject-identifier-missing': authority,
  'authority-expired': authority,
  'name-constraints': ['make-local', 'open-authorities', 'open-verify'],
  intercepted: [],
  pinned: [],
  'client-certificate-missing': ['open-authorities'],
  'client-certificate-refused': ['open-verify', 'open-authorities'],
  'refused-by-peer': chain,
  'no-common-ground': remake,
  unspecific: chain,
};

export const movesFor = (subject: SubjectCode): readonly Move[] =>
  moves[subject] ?? [...remake, 'open-verify'];
