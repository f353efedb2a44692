// A key that Debian's broken OpenSSL made (CVE-2008-0166), in every form in which it may come in: each is said to be one.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FoundKind } from '../../src/pki/detect/found';
import { listedWeaknessesOf } from '../../src/pki/inspect/listed-weakness';
import { weaknesses } from '../../src/ui/weaknesses';
import { debianKeyPem } from '../support/debian-weak-key';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

afterAll(removeTemporaryFolders);

describeWith(['openssl'], 'a key of Debian’s', (path) => {
  let folder: string;
  const openssl = (...args: readonly string[]) =>
    execFileSync(path('openssl'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

  beforeAll(() => {
    folder = temporaryFolder('debian-weak-key-');
    writeFileSync(join(folder, 'weak.pem'), debianKeyPem('le64', 'rnd', 4711));
    openssl('genrsa', '-out', 'good.pem', '2048');
  });

  const forms: readonly (readonly [FoundKind, (key: string) => readonly string[]])[] = [
    ['certificate', (key) => ['req', '-x509', '-key', key, '-subj', '/CN=old.test', '-outform', 'DER']],
    ['request', (key) => ['req', '-new', '-key', key, '-subj', '/CN=old.test', '-outform', 'DER']],
    ['public-key', (key) => ['pkey', '-in', key, '-pubout', '-outform', 'DER']],
    ['rsa-public-key', (key) => ['rsa', '-in', key, '-RSAPublicKey_out', '-outform', 'DER']],
    ['private-key', (key) => ['pkcs8', '-topk8', '-nocrypt', '-in', key, '-outform', 'DER']],
    ['rsa-private-key', (key) => ['rsa', '-traditional', '-in', key, '-outform', 'DER']],
  ];

  it.each(forms)('as %s, and another is none', async (kind, command) => {
    const codes = async (key: string) => {
      openssl(...command(key), '-out', 'it.der');
      const found = await listedWeaknessesOf(kind, new Uint8Array(readFileSync(join(folder, 'it.der'))));
      return found.map(({ code, facts }) => [code, weaknesses[code](facts)]);
    };
    expect(await codes('weak.pem')).toEqual([
      ['rsa-debian', expect.stringMatching(/OpenSSL made from 2006 to 2008: anyone can make it again/)],
    ]);
    expect(await codes('good.pem')).toEqual([]);
  });
});
