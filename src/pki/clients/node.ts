/** Node's `tls.connect` and `https`: OpenSSL runs through all its checks and Node reads the last thing it said; names are Node's own. */
import { defineClient, type Client } from './client-model';
import { nodeNameTrouble } from './node-host';
import type { OpenSslError } from './openssl-error';
import { openSslFacts, openSslRules, type OpenSslFacts } from './openssl-facts';
import { openSslIgnores } from './openssl-ignores';
import { openSslRemarks } from './openssl-remarks';

const settings = (release: string) => ({
  version: release === 'node20' ? ('3.0' as const) : ('3.5' as const),
  strict: false,
  partial: false,
  // Its own build of OpenSSL starts at level 1 before Node 24 (nodejs/node#59715).
  level: release === 'node20' ? 1 : 2,
  host: 'elsewhere' as const,
});

interface NodeFacts extends OpenSslFacts {
  readonly name?: string;
}

/** Those whose cause may be a root that is installed and not read; Node says so from 24 on. */
const PERHAPS_INSTALLED = [2, 18, 19, 20, 21];
const HINT = '; if the root CA is installed locally, try running Node.js with --use-system-ca';

function verification(
  { code, text, node = 'UNSPECIFIED' }: OpenSslError,
  _: OpenSslFacts,
  release: string,
): string {
  const hint = release !== 'node20' && PERHAPS_INSTALLED.includes(code) ? HINT : '';
  return `${node}: ${text}${hint}`;
}

/** `ERR_SSL_` and the reason in capitals. */
const named = (reason: string): string => `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;

export const node: Client = defineClient<NodeFacts>({
  id: 'node',
  name: 'Node.js',
  basis: 'Node 20.20.2 and 24, tls.connect; fetch and https say the same in `cause`',
  releases: [
    { id: 'node24', name: 'Node.js 24', basis: 'measured' },
    { id: 'node20', name: 'Node.js 20.20.2', basis: 'measured' },
  ],
  prepare(evidence, release) {
    const name = nodeNameTrouble(evidence);
    return { ...openSslFacts(evidence, settings(release)), ...(name !== undefined && { name }) };
  },
  countsNames: true,
  refuses: [
    ...openSslRules(
      {
        report: verification,
        decoding: ({ packed, library, routine, reason }) =>
          `${named(reason)}: error:${packed}:${library}:${routine}:${reason}:`,
        noScheme: (words) =>
          `${named(words)}: error:0A000410:SSL routines:ssl3_read_bytes:${words}:SSL alert number 40`,
      },
      (reports) => reports.length - 1,
    ),
    {
      id: 'crashes-on-curve',
      citation: 'Node.js 24, tls.connect: signal 11 after the handshake',
      basis: 'measured',
      fix: 'issue-leaf-with-usable-key',
      releases: ['node24'],
      // A curve NIST has no name for: the handshake succeeds, and showing the certificate to JavaScript ends the process.
      broken: ({ evidence: { leaf } }) =>
        leaf.key?.curve?.startsWith('brainpool') === true ? [{ at: 0 }] : [],
      error: () => 'Segmentation fault',
    },
    {
      id: 'host-not-in-certificate',
      citation: 'RFC 9525 §6.3',
      basis: 'measured',
      fix: 'issue-leaf-with-names',
      broken: ({ name }) => (name === undefined ? [] : [{ at: 0, step: Infinity, facts: [name] }]),
      error: ({ facts: [reason = ''] = [] }) =>
        `ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: ${reason}`,
    },
  ],
  remarks: openSslRemarks,
  illegible:
    'ERR_SSL_NESTED_ASN1_ERROR: error:0688010A:asn1 encoding routines:asn1_d2i_ex_primitive:nested asn1 error:',
  ignores: openSslIgnores,
});
