/** Vault's PKI engine: one PEM file with key and certificates, which it imports as an issuer (`pki/config/ca`, `pem_bundle`). */
import { encodePem } from '../../codec/pem';
import type { NamedFile } from '../../codec/named-file';
import type { SuccessorRow } from './successor';
import { workSaid, type WorkDone } from './work-done';

export const vault: SuccessorRow = {
  label: 'Vault',
  encrypted: false,
  files({ chain, root, isRoot, privateKey, work }) {
    const bundle = encodePem('PRIVATE KEY', privateKey) + chain + (isRoot ? '' : root);
    return Promise.resolve([
      { path: 'pem_bundle.pem', contents: bundle, mode: 0o600 },
      { path: 'root.pem', contents: root, mode: 0o644 },
      { path: 'README.md', contents: readme(isRoot, work), mode: 0o644 },
      ...revokedFiles(work),
    ]);
  },
};

const revokedFiles = ({ revoked }: WorkDone): readonly NamedFile[] =>
  revoked.flatMap(({ serial, der }) =>
    der === undefined
      ? []
      : [{ path: `revocation/revoked/${serial}.pem`, contents: encodePem('CERTIFICATE', der), mode: 0o644 }],
  );

/** `pki/revoke` takes a certificate that Vault did not issue itself since 1.12, where an issuer of the mount signed it. */
function lists(work: WorkDone): string {
  const files = revokedFiles(work).length;
  const without = work.revoked.length - files;
  return `Vault begins with a list of its own, which counts from the beginning and has nothing on it: everything that was revoked would be good again. ${
    files === 0
      ? 'What the record has as revoked has to be revoked there first.'
      : `Revoke there first what was revoked before (Vault 1.12 and newer take certificates that they did not issue):

    for one in revocation/revoked/*.pem; do vault write pki/revoke certificate=@"$one"; done
    vault read pki/crl/rotate
    vault read pki/cert/crl
`
  }${
    without === 0
      ? ''
      : `
${without} of the revoked ${without === 1 ? 'is known by its serial number' : 'are known by their serial numbers'} alone, and Vault cannot be told of that: go on signing lists where the
authority comes from until all of them have ended, and nothing else.
`
  }
Vault keeps no reasons, and what was on hold is revoked there for good. Clients that have seen a list of a higher number may
ignore its own.`;
}

function readme(isRoot: boolean, work: WorkDone): string {
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
${workSaid(work, lists(work))}`;
}
