/**
 * Programs on GnuTLS: gnutls-cli, wget of Debian, and GLib's (WebKitGTK, GNOME Web, every program on libsoup). They differ in
 * what they ask of the library: wget and GLib ask for no purpose and overlook a key usage that does not fit.
 */
import type { Ignored } from './client';
import { defineClient, type Client, type ClientRule } from './client-model';
import type { Evidence } from './evidence';
import { gnutlsErrors, importError } from './gnutls-import';
import { statuses, type StatusFlag } from './gnutls-status';
import { gnutlsWords, type GnutlsWords } from './gnutls-words';
import { verifyLikeGnutls, type FlagAt } from './gnutls-verify';
import type { Exhibit } from './exhibit';
import { expiresSoon, nameInSubjectAlone, oldRootSignature, unprovedSignature } from './remarks';

interface GnutlsFacts {
  readonly evidence: Evidence;
  readonly path: readonly Exhibit[];
  readonly flags: readonly FlagAt[];
  /** What reading the certificates stumbles over. */
  readonly unread?: { readonly at: number; readonly error: string };
  readonly words: GnutlsWords;
}

/** 3.8 is what Debian 13 has; GLib was measured on 3.7. */
const versionOf = (release: string): '3.7' | '3.8' => (release === 'gnutls38' ? '3.8' : '3.7');
const isCli = (release: string): boolean => release.startsWith('gnutls');

/** A PSS signature with SHA-256 needs as many bits; TLS 1.3 has no other for RSA (RFC 8446 §4.2.3). */
const LEAST_MODULUS = 528;

function hasScheme({ key }: Exhibit): boolean {
  if (key === undefined) return true;
  const { family, bits, curve = '' } = key;
  if (family === 'rsa' || family === 'rsa-pss') return bits >= LEAST_MODULUS;
  if (family === 'ec') return ['P-256', 'P-384', 'P-521', 'explicit'].includes(curve);
  return family === 'ed25519' || family === 'ed448';
}

const statusRules: readonly ClientRule<GnutlsFacts>[] = statuses.map(({ flag, citation, basis, fix }) => ({
  id: flag,
  citation,
  basis,
  fix,
  broken: ({ flags }) =>
    flags.filter(
      (one, place) => one.flag === flag && flags.findIndex((other) => other.flag === flag) === place,
    ),
  error: ({ at = 0 }, { words, evidence, flags }) => words.verification(flags, { flag, at }, evidence),
}));

const rules: readonly ClientRule<GnutlsFacts>[] = [
  {
    id: 'no-signature-scheme',
    citation: 'RFC 8446 §4.4.2.2',
    basis: 'measured',
    fix: 'issue-leaf-with-usable-key',
    broken: ({ evidence: { leaf } }) => (hasScheme(leaf) ? [] : [{ at: 0 }]),
    error: (_, { words }) => words.alert,
  },
  {
    id: 'octets-refused',
    citation: 'gnutls lib/x509/x509.c, gnutls_x509_crt_import',
    basis: 'measured',
    fix: 'issue-leaf-cleanly',
    broken: ({ unread }) => (unread === undefined ? [] : [{ at: unread.at, facts: [unread.error] }]),
    error: ({ at, facts: [error = ''] = [] }, { words }) =>
      at === 0 ? words.fatal(error) : words.unreadAbove(error),
  },
  {
    id: 'key-usage-not-for-signatures',
    citation: 'RFC 8446 §4.4.2.2',
    basis: 'measured',
    fix: 'issue-leaf-for-servers',
    releases: ['gnutls37', 'gnutls38'],
    // A key usage of no bits at all counts as none.
    broken({ evidence: { leaf } }) {
      const { keyUsage = [] } = leaf.extensions;
      return keyUsage.length > 0 && !keyUsage.includes('digitalSignature') ? [{ at: 0 }] : [];
    },
    error: (_, { words }) => words.fatal(gnutlsErrors.keyUsage),
  },
  ...statusRules,
];

const ignores: readonly Ignored[] = [
  ['missing key identifiers, and those that are critical', 'RFC 5280 §4.2.1.1'],
  ['a trusted root without basic constraints', 'RFC 5280 §4.2.1.9'],
  ['the extended key usage of a trusted root', 'RFC 5280 §4.2.1.12'],
  ['an authority’s certificate used by a server', 'RFC 5280 §4.2.1.9'],
  ['RSA keys of 1,024 bits and more', 'gnutls priority string NORMAL, profile LOW'],
  ['negative, padded and overlong serial numbers, TRUE written as 01', 'X.690 §11'],
  ['names of IPv6 addresses where only IPv4 is permitted, and the other way round', 'RFC 5280 §4.2.1.10'],
  ['a validity of any length', 'CA/B BR §6.3.2'],
].map(([what = '', citation = '']) => ({ what, citation, basis: 'measured' }));

const pathOf = ({ path }: GnutlsFacts) => path;
const evidenceOf = ({ evidence }: GnutlsFacts) => evidence;

export const gnutls: Client = defineClient<GnutlsFacts>({
  id: 'gnutls',
  name: 'GnuTLS',
  basis: 'gnutls-cli 3.7.9 and 3.8.9, wget 1.21.3 and WebKitGTK 2.50.6 as Debian builds them',
  releases: [
    { id: 'gnutls38', name: 'gnutls-cli 3.8.9', basis: 'measured' },
    { id: 'gnutls37', name: 'gnutls-cli 3.7.9', basis: 'measured' },
    { id: 'wget121', name: 'wget 1.21.3 on GnuTLS', basis: 'measured' },
    { id: 'webkitgtk', name: 'WebKitGTK 2.50.6 on GnuTLS 3.7.9', basis: 'measured' },
  ],
  prepare(evidence, release) {
    const unread = evidence.sent
      .map((exhibit, at) => ({ at, error: importError(exhibit) }))
      .find(({ error }) => error !== undefined);
    const { path, flags } = verifyLikeGnutls(evidence, {
      version: versionOf(release),
      asksPurpose: isCli(release),
    });
    const words = gnutlsWords(release);
    return {
      evidence,
      path,
      flags: orderOf(flags),
      words,
      ...(unread?.error !== undefined && { unread: { at: unread.at, error: unread.error } }),
    };
  },
  countsNames: true,
  refuses: rules,
  remarks: [
    unprovedSignature(pathOf, evidenceOf),
    expiresSoon(pathOf, evidenceOf),
    nameInSubjectAlone(evidenceOf),
    oldRootSignature(pathOf),
  ],
  illegible: `*** Fatal error: ${gnutlsErrors.parsing}`,
  ignores,
});

/** In the order in which GnuTLS names them. */
function orderOf(flags: readonly FlagAt[]): readonly FlagAt[] {
  const rank = (flag: StatusFlag) => statuses.findIndex((one) => one.flag === flag);
  return flags.toSorted((one, other) => rank(one.flag) - rank(other.flag));
}
