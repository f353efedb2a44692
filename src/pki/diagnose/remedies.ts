/** Which commands help with what: the one that shows most first. */
import type { Speaker } from './message';
import { writtenRemedy, type RemedyCode, type RemedyFacts, type WrittenRemedy } from './remedy';
import type { SubjectCode } from './subject';

/** Everywhere a person may have to say that a root is trusted. */
const trust = [
  'trust-python',
  'trust-environment',
  'trust-node',
  'trust-npm',
  'trust-git',
  'trust-java',
  'trust-debian',
  'trust-fedora',
  'trust-chromium',
  'trust-docker',
  'trust-macos',
  'trust-windows',
] as const satisfies readonly RemedyCode[];

const reissue = [
  'see-certificate',
  'request-with-names',
  'issue-leaf',
] as const satisfies readonly RemedyCode[];
const renewRoot = ['see-root', 'issue-root', 'verify-strict'] as const satisfies readonly RemedyCode[];

export const remediesFor: Readonly<Record<SubjectCode, readonly RemedyCode[]>> = {
  'key-mismatch': ['compare-key', 'to-keystore', 'test-nginx'],
  'wrong-password': ['try-password', 'see-keystore', 'remove-password'],
  'key-locked': ['remove-password', 'python-server'],
  'container-outdated': ['pkcs12-again', 'pkcs12-old'],
  'file-missing': ['list-files', 'test-nginx', 'test-apache'],
  'file-forbidden': ['list-files', 'own-key'],
  'trust-store-missing': ['see-python', ...trust],
  'pem-unreadable': ['look-into', 'try-password', 'der-to-pem', 'pkcs12-to-pem'],
  'key-unreadable': ['look-into', 'try-password', 'pkcs12-to-pem'],
  'certificate-unreadable': ['look-into', 'der-to-pem', 'pkcs12-to-pem', 'see-keystore'],
  'keystore-entry': ['see-keystore', 'remove-alias'],
  'reply-does-not-fit': ['reply-chain', 'see-keystore'],
  'server-without-certificate': ['test-nginx', 'test-apache', 'see-keystore', 'to-keystore'],
  'plain-text': ['speak-plain', 'see-sent'],
  intercepted: ['see-sent', ...trust],
  'signature-wrong': ['verify', 'see-sent'],
  'self-signed': ['see-sent', 'request-with-names', 'issue-leaf', ...trust],
  'root-untrusted': [...trust, 'see-sent'],
  'leaf-is-authority': reissue,
  'missing-intermediate': ['see-sent', 'append-intermediate', 'verify'],
  revoked: ['see-certificate', 'request-with-names'],
  distrusted: ['see-sent', 'see-windows'],
  expired: ['see-sent', 'see-certificate', 'see-clock', 'request-with-names', 'issue-leaf'],
  'authority-expired': ['see-root', 'see-sent', 'issue-root'],
  'not-yet-valid': ['see-clock', 'see-certificate'],
  'validity-odd': ['see-whole', 'request-with-names', 'issue-leaf'],
  'validity-too-long': reissue,
  'no-alternative-names': reissue,
  'address-mismatch': reissue,
  'name-mismatch': ['see-sent', 'verify-host', ...reissue],
  'name-malformed': reissue,
  'name-constraints': ['see-root', 'verify', 'issue-root'],
  'not-an-authority': renewRoot,
  'path-too-long': renewRoot,
  'authority-key-usage': renewRoot,
  'constraints-not-critical': [...renewRoot, 'less-strict'],
  'authority-identifier-missing': ['verify-strict', 'issue-leaf', 'less-strict'],
  'subject-identifier-missing': [...renewRoot, 'less-strict'],
  'identifiers-differ': ['see-whole', 'see-root', 'issue-leaf'],
  'wrong-purpose': reissue,
  'leaf-key-usage': reissue,
  'unknown-critical-extension': ['see-whole', 'issue-leaf'],
  'empty-alternative-names': ['verify-strict', ...reissue],
  'subject-empty': ['see-whole', 'verify-strict', 'issue-leaf'],
  'extension-misplaced': ['see-whole', 'verify-strict', 'issue-leaf'],
  'extension-malformed': ['see-whole', 'issue-leaf'],
  'version-wrong': ['see-whole', 'issue-leaf'],
  'serial-number': ['see-whole', 'issue-leaf'],
  'algorithms-differ': ['see-whole', 'issue-leaf'],
  policy: ['see-whole', 'verify'],
  'weak-key': reissue,
  'weak-signature': ['see-whole', 'issue-leaf', 'issue-root'],
  'key-unsupported': reissue,
  pinned: ['see-sent'],
  transparency: ['see-sent'],
  'staple-missing': ['see-sent', 'test-nginx', 'issue-leaf'],
  'revocation-list-missing': ['see-certificate', 'verify'],
  'revocation-list-stale': ['see-certificate', 'see-clock'],
  'revocation-unknown': ['see-certificate', 'see-windows'],
  'client-certificate-missing': ['send-client', 'see-client-authorities'],
  'client-certificate-refused': ['see-client-authorities', 'send-client', 'verify'],
  'refused-by-peer': ['see-sent', 'verify', 'see-client-authorities'],
  'unknown-issuer': ['see-sent', 'append-intermediate', ...trust],
  'no-common-ground': ['see-protocols', 'see-sent', 'see-certificate'],
  'too-much-work': ['see-sent'],
  unspecific: ['see-sent', 'verify-strict', 'see-certificate', 'trace-java'],
};

/** Where each looks for roots. What is not here reads the store of the system, or is told by its own environment. */
const home: Readonly<Partial<Record<Speaker, WrittenRemedy['platform']>>> = {
  python: 'python',
  node: 'node',
  git: 'git',
  java: 'java',
  keytool: 'java',
  apple: 'macos',
  windows: 'windows',
  dotnet: 'windows',
  chrome: 'linux',
  curl: 'linux',
  wget: 'linux',
  go: 'linux',
  gnutls: 'linux',
};

/** By the name the text gives it, where it stands on a library that another one has too. */
const programs: Readonly<Record<string, Speaker>> = {
  Python: 'python',
  'Node.js': 'node',
  Git: 'git',
  Java: 'java',
  Go: 'go',
  curl: 'curl',
  '.NET': 'dotnet',
};

/** The commands for a subject. Of those that bring a root to a program, the ones for the program that complains come first. */
export function remediesOf(
  subject: SubjectCode,
  { speaker, program = '' }: { readonly speaker: Speaker; readonly program?: string | undefined },
  facts: RemedyFacts,
): readonly WrittenRemedy[] {
  const platform = home[programs[program.split(' ')[0] ?? ''] ?? speaker];
  const all = remediesFor[subject].map((code) => writtenRemedy(code, facts));
  const own = all.filter((one) => one.code.startsWith('trust-') && one.platform === platform);
  const first = all.findIndex(({ code }) => code.startsWith('trust-'));
  if (own.length === 0) return all;
  const rest = all.filter((one) => !own.includes(one));
  return [...rest.slice(0, first), ...own, ...rest.slice(first)];
}
