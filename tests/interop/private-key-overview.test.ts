// What is said of a private key on its first view: its public half, as openssl and ssh-keygen reckon it, and none of its numbers.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { overviewOf } from '../../src/pki/inspect/overview';
import { privateKeyFacts } from '../../src/pki/inspect/private-key-facts';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

afterAll(removeTemporaryFolders);

/** With the place of private octets in the file: the last number of RSA, the scalar of EC. */
const kinds = [
  ['RSA', ['-pkeyopt', 'rsa_keygen_bits:2048'], 'RSA 2048', -24],
  ['EC', ['-pkeyopt', 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:named_curve'], 'EC P-256', 40],
] as const;

describeWith(['openssl', 'ssh-keygen'], 'the overview of a private key', (path) => {
  it.each(kinds)('%s: kind, pin, identifier, OpenSSH fingerprint', async (algorithm, options, words, at) => {
    const folder = temporaryFolder('overview-');
    const file = (name: string) => join(folder, name);
    const run = (...args: readonly string[]) =>
      execFileSync(path('openssl'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    run('genpkey', '-algorithm', algorithm, ...options, '-out', 'key.pem');
    run('pkcs8', '-topk8', '-nocrypt', '-in', 'key.pem', '-outform', 'DER', '-out', 'key.der');
    run('pkey', '-in', 'key.pem', '-pubout', '-outform', 'DER', '-out', 'public.der');
    const octets = new Uint8Array(readFileSync(file('key.der')));
    const { publicKey } = await privateKeyFacts(octets);
    const { rows, key } = await overviewOf('private-key', octets, new Date(0), publicKey);
    const told = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
    expect(key).toBe(words);
    expect(told['subjectPublicKeyInfo']).toBe(words);
    expect(told['spkiPin']).toBe(run('dgst', '-sha256', '-binary', 'public.der').toString('base64'));
    run('pkey', '-in', 'key.pem', '-pubout', '-out', 'public.pem');
    const line = execFileSync(path('ssh-keygen'), ['-i', '-m', 'PKCS8', '-f', file('public.pem')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
    writeFileSync(file('line.pub'), `${line}\n`);
    const printed = execFileSync(path('ssh-keygen'), ['-l', '-f', file('line.pub')], { encoding: 'utf8' });
    expect(told['sshFingerprint']).toBe(printed.split(' ')[1]);
    const secret = Buffer.from(octets.slice(at).subarray(0, 24)).toString('hex');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
