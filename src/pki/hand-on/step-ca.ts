/**
 * step-ca: a folder with `ca.json`, the certificates and the key, which it reads encrypted as PKCS#8 (PBES2 with
 * PBKDF2-HMAC-SHA-256 and AES-256-CBC, as `step` writes itself). Fields as documented on smallstep.com/docs/step-ca/configuration.
 */
import { exportPrivateKey } from '../key-export';
import { PkiError } from '../error';
import type { SuccessorRow } from './successor';
import { workSaid, type WorkDone } from './work-done';

/** Paths are relative to where step-ca is started. */
const configuration = {
  root: 'certs/root_ca.crt',
  federatedRoots: [],
  crt: 'certs/intermediate_ca.crt',
  key: 'secrets/intermediate_ca_key',
  address: '127.0.0.1:9000',
  insecureAddress: '',
  dnsNames: ['localhost', '127.0.0.1'],
  logger: { format: 'text' },
  db: { type: 'badgerv2', dataSource: 'db' },
  authority: {
    provisioners: [{ type: 'ACME', name: 'acme' }],
    // Up to 90 days where a client asks for them; a day otherwise, which is the program's own default.
    claims: { minTLSCertDuration: '5m', maxTLSCertDuration: '2160h', defaultTLSCertDuration: '24h' },
  },
};

export const stepCa: SuccessorRow = {
  label: 'step-ca',
  encrypted: true,
  async files({ chain, root, isRoot, privateKey, passphrase, work }) {
    const key = await exportPrivateKey(privateKey, 'pkcs8-encrypted', passphrase);
    if (!key.ok) throw new PkiError('platform-refused', ['exporting the key']);
    return [
      { path: 'config/ca.json', contents: `${JSON.stringify(configuration, null, 2)}\n`, mode: 0o644 },
      { path: configuration.root, contents: root, mode: 0o644 },
      { path: configuration.crt, contents: chain, mode: 0o644 },
      { path: configuration.key, contents: key.value.text, mode: 0o600 },
      { path: 'README.md', contents: readme(isRoot, work), mode: 0o644 },
    ];
  },
};

const lists = `step-ca begins with an empty database: it knows of no certificate from before, and of no revocation. It publishes no list
unless \`crl\` is enabled in \`config/ca.json\`, and that list would count from the beginning with nothing on it: everything
that was revoked would be good again. So either go on signing lists where the authority comes from, each before the last is due,
and nothing else; or tell step-ca of every serial number that the record has as revoked, before its first list:

    step ca provisioner add revoker --type JWK --create
    step ca revoke 0xSERIAL --reasonCode superseded

Clients that have seen a list of a higher number may ignore its own.`;

function readme(isRoot: boolean, work: WorkDone): string {
  return `# Handing an authority to step-ca

Start it in this folder; it asks for the passphrase of \`secrets/intermediate_ca_key\`, which is the one you chose:

    step-ca config/ca.json

It listens on 127.0.0.1:9000 and hands out certificates over ACME. For another address and names change \`address\` and
\`dnsNames\` in \`config/ca.json\`. A first certificate:

    step certificate fingerprint certs/root_ca.crt
    step ca bootstrap --ca-url https://localhost:9000 --fingerprint FINGERPRINT
    step ca certificate --provisioner acme app.example.test app.crt app.key

\`step ca provisioner add\` adds other ways to ask than ACME.

Clients trust \`certs/root_ca.crt\`. ${
    isRoot
      ? 'This authority is the root itself, and certs/intermediate_ca.crt is the same certificate. An intermediate with a shorter life is the safer thing to hand on.'
      : 'The root’s key is not in here, and is not needed.'
  } If the authority has name constraints, step-ca
signs within them only if its clients ask for such names: what lies outside is refused by whoever verifies it.
${workSaid(work, lists)}`;
}
