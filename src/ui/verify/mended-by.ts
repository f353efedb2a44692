/** What mends a finding with one click: `Record`s over the codes, so that a new one without a decision fails the build. */
import type { Fix } from './client-words';
import type { Finding } from './finding-words';

/** `reissue`: a corrected copy. `trust`: the root is ticked. `none`: something has to be found, or somebody asked. */
export type Mend = 'reissue' | 'trust' | 'none';

export const mendOf: Readonly<Record<Finding['code'], Mend>> = {
  unreadable: 'none',
  'signature-wrong': 'reissue',
  'issuer-key-differs': 'reissue',
  revoked: 'reissue',
  'no-issuer': 'none',
  'untrusted-root': 'trust',
  'name-not-in-certificate': 'reissue',
  'no-alternative-names': 'reissue',
  expired: 'reissue',
  'not-yet-valid': 'reissue',
  'name-excluded': 'none',
  'name-not-permitted': 'none',
  'name-constraint-unsupported': 'none',
  'not-an-authority': 'reissue',
  'path-too-long': 'none',
  'may-not-sign-certificates': 'reissue',
  'wrong-purpose': 'reissue',
  'wrong-key-usage': 'reissue',
  'unknown-critical-extension': 'reissue',
  'policy-required': 'none',
  'extension-malformed': 'reissue',
  'extension-misplaced': 'reissue',
  'criticality-wrong': 'reissue',
  'identifier-missing': 'reissue',
  'identifier-wrong': 'reissue',
  'algorithms-disagree': 'reissue',
  'algorithm-malformed': 'reissue',
  'algorithm-unsupported': 'reissue',
  'weak-key': 'reissue',
  'weak-signature': 'reissue',
  'authority-as-server': 'reissue',
  'wildcard-too-wide': 'none',
  'version-wrong': 'reissue',
  'serial-number-wrong': 'reissue',
  'name-empty': 'none',
  'revocation-unknown': 'none',
  'too-deep': 'none',
  'too-much-work': 'none',
};

/** `own-authority`: Local HTTPS makes one with it. `authority`: the one above it anew. `connect`: another name is asked about. */
export type ClientMend = 'reissue' | 'own-authority' | 'authority' | 'send' | 'trust' | 'connect';

export const clientMendOf: Readonly<Record<Fix, ClientMend>> = {
  'issue-leaf-with-names': 'reissue',
  'issue-leaf-by-authority': 'own-authority',
  'issue-leaf-with-usable-key': 'reissue',
  'issue-leaf-with-sha256': 'reissue',
  'issue-leaf-shorter': 'reissue',
  'issue-leaf-now': 'reissue',
  'issue-leaf-cleanly': 'reissue',
  'issue-leaf-for-servers': 'reissue',
  'issue-authority-again': 'authority',
  'send-intermediate': 'send',
  'trust-root': 'trust',
  'connect-by-name': 'connect',
};
