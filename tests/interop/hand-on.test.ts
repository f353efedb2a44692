// An authority in the folders that other programs start from: read back with what those programs are built on, and held
// against the fields that they document (`tests/vectors/hand-on-fields.json`).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePem } from '../../src/codec/pem';
import { projectRoot } from '../../.ci/tools.mjs';
import { handOn, type AuthorityToHandOn, type Successor } from '../../src/pki/hand-on/hand-on';
import type { WorkDone } from '../../src/pki/hand-on/work-done';
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
const now = new Date(Date.now() + 60_000);
const nothing: WorkDone = { issued: 0, record: 'Serial number\r\n', revoked: [], listOutdated: false };

type Fields = Readonly<Record<string, readonly string[]>>;
interface Schema {
  readonly fields: Fields;
  readonly required: readonly string[];
}
/** Fields as the programs' own sources have them, each list with its commit. */
const documented = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/hand-on-fields.json'), 'utf8'),
) as {
  readonly 'step-ca': Schema & {
    readonly authority: Fields;
    readonly logger: { readonly fields: Fields; readonly formats: readonly string[] };
    readonly db: Schema;
    readonly claims: { readonly fields: Fields };
    readonly provisioners: Readonly<Record<string, Schema>>;
  };
  readonly 'cert-manager': Schema & { readonly spec: Fields };
};

/** As Go's time.ParseDuration takes it, in seconds. */
function seconds(duration: string): number {
  expect(duration).toMatch(/^(?:\d+[hms])+$/);
  const units = { h: 3600, m: 60, s: 1 } as const;
  return [...duration.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );
}

/** Every field is one of these and of its type, and none that must be there is missing. */
function holdAgainst(value: object, fields: Fields, required: readonly string[] = []): void {
  for (const [field, one] of Object.entries(value) as [string, unknown][])
    expect(fields[field], field).toContain(Array.isArray(one) ? 'array' : typeof one);
  expect(Object.keys(value)).toEqual(expect.arrayContaining([...required]));
}

describeWith(['openssl', 'yaml'], 'an authority handed on', (path) => {
  let folder: string;
  const kinds: Record<'root' | 'intermediate' | 'rsa' | 'ed25519', AuthorityToHandOn | undefined> = {
    root: undefined,
    intermediate: undefined,
    rsa: undefined,
    ed25519: undefined,
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
    const ed25519 = openssl.make({ subject: '/CN=Ed', newKey: newKeys.ed25519 });
    kinds.root = {
      name: 'Ünïted "Team" Root: v1',
      family: 'ec',
      ...{ certificate: derOf(root.certificate), above: [], work: nothing },
      privateKey: pkcs8(root),
    };
    kinds.intermediate = {
      name: 'Team issuing',
      family: 'ec',
      ...{ certificate: derOf(below.certificate), above: [derOf(root.certificate)], work: nothing },
      privateKey: pkcs8(below),
    };
    kinds.rsa = {
      ...{ name: '----', family: 'rsa', work: nothing },
      ...{ certificate: derOf(rsa.certificate), above: [], privateKey: pkcs8(rsa) },
    };
    kinds.ed25519 = {
      ...{ name: 'Ed', family: 'ed25519', work: nothing },
      ...{ certificate: derOf(ed25519.certificate), above: [], privateKey: pkcs8(ed25519) },
    };
  });
  afterAll(removeTemporaryFolders);

  const openssl = (...args: readonly string[]) =>
    execFileSync(path('openssl'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  async function unpacked(kind: keyof typeof kinds, to: Successor): Promise<string> {
    const authority = kinds[kind] ?? expect.unreachable();
    const files = await handOn(authority, to, PASSPHRASE, now);
    const at = join(folder, `${kind}-${to}`);
    for (const { path: name, contents, mode } of files.ok ? files.value : expect.unreachable()) {
      mkdirSync(dirname(join(at, name)), { recursive: true });
      writeFileSync(join(at, name), contents, { mode });
    }
    return at;
  }

  const publicKeyOf = (certificate: string) => openssl('x509', '-in', certificate, '-noout', '-pubkey');

  describe.each(['root', 'intermediate', 'rsa', 'ed25519'] as const)('%s', (kind) => {
    it('cert-manager: a Secret and a ClusterIssuer of the documented shape, the key that of the certificate', async () => {
      const at = await unpacked(kind, 'cert-manager');
      const script =
        'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1], encoding="utf-8")))))';
      const read = execFileSync(path('yaml'), ['-c', script, join(at, 'cluster-issuer.yaml')], {
        encoding: 'utf8',
      });
      const [secret, issuer] = JSON.parse(read) as [Secret, { readonly spec: { readonly ca: object } }];
      holdAgainst(issuer.spec, documented['cert-manager'].spec, ['ca']);
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
      const inside = config['authority'] as Record<string, object>;
      holdAgainst(inside, authority);
      const { logger, db, claims, provisioners } = documented['step-ca'];
      holdAgainst(config['logger'] as object, logger.fields);
      expect(logger.formats).toContain((config['logger'] as { readonly format: string }).format);
      holdAgainst(config['db'] as object, db.fields, db.required);
      const durations = inside['claims'] as Readonly<Record<string, string>>;
      holdAgainst(durations, claims.fields);
      const [least, usual, most] = ['min', 'default', 'max'].map((which) =>
        seconds(durations[`${which}TLSCertDuration`] ?? ''),
      );
      expect([least, usual, most]).toEqual([least, usual, most].toSorted((a, b) => (a ?? 0) - (b ?? 0)));
      for (const one of inside['provisioners'] as readonly { readonly type: string }[]) {
        const schema = provisioners[one.type] ?? expect.unreachable(one.type);
        holdAgainst(one, schema.fields, schema.required);
      }
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

  it.each(['cert-manager', 'step-ca', 'vault'] as const)(
    '%s: an intermediate whose root is not here is refused, and so is one below it; nothing is handed on as root that is none',
    async (to) => {
      const openssl3 = new OpensslAuthorities(temporaryFolder('hand-on-three-'));
      const any = ['basicConstraints=critical,CA:TRUE', ...goodExtensions.slice(1)];
      const root = openssl3.make({ subject: '/CN=Root', extensions: any });
      // Of the root's name, and not its certificate.
      const other = openssl3.make({ subject: '/CN=Root', extensions: any });
      const first = openssl3.make({ subject: '/CN=First', issuer: root, extensions: any });
      const second = openssl3.make({ subject: '/CN=Second', issuer: first });
      const handed = (of: AuthorityFiles, ...above: readonly AuthorityFiles[]) =>
        handOn(
          {
            ...{
              name: 'x',
              family: 'ec',
              certificate: derOf(of.certificate),
              privateKey: pkcs8(of),
              work: nothing,
            },
            above: above.map(({ certificate }) => derOf(certificate)),
          },
          to,
          PASSPHRASE,
          now,
        );
      for (const refused of [
        await handed(first),
        await handed(second, first),
        await handed(second, root),
        await handed(first, other),
      ])
        expect(refused).toEqual({ ok: false, error: 'root-missing' });
      // In any order, and with others beside them.
      const files = await handed(second, other, root, first);
      const named = Object.fromEntries(
        (files.ok ? files.value : expect.unreachable()).map(({ path: name, contents }) => [name, contents]),
      );
      const rootFile = to === 'step-ca' ? 'certs/root_ca.crt' : 'root.pem';
      expect(named[rootFile]).toBe(encodePem('CERTIFICATE', derOf(root.certificate)));
      expect(named['README.md']).not.toContain('is the root itself');
      const between = [second, first]
        .map(({ certificate }) => encodePem('CERTIFICATE', derOf(certificate)))
        .join('');
      const holder = {
        'cert-manager': Buffer.from(between).toString('base64'),
        'step-ca': between,
        vault: between + String(named['root.pem']),
      }[to];
      expect(Object.values(named).join('\n')).toContain(holder);
    },
  );

  it.each(['cert-manager', 'step-ca', 'vault'] as const)(
    '%s: what was revoked goes along, with its list and its number, and the README says what becomes of it',
    async (to) => {
      const authority = kinds.root ?? expect.unreachable();
      const der = authority.certificate;
      const work: WorkDone = {
        ...{ issued: 3, record: 'Serial number\r\n0a\r\n', listOutdated: true },
        revoked: [{ serial: '0a', der }, { serial: '0b' }],
        list: { der, number: 7, nextUpdate: Date.UTC(2026, 11, 24) },
      };
      const files = await handOn({ ...authority, work }, to, PASSPHRASE, now);
      const named = Object.fromEntries(
        (files.ok ? files.value : expect.unreachable()).map(({ path: name, contents }) => [name, contents]),
      );
      expect(named['revocation/issued.csv']).toBe(work.record);
      expect(named['revocation/list.pem']).toBe(encodePem('X509 CRL', der));
      const readme = String(named['README.md']).replace(/\s+/g, ' ');
      expect(readme).toContain('3 certificates, 2 of them revoked or on hold');
      expect(readme).toContain(
        'number 7, good until 2026-12-24. Something was revoked since: sign a new one',
      );
      expect(readme).toContain('From now on sign no certificates with it in the browser');
      expect(readme).toMatch(/go on signing lists where the authority comes from/);
      expect(Object.keys(named).filter((name) => name.includes('/revoked/'))).toEqual(
        to === 'vault' ? ['revocation/revoked/0a.pem'] : [],
      );
      const again = {
        'cert-manager': 'publishes no lists',
        'step-ca': 'step ca revoke 0xSERIAL',
        vault: '1 of the revoked is known by its serial number alone',
      }[to];
      expect(readme).toContain(again);
    },
  );

  it('no passphrase, no step-ca', async () => {
    expect(await handOn(kinds.root ?? expect.unreachable(), 'step-ca', '', now)).toEqual({
      ok: false,
      error: 'needs-passphrase',
    });
  });

  it('none of them has ML-DSA', async () => {
    const authority = { ...(kinds.root ?? expect.unreachable()), family: 'ml-dsa' } as const;
    for (const to of ['cert-manager', 'step-ca', 'vault'] as const) {
      expect(await handOn(authority, to, PASSPHRASE, now), to).toEqual({
        ok: false,
        error: 'unsupported-key',
      });
    }
  });
});

interface Secret {
  readonly metadata: { readonly name: string };
  readonly data: Readonly<Record<string, string>>;
}
