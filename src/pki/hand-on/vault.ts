/** Vault's PKI engine: one PEM file with key and certificates, which it imports as an issuer (`pki/config/ca`, `pem_bundle`). */
import { encodePem } from '../../codec/pem';
import type { SuccessorRow } from './successor';

export const vault: SuccessorRow = {
  label: 'Vault',
  encrypted: false,
  files({ chain, root, isRoot, privateKey }) {
    const bundle = encodePem('PRIVATE KEY', privateKey) + chain + (isRoot ? '' : root);
    return Promise.resolve([
      { path: 'pem_bundle.pem', contents: bundle, mode: 0o600 },
      { path: 'root.pem', contents: root, mode: 0o644 },
      { path: 'README.md', contents: readme(isRoot), mode: 0o644 },
    ]);
  },
};

function readme(isRoot: boolean): string {
  return `# Handing an authority to Vault

\`pem_bundle.pem\` holds the authority's key in clear, its certificate, and those above it.

    vault secrets enable -path=pki pki
    vault secrets tune -max-lease-ttl=8760h pki
    vault write pki/config/ca pem_bundle=@pem_bundle.pem
    vault read pki/cert/ca

A role says what may be asked for, and the first certificate follows:

    vault write pki/roles/servers allowed_domains=example.test allow_subdomains=true max_ttl=720h
    vault write pki/issue/servers common_name=app.example.test

Clients trust \`root.pem\`. ${
    isRoot
      ? 'This authority is the root itself. An intermediate with a shorter life is the safer thing to hand on.'
      : 'The root’s key is not in here, and is not needed.'
  }

Delete \`pem_bundle.pem\` when it is written: the key in it has no password.
`;
}
