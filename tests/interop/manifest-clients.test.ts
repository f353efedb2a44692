// Clients of a manifest as servers judge them: a name that looks like a host's under an authority that is limited to hosts, and an
// authority that is for servers alone. What openssl refuses is refused before it is made.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePem } from '../../src/codec/pem';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { fingerprint } from '../../src/pki/anchor';
import { madeOf, refusalsOf } from '../support/manifest-making';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const DEVICE = 'build-01.corp.example.com';
const manifest = (authority: object, clients: readonly object[] = [{ name: DEVICE }]) => ({
  certwright: 1,
  authorities: { ca: authority },
  clients,
});

describeWith(['openssl'], 'clients of a manifest', (path) => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder('manifest-clients-');
  });
  afterAll(removeTemporaryFolders);

  const openssl = (...args: readonly string[]) =>
    execFileSync(path('openssl'), args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const write = (name: string, certificates: readonly Uint8Array[]) => {
    writeFileSync(join(folder, name), certificates.map((der) => encodePem('CERTIFICATE', der)).join(''));
  };
  const verified = (chain: readonly Uint8Array[]) => {
    write('leaf.pem', chain.slice(0, 1));
    write('above.pem', chain.slice(1));
    write('root.pem', chain.slice(-1));
    const above = ['-CAfile', 'root.pem', '-untrusted', 'above.pem'];
    return openssl('verify', '-x509_strict', '-purpose', 'sslclient', ...above, 'leaf.pem');
  };

  it('a device named like a host passes under an authority that is limited to what it signs', async () => {
    const at = new Date();
    const { chains } = await madeOf(manifest({ commonName: 'CA' }, [{ name: DEVICE }, { name: 'Alice' }]), {
      when: at,
    });
    expect(verified(chains.get(DEVICE) ?? [])).toContain('OK');
    expect(verified(chains.get('Alice') ?? [])).toContain('OK');
  });

  it('and is refused under one that is limited to other zones, as openssl refuses it', async () => {
    const at = new Date();
    const narrow = { commonName: 'CA', permitted: ['example.org'] };
    expect(await refusalsOf(manifest(narrow), { when: at })).toEqual([
      { code: 'subject-outside', authority: 'ca', subjects: [DEVICE] },
    ]);
    // The same by an authority that may sign it, with the limits put in afterwards by another certificate of its key.
    writeFileSync(
      join(folder, 'ca.cnf'),
      configuration('nameConstraints = critical, permitted;DNS:example.org'),
    );
    const authority = selfSigned();
    const leaf = signed(authority, DEVICE);
    expect(() => openssl('verify', '-CAfile', authority.certificate, leaf)).toThrow(
      /permitted subtree violation/,
    );
  });

  it('an authority for servers alone, or without its root, makes no clients', async () => {
    writeFileSync(join(folder, 'ca.cnf'), configuration('extendedKeyUsage = serverAuth'));
    const { certificate, key } = selfSigned();
    const authority = await opened([certificate, key]);
    const sha256 = await fingerprint(authority.certificate.der);
    const signers = new Map([[sha256, { authority }]]);
    expect(await refusalsOf(manifest({ sha256 }), { signers, when: new Date() })).toEqual([
      { code: 'authority-not-for-this', authority: 'Given', purpose: 'clients' },
    ]);
    const leaf = signed({ certificate, key }, 'Alice');
    expect(() => openssl('verify', '-purpose', 'sslclient', '-CAfile', certificate, leaf)).toThrow(/purpose/);
    const without = new Map([[sha256, { authority: { ...authority, cautions: ['root-missing' as const] } }]]);
    const server = { certwright: 1, authorities: { ca: { sha256 } }, servers: [{ names: ['a.test'] }] };
    expect(await refusalsOf(server, { signers: without, when: new Date() })).toEqual([
      { code: 'root-missing', authority: 'Given' },
    ]);
    const { chains } = await madeOf(server, { signers, when: new Date() });
    expect(chains.get('a.test')).toHaveLength(2);
  });

  const configuration = (line: string) => `[req]
distinguished_name = dn
prompt = no
x509_extensions = ca
[dn]
CN = Given
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
${line}
[leaf]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = clientAuth
`;
  const P256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'ca.cnf'];
  const selfSigned = () => {
    openssl('req', '-x509', ...P256, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30');
    return { certificate: 'ca.pem', key: 'ca.key' };
  };
  const signed = (
    { certificate, key }: { readonly certificate: string; readonly key: string },
    name: string,
  ) => {
    const by = ['-CA', certificate, '-CAkey', key, '-extensions', 'leaf', '-subj', `/CN=${name}`];
    openssl('req', '-x509', ...P256, ...by, '-keyout', 'leaf.key', '-out', 'signed.pem', '-days', '9');
    return 'signed.pem';
  };
  const opened = async (names: readonly string[]): Promise<OpenedAuthority> => {
    const inputs = names.map((name) => readFileSync(join(folder, name), 'utf8'));
    const result = await openAuthority(inputs, undefined, new Date());
    return result.kind === 'opened' ? result.authority : expect.unreachable(result.kind);
  };
});
