// A selection as a file, as the programs that such files are for read it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodePem } from '../../src/codec/pem';
import { exportSelection, type ExportFormat } from '../../src/pki/inspect/export';
import { chainWithKey, type ChainWithKey } from '../support/certificate-chain';
import { HeardPile } from '../support/pile';
import { temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const folder = temporaryFolder('certwright-export-');
let chain: ChainWithKey;
let pile: HeardPile;
beforeAll(async () => {
  chain = await chainWithKey('rsa-2048');
  pile = new HeardPile();
  // Root first, so that the order is ours to find.
  await pile.add(encodePem('CERTIFICATE', chain.root) + encodePem('CERTIFICATE', chain.leaf));
  await pile.add(encodePem('PRIVATE KEY', chain.pkcs8));
});
const [ROOT, LEAF, KEY] = [0, 1, 2];

const exported = (format: ExportFormat, ids: readonly number[], password = '') =>
  exportSelection(pile.pile.selected(ids), format, { password });

async function saved(format: ExportFormat, ids: readonly number[], password = ''): Promise<string> {
  const written = await exported(format, ids, password);
  if (!written.ok) throw new Error(written.error);
  const path = join(folder, written.value.fileName);
  writeFileSync(path, written.value.contents);
  return path;
}

const text = async (format: ExportFormat, ids: readonly number[]): Promise<string> => {
  const written = await exported(format, ids);
  return written.ok ? new TextDecoder().decode(written.value.contents) : written.error;
};

describe('what a form cannot hold', () => {
  it.each<[ExportFormat, number[], string]>([
    ['der', [ROOT, LEAF], 'one-only'],
    ['p7b', [KEY], 'nothing-fits'],
    ['pkcs12', [ROOT, LEAF], 'no-key'],
    ['kubernetes', [LEAF], 'no-key'],
    ['kubernetes', [KEY, ROOT], 'no-certificate'],
    ['truststore', [KEY], 'no-certificate'],
  ])('%s of %j: %s', async (format, ids, problem) => {
    expect(await exported(format, ids)).toEqual({ ok: false, error: problem });
  });
});

it('PEM is each thing in the order selected', async () => {
  expect(await text('pem', [LEAF, KEY])).toBe(
    encodePem('CERTIFICATE', chain.leaf) + encodePem('PRIVATE KEY', chain.pkcs8),
  );
});

it('a zip has a file for each', async () => {
  const again = new HeardPile();
  const written = await exported('zip', [ROOT, LEAF, KEY]);
  await again.add(written.ok ? written.value.contents : '', { path: 'out.zip' });
  expect(again.words).toEqual(['zip', 'certificate', 'certificate', 'private-key']);
});

it('a JWK of a public key has its certificate and no private number; with the key it has', async () => {
  const open = JSON.parse(await text('jwk', [LEAF])) as Record<string, unknown>;
  expect(open).toMatchObject({ kty: 'RSA', x5c: [Buffer.from(chain.leaf).toString('base64')] });
  expect(open).not.toHaveProperty('d');
  expect(JSON.parse(await text('jwk', [KEY, LEAF]))).toHaveProperty('d');
  expect(JSON.parse(await text('jwk', [ROOT, LEAF]))).toMatchObject({
    keys: [{ kty: 'EC' }, { kty: 'RSA' }],
  });
});

it('a Kubernetes Secret has the chain from the leaf upwards', async () => {
  const secret = await text('kubernetes', [ROOT, KEY, LEAF]);
  expect(secret).toMatch(
    /^apiVersion: v1\nkind: Secret\nmetadata:\n {2}name: "leaf\.test"\ntype: kubernetes\.io\/tls\n/,
  );
  const again = new HeardPile();
  await again.add(secret);
  expect(again.words).toEqual(['certificate', 'certificate', 'private-key']);
  expect(again.items.get(0)?.octets).toEqual(chain.leaf);
});

describeWith(['openssl'], 'openssl reads', (tool) => {
  const openssl = (...options: string[]) => execFileSync(tool('openssl'), options, { encoding: 'utf8' });

  it('the .p7b', async () => {
    const path = await saved('p7b', [ROOT, LEAF]);
    const printed = openssl('pkcs7', '-inform', 'DER', '-in', path, '-print_certs', '-noout');
    expect(printed.match(/subject=.*/g)).toEqual(['subject=CN = leaf.test', 'subject=CN = Root']);
  });

  it.each(['pkcs12', 'pkcs12-compatible'] as const)('the %s', async (format) => {
    const path = await saved(format, [ROOT, LEAF, KEY], 'pass word');
    const legacy = format === 'pkcs12-compatible' ? ['-legacy'] : [];
    const printed = openssl('pkcs12', '-in', path, '-passin', 'pass:pass word', '-nodes', ...legacy);
    expect(printed.match(/BEGIN [A-Z ]+/g)?.sort()).toEqual([
      'BEGIN CERTIFICATE',
      'BEGIN CERTIFICATE',
      'BEGIN PRIVATE KEY',
    ]);
    expect(printed).toContain('friendlyName: leaf.test');
  });

  it('the key in PEM under a password', async () => {
    const path = await saved('pem', [KEY], 'secret');
    expect(openssl('pkey', '-in', path, '-passin', 'pass:secret', '-noout', '-check')).toContain(
      'Key is valid',
    );
  });
});

describeWith(['keytool'], 'keytool reads', (tool) => {
  it('the truststore', async () => {
    const path = await saved('truststore', [ROOT, LEAF]);
    const list = execFileSync(tool('keytool'), ['-list', '-keystore', path, '-storepass', 'changeit'], {
      encoding: 'utf8',
    });
    expect(list.match(/trustedCertEntry/g)).toHaveLength(2);
  });

  it('the identity', async () => {
    const path = await saved('pkcs12', [ROOT, LEAF, KEY]);
    const list = execFileSync(tool('keytool'), ['-list', '-v', '-keystore', path, '-storepass', 'changeit'], {
      encoding: 'utf8',
    });
    expect(list).toContain('Entry type: PrivateKeyEntry');
    expect(list).toContain('Certificate chain length: 2');
  });
});

describeWith(['ssh-keygen'], 'ssh-keygen reads', (tool) => {
  it.each(['rsa-2048', 'ec-p256', 'ec-p384', 'ec-p521', 'ed25519'] as const)(
    'the public key of %s',
    async (id) => {
      const { leaf } = await chainWithKey(id);
      const one = new HeardPile();
      await one.add(leaf);
      const written = await exportSelection(one.pile.selected([0]), 'openssh', { password: '' });
      const path = join(folder, `${id}.pub`);
      writeFileSync(path, written.ok ? written.value.contents : '');
      expect(execFileSync(tool('ssh-keygen'), ['-lf', path], { encoding: 'utf8' })).toMatch(
        /^\d+ SHA256:\S+ leaf\.test \((RSA|ECDSA|ED25519)\)/,
      );
    },
  );
});
