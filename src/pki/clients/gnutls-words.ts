/** How the programs on GnuTLS put a failure into words: gnutls-cli all flags in one line, wget a line each, GLib one sentence for all. */
import type { Evidence } from './evidence';
import { statuses, type StatusFlag } from './gnutls-status';
import type { FlagAt } from './gnutls-verify';

export interface GnutlsWords {
  /** The whole message for the first of the flags, the sentence of the flag for those that follow. */
  readonly verification: (flags: readonly FlagAt[], one: FlagAt, evidence: Evidence) => string;
  /** The handshake ends with the library's own error. */
  readonly fatal: (error: string) => string;
  readonly alert: string;
  /** A certificate above the leaf cannot be read: the handshake got as far as its verification. */
  readonly unreadAbove: (error: string) => string;
}

const ALERT = 'A TLS fatal alert has been received.';
const FAILED =
  '*** PKI verification of server certificate failed... *** Fatal error: Error in the certificate.';

const wordsOf = (flag: StatusFlag): string => statuses.find((one) => one.flag === flag)?.words ?? '';

const cli: GnutlsWords = {
  verification(flags, { flag }) {
    if (flags[0]?.flag !== flag) return wordsOf(flag);
    const sentences = new Set(flags.map((one) => wordsOf(one.flag)).filter((words) => words !== ''));
    return `- Status: ${['The certificate is NOT trusted.', ...sentences].join(' ')} ${FAILED}`;
  },
  fatal: (error) => `*** Fatal error: ${error}`,
  unreadAbove: () => FAILED,
  alert: `*** Received alert [40]: Handshake failed *** Fatal error: ${ALERT}`,
};

/** wget has no words for the other flags; the first line stands for them. */
const WGET: readonly (readonly [StatusFlag, (host: string) => string])[] = [
  ['signer-not-found', (host) => `ERROR: The certificate of '${host}' doesn't have a known issuer.`],
  ['signer-not-ca', (host) => `ERROR: The certificate signer of '${host}' was not a CA.`],
  [
    'insecure-algorithm',
    (host) => `ERROR: The certificate of '${host}' was signed using an insecure algorithm.`,
  ],
  ['not-activated', (host) => `ERROR: The certificate of '${host}' is not yet activated.`],
  ['expired', (host) => `ERROR: The certificate of '${host}' has expired.`],
];

const wget: GnutlsWords = {
  verification(flags, { flag }, { leaf, host: { text }, at }) {
    const inVerification = flags.filter((one) => one.flag !== 'unexpected-owner');
    const lines: string[] = [];
    if (inVerification.length > 0) {
      lines.push(`ERROR: The certificate of '${text}' is not trusted.`);
      for (const [named, line] of WGET) if (flags.some((one) => one.flag === named)) lines.push(line(text));
    }
    // It then looks at the leaf's dates and name itself.
    if ((leaf.notBefore.moment ?? Infinity) > at) lines.push('The certificate has not yet been activated');
    if ((leaf.notAfter.moment ?? 0) <= at) lines.push('The certificate has expired');
    if (flags.some((one) => one.flag === 'unexpected-owner'))
      lines.push(`The certificate's owner does not match hostname '${text}'`);
    return flags[0]?.flag === flag ? lines.join('\n') : wordsOf(flag);
  },
  fatal: (error) => `GnuTLS: ${error}\nUnable to establish SSL connection.`,
  unreadAbove: (error) => wget.fatal(error),
  alert: `GnuTLS: ${ALERT}\nGnuTLS: received alert [40]: Handshake failed\nUnable to establish SSL connection.`,
};

/** `g-tls-error-quark` and what the page shows of it. */
const glib: GnutlsWords = {
  verification: (flags, { flag }) =>
    flags[0]?.flag === flag ? 'Unacceptable TLS certificate' : wordsOf(flag),
  fatal: () => 'Unacceptable TLS certificate',
  unreadAbove: () => 'Unacceptable TLS certificate',
  alert: 'Error performing TLS handshake: A TLS fatal alert has been received.',
};

export function gnutlsWords(release: string): GnutlsWords {
  if (release === 'wget121') return wget;
  return release === 'webkitgtk' ? glib : cli;
}
