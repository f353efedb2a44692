/**
 * Java (JSSE: sun.security.ssl, sun.security.validator, sun.security.provider.certpath) with HTTPS endpoint identification. It takes
 * most oddities of encoding, an expired root and a CommonName; it is strict about key usage, key identifiers and critical extensions.
 */
import { complaintRules, takenOnTrust, type Complaint } from './complaint';
import { defineClient } from './client-model';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';
import { javaHostname } from './java-names';
import { javaPath } from './java-path';
import { javaReading } from './java-reading';
import { javaRows, KEYTOOL, type JavaRule } from './java-rows';

interface JavaFacts {
  readonly complaints: readonly Complaint<JavaRule>[];
  readonly unproved: boolean;
}

/** serverAuth, any, and two that servers of old had (Netscape's and Microsoft's step-up). */
const SERVER_PURPOSES = [
  '1.3.6.1.5.5.7.3.1',
  '2.5.29.37.0',
  '2.16.840.1.113730.4.1',
  '1.3.6.1.4.1.311.10.3.3',
];
const NETSCAPE_TYPE = '2.16.840.1.113730.1.1';
const UNREAD = 'Failed to parse server certificates';

function prepare(evidence: Evidence, release: string): JavaFacts {
  const { leaf, sent, anchors, host } = evidence;
  const complaints: Complaint<JavaRule>[] = [];
  for (const anchor of anchors) {
    const unread = javaReading(anchor);
    if (unread !== undefined)
      complaints.push({
        rule: 'anchor-unreadable',
        at: sent.length,
        facts: [`${unread.exception}: ${unread.words}`],
      });
  }
  if (release !== KEYTOOL) {
    if (!signsForJava(leaf) || sent.some(isSignedUnheardOf))
      complaints.push({ rule: 'no-common-signature', at: 0 });
    for (const [at, one] of sent.entries()) {
      const unread = javaReading(one);
      if (unread !== undefined)
        complaints.push({ rule: 'unreadable', at, facts: [UNREAD, `${unread.exception}: ${unread.words}`] });
    }
    const path = javaPath(evidence, release);
    complaints.push(...path.complaints);
    if (!path.trustedLeaf) complaints.push(...endEntity(leaf));
    const wrongHost = javaHostname(leaf, host, release);
    if (wrongHost !== undefined)
      complaints.push({
        rule: 'host-not-in-certificate',
        at: 0,
        facts: [wrongHost.words, ...(wrongHost.cause === undefined ? [] : [wrongHost.cause])],
      });
    return { complaints, unproved: path.unproved };
  }
  return { complaints, unproved: false };
}

function signsForJava({ key }: Exhibit): boolean {
  if (key?.family === 'rsa' || key?.family === 'rsa-pss') return key.bits >= 528;
  if (key?.family === 'ec') return ['P-256', 'P-384', 'P-521', 'explicit'].includes(key.curve ?? '');
  return key?.family === 'ed25519' || key?.family === 'ed448';
}

/** Java says which signatures it takes in certificates, and OpenSSL's servers then send no others. */
const isSignedUnheardOf = ({ signatureAlgorithm: { oid } }: Exhibit): boolean => !HEARD_OF.test(oid);

/** RSA, ECDSA, DSA and EdDSA, by SHA-1 and its predecessors or by NIST's arc up to DSA with SHA-3. */
const HEARD_OF =
  /^(?:1\.2\.840\.(?:113549\.1\.1|10045\.4|10040\.4)\.[\d.]+|1\.3\.14\.3\.2\.[\d.]+|1\.3\.101\.11[23]|2\.16\.840\.1\.101\.3\.4\.3\.[1-8])$/;

function endEntity({ extensions }: Exhibit): readonly Complaint<JavaRule>[] {
  const { keyUsage, extendedKeyUsage, list } = extensions;
  const complaints: Complaint<JavaRule>[] = [];
  if (keyUsage?.includes('digitalSignature') === false) complaints.push({ rule: 'key-usage', at: 0 });
  if (extendedKeyUsage?.some((oid) => SERVER_PURPOSES.includes(oid)) === false)
    complaints.push({ rule: 'wrong-purpose', at: 0 });
  const type = list.find(({ oid }) => oid === NETSCAPE_TYPE)?.value;
  // A BIT STRING whose second bit is for servers.
  if (type !== undefined && ((type[3] ?? 0) & 0x40) === 0) complaints.push({ rule: 'netscape-type', at: 0 });
  return complaints;
}

const CHECKER = 'OpenJDK sun.security.provider.certpath.PKIXMasterCertPathValidator';
const measured = 'measured';

export const java = defineClient<JavaFacts>({
  id: 'java',
  name: 'Java',
  basis: 'Read in the sources of OpenJDK; measured with 17.0.15 and 21.0.12.',
  releases: [
    { id: 'java21', name: 'OpenJDK 21.0.12', basis: measured },
    { id: 'java17', name: 'OpenJDK 17.0.15', basis: measured },
    { id: KEYTOOL, name: 'keytool -importcert of OpenJDK 17', basis: measured },
  ],
  illegible: 'javax.net.ssl.SSLHandshakeException: (bad_certificate) Failed to parse server certificates',
  prepare,
  refuses: complaintRules(javaRows),
  remarks: [takenOnTrust],
  ignores: [
    { what: 'An expired root', citation: CHECKER, basis: measured },
    { what: 'Name constraints and path length of the root', citation: CHECKER, basis: measured },
    { what: 'Extended key usage of authorities', citation: CHECKER, basis: measured },
    { what: 'CA:TRUE in the leaf', citation: CHECKER, basis: measured },
    {
      what: 'A wildcard for a whole registry (*.co.uk), below a root that a person added',
      citation: 'OpenJDK sun.security.util.HostnameChecker, hasIllegalWildcard',
      basis: measured,
    },
    { what: 'SHA-1 signatures below private roots', citation: 'java.security', basis: measured },
    { what: 'Negative, long, padded or repeated serial numbers', citation: CHECKER, basis: measured },
    { what: 'How long a certificate is valid', citation: CHECKER, basis: measured },
    { what: 'must-staple, and revocation unless it is switched on', citation: CHECKER, basis: measured },
    { what: 'Words of names in another case or string type', citation: 'X500Principal', basis: measured },
  ],
});
