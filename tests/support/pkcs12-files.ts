// PKCS#12 files of ours for other programs to open, and what those programs print, taken apart.
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { identity, type Pkcs12Contents } from '../../src/codec/pkcs12';
import { writeCompatiblePkcs12 } from '../../src/codec/pkcs12-compatible';
import { writeModernPkcs12 } from '../../src/codec/pkcs12-modern';
import { randomOctets } from '../../src/pki/random';
import { chainWithKey } from './certificate-chain';
import { keyIds } from './private-keys';

export const folder = mkdtempSync(join(tmpdir(), 'pkcs12-'));
const ITERATIONS = 2048;
export const NAME = 'Übung „localhost+3“';

export const styles = {
  modern: (contents: Pkcs12Contents, password: string) =>
    writeModernPkcs12(contents, { password, iterations: ITERATIONS }),
  compatible: (contents: Pkcs12Contents, password: string) =>
    writeCompatiblePkcs12(contents, { password, iterations: ITERATIONS, random: randomOctets }),
} as const;
export type Style = keyof typeof styles;

/** Every key in either style; and the passwords that go wrong elsewhere, with one key. */
export const cases: readonly (readonly [Style, (typeof keyIds)[number], string])[] = (
  Object.keys(styles) as Style[]
).flatMap((style) => [
  ...keyIds.map((id) => [style, id, 'changeit'] as const),
  ...['pässwörd', 'key 🔑 key', '日本語', ''].map((password) => [style, 'ec-p256', password] as const),
]);

export function file(name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

export async function written(style: Style, id: (typeof keyIds)[number], password: string) {
  const chain = await chainWithKey(id);
  const contents = await identity(chain.pkcs8, [chain.leaf, chain.root], NAME);
  const path = file(`${style}-${id}.p12`, await styles[style](contents, password));
  return { ...chain, path };
}

export const run = (
  program: string,
  args: readonly string[],
  options: Partial<ExecFileSyncOptionsWithStringEncoding> = {},
) =>
  execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env },
  });

export const rawKey = (pem: string) => toHex(createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }));
export const pkcs8Pem = (der: Bytes) => encodePem('PRIVATE KEY', der);
export const pems = (text: string, label: string) =>
  text.match(new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`, 'g')) ?? [];
export const certificates = (text: string) =>
  pems(text, 'CERTIFICATE').map((pem) => toHex(new X509Certificate(pem).raw));
