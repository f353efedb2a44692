/** Remarks of chains that are taken today, the same for several clients: each of them hands over the path it found. */
import type { ClientRule } from './client-model';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';

type PathOf<F> = (facts: F) => readonly Exhibit[];
type EvidenceOf<F> = (facts: F) => Evidence;

/** Ed448, DSA, brainpool and, in some browsers, ML-DSA: the client checks what cannot be checked here. */
export const unprovedSignature = <F>(pathOf: PathOf<F>, evidenceOf: EvidenceOf<F>): ClientRule<F> => ({
  id: 'signature-not-checked-here',
  citation: 'RFC 5280 §6.1.3 (a)(1)',
  basis: 'documented',
  broken(facts) {
    const path = pathOf(facts);
    const { proof } = evidenceOf(facts);
    return path.flatMap((exhibit, at) => {
      const issuer = path[at + 1];
      return issuer !== undefined && proof(exhibit, issuer) === 'cannot-tell' ? [{ at }] : [];
    });
  },
  error: () => 'the signature is of a kind this browser cannot check; it is taken to be right',
});

const DAY = 86_400_000;
/** What certbot and the mails of authorities count as soon. */
const SOON = 30 * DAY;

export const expiresSoon = <F>(pathOf: PathOf<F>, evidenceOf: EvidenceOf<F>): ClientRule<F> => ({
  id: 'expires-soon',
  citation: 'RFC 5280 §4.1.2.5',
  basis: 'documented',
  fix: 'issue-leaf-now',
  broken(facts) {
    const { at: now } = evidenceOf(facts);
    return pathOf(facts).flatMap(({ notBefore, notAfter }, at) => {
      const [from, until] = [notBefore.moment, notAfter.moment];
      // A certificate of a few days is meant to be so.
      if (from === undefined || until === undefined || until - from < 2 * SOON) return [];
      const left = Math.floor((until - now) / DAY);
      return left >= 0 && until - now < SOON ? [{ at, facts: [String(left)] }] : [];
    });
  },
  error: ({ facts: [days = ''] = [] }) => `certificate has expired, in ${days} days`,
});

export const nameInSubjectAlone = <F>(evidenceOf: EvidenceOf<F>): ClientRule<F> => ({
  id: 'name-in-subject-alone',
  citation: 'RFC 9525 §2',
  basis: 'measured',
  fix: 'issue-leaf-with-names',
  broken(facts) {
    const { leaf, host } = evidenceOf(facts);
    const names = leaf.extensions.alternativeNames ?? [];
    return host.address === undefined && !names.some(({ kind }) => kind === 'dns') ? [{ at: 0 }] : [];
  },
  error: () => 'the host stands in the CommonName alone, which browsers and Go do not read',
});

const SHA1_OR_OLDER = ['1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1', '1.3.14.3.2.29'];

export const oldRootSignature = <F>(pathOf: PathOf<F>): ClientRule<F> => ({
  id: 'root-signed-with-sha1',
  citation: 'RFC 9155 §1',
  basis: 'measured',
  fix: 'issue-authority-again',
  broken(facts) {
    const path = pathOf(facts);
    const root = path.at(-1);
    return root !== undefined && SHA1_OR_OLDER.includes(root.signatureAlgorithm.oid)
      ? [{ at: path.length - 1 }]
      : [];
  },
  error: () =>
    'the root is signed with SHA-1; nobody checks a root’s own signature, but some tools warn of it',
});
