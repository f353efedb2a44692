/**
 * step-ca: a folder with `ca.json`, the certificates and the key, which it reads encrypted as PKCS#8 (PBES2 with
 * PBKDF2-HMAC-SHA-256 and AES-256-CBC, as `step` writes itself). Fields as documented on smallstep.com/docs/step-ca/configuration.
 */
import { exportPrivateKey } from '../key-export';
import { PkiError } from '../error';
import type { SuccessorRow } from './successor';

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
  async files({ chain, root, isRoot, privateKey, passphrase }) {
    const key = await exportPrivateKey(privateKey, 'pkcs8-encrypted', passphrase);
    if (!key.ok) throw new PkiError('platform-refused', ['exporting the key']);
    return [
      { path: 'config/ca.json', contents: `${JSON.stringify(configuration, null, 2)}\n`, mode: 0o644 },
      { path: configuration.root, contents: root, mode: 0o644 },
      { path: configuration.crt, contents: chain, mode: 0o644 },
      { path: configuration.key, contents: key.value.text, mode: 0o600 },
      { path: 'README.md', contents: readme(isRoot), mode: 0o644 },
    ];
  },
};

function readme(isRoot: boolean): string {
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
`;
}
