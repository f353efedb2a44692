// An authority in the folders that other programs start from: read back with what those programs are built on, and held
// against the fields that they document (`tests/vectors/hand-on-fields.json`).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import { handOn, type AuthorityToHandOn, type Successor } from '../../src/pki/hand-on/hand-on';
import {
  OpensslAuthorities,
  goodExtensions,
  newKeys,
  type AuthorityFiles,
} from '../support/openssl-authority';
import { derOf } from '../support/opened-authority';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const PASSPHRASE = 'correct horse';

type Fields = Readonly<Record<string, readonly string[]>>;
interface Schema {
  readonly fields: Fields;
  readonly required: readonly string[];
}
/** Fields as the programs' own sources have them, each list with its commit. */
const documented = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/hand-on-fields.json'), 'utf8'),
) as { readonly 'step-ca': Schema & { readonly authority: Fields }; readonly 'cert-manager': Schema };

/** Every field is one of these and of its type, and none that must be there is missing. */
function holdAgainst(value: object, fields: Fields, required: readonly string[] = []): void {
  for (const [field, one] of Object.entries(value) as [string, unknown][])
    expect(fields[field], field).toContain(Array.isArray(one) ? 'array' : typeof one);
  expect(Object.keys(value)).toEqual(expect.arrayContaining([...required]));
}

describeWith(['openssl', 'yaml'], 'an authority handed on', (path) => {
  let folder: string;
  const kinds: Record<'root' | 'intermediate' | 'rsa', AuthorityToHandOn | undefined> = {
    root: undefined,
    intermediate: undefined,
    rsa: undefined,
  };
  const pkcs8 = (files: AuthorityFiles) => derOf(files.key);

  beforeAll(() => {
    folder = temporaryFolder('hand-on-');
    const openssl = new OpensslAuthorities(folder);
    const root = openssl.make({
      subject: '/CN=Ünïted "Team" Root: v1',
      extensions: ['basicConstraints=critical,CA:TRUE', ...goodExtensions.slice(1)],
    });
    const below = openssl.make({ subject: '/CN=Team issuing', issuer: root });
    const rsa = openssl.make({ subject: '/CN=----', newKey: newKeys.rsa });
    kinds.root = {
      name: 'Ünïted "Team" Root: v1',
      family: 'ec',
      chain: [derOf(root.certificate)],
      privateKey: pkcs8(root),
    };
    kinds.intermediate = {
      name: 'Team issuing',
      family: 'ec',
      chain: [derOf(below.certificate), derOf(root.certificate)],
      privateKey: pkcs8(below),
    };
    kinds.rsa = { name: '----', family: 'rsa', chain: [derOf(rsa.certificate)], privateKey: pkcs8(rsa) };
  });
  afterAll(removeTemporaryFolders);

  const openssl = (...args: readonly string[]) =>
    execFileSync(path('openssl'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  async function unpacked(kind: keyof typeof kinds, to: Successor): Promise<string> {
    const authority = kinds[kind] ?? expect.unreachable();
    const files = await handOn(authority, to, PASSPHRASE);
    const at = join(folder, `${kind}-${to}`);
    for (const { path: name, contents, mode } of files.ok ? files.value : expect.unreachable()) {
      mkdirSync(dirname(join(at, name)), { recursive: true });
      writeFileSync(join(at, name), contents, { mode });
    }
    return at;
  }

  const publicKeyOf = (certificate: string) => openssl('x509', '-in', certificate, '-noout', '-pubkey');

  describe.each(['root', 'intermediate', 'rsa'] as const)('%s', (kind) => {
    it('cert-manager: a Secret and a ClusterIssuer of the documented shape, the key that of the certificate', async () => {
      const at = await unpacked(kind, 'cert-manager');
      const script =
        'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1], encoding="utf-8")))))';
      const read = execFileSync(path('yaml'), ['-c', script, join(at, 'cluster-issuer.yaml')], {
        encoding: 'utf8',
      });
      const [secret, issuer] = JSON.parse(read) as [Secret, { readonly spec: { readonly ca: object } }];
      holdAgainst(issuer.spec.ca, documented['cert-manager'].fields, documented['cert-manager'].required);
      const { name } = secret.metadata;
      expect(name).toMatch(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/);
      expect(secret).toMatchObject({
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: { namespace: 'cert-manager' },
      });
      expect(Object.keys(secret).sort()).toEqual(['apiVersion', 'data', 'kind', 'metadata', 'type']);
      expect(issuer).toEqual({
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: { name: name.replace(/-key-pair$/, '') },
        spec: { ca: { secretName: name } },
      });
      expect(Object.keys(secret.data).sort()).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
      for (const [file, base64] of Object.entries(secret.data)) {
        writeFileSync(join(at, file), Buffer.from(base64, 'base64'));
      }
      expect(openssl('pkey', '-in', join(at, 'tls.key'), '-pubout')).toBe(publicKeyOf(join(at, 'tls.crt')));
      expect(openssl('verify', '-CAfile', join(at, 'ca.crt'), join(at, 'tls.crt'))).toContain('OK');
    });

    it('step-ca: every field documented, every file where ca.json says, the key under the passphrase', async () => {
      const at = await unpacked(kind, 'step-ca');
      const config = JSON.parse(
        execFileSync('cat', [join(at, 'config/ca.json')], { encoding: 'utf8' }),
      ) as Record<string, unknown>;
      const { fields, required, authority } = documented['step-ca'];
      holdAgainst(config, fields, required);
      holdAgainst(config['authority'] as object, authority);
      // What the program refuses to start without.
      expect(config).toMatchObject({
        address: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
        dnsNames: ['localhost', '127.0.0.1'],
      });
      const file = (field: 'root' | 'crt' | 'key') => join(at, config[field] as string);
      const key = openssl('pkey', '-in', file('key'), '-passin', `pass:${PASSPHRASE}`, '-pubout');
      expect(key).toBe(publicKeyOf(file('crt')));
      expect(openssl('verify', '-CAfile', file('root'), file('crt'))).toContain('OK');
      // step reads PBES2 with PBKDF2 over HMAC-SHA-256 and AES-CBC, and no other.
      const scheme = openssl('asn1parse', '-in', file('key'));
      for (const part of [':PBES2', ':PBKDF2', ':hmacWithSHA256', ':aes-256-cbc'])
        expect(scheme).toContain(part);
      expect(() => openssl('pkey', '-in', file('key'), '-passin', 'pass:wrong', '-noout')).toThrow();
    });

    it('Vault: one bundle, its key first and that of the first certificate', async () => {
      const at = await unpacked(kind, 'vault');
      const bundle = join(at, 'pem_bundle.pem');
      expect(openssl('pkey', '-in', bundle, '-pubout')).toBe(publicKeyOf(bundle));
      expect(openssl('verify', '-CAfile', join(at, 'root.pem'), bundle)).toContain('OK');
    });
  });

  it('no passphrase, no step-ca', async () => {
    expect(await handOn(kinds.root ?? expect.unreachable(), 'step-ca', '')).toEqual({
      ok: false,
      error: 'needs-passphrase',
    });
  });

  it('none of them has ML-DSA', async () => {
    const authority = { ...(kinds.root ?? expect.unreachable()), family: 'ml-dsa' } as const;
    for (const to of ['cert-manager', 'step-ca', 'vault'] as const) {
      expect(await handOn(authority, to, PASSPHRASE), to).toEqual({ ok: false, error: 'unsupported-key' });
    }
  });
});

interface Secret {
  readonly metadata: { readonly name: string };
  readonly data: Readonly<Record<string, string>>;
}
