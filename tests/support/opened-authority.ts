// Opening an authority that openssl made, issuing with it, and asking openssl about what came out.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { decodePem, encodePem } from '../../src/codec/pem';
import { makeLocalHttps, refusalsOf } from '../../src/pki/local-https';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import type { AuthorityFiles, OpensslAuthorities } from './openssl-authority';
import { dns, plan } from './plans';

export type Inputs = Parameters<typeof openAuthority>[0];

// A minute ahead: openssl dates what it makes here by the second it is made.
export const now = new Date(Date.now() + 60_000);
export const years = (count: number) => new Date(now.getTime() + count * 365 * 86_400_000);

export const both = ({ certificate, key }: AuthorityFiles) => [certificate, key];
export const derOf = (pem: string) => {
  const [block] = decodePem(pem);
  return block?.der.ok === true ? block.der.value : expect.unreachable();
};

export const open = (inputs: Inputs, passphrase?: string, at = now) => openAuthority(inputs, passphrase, at);

export async function opened(inputs: Inputs, passphrase?: string, at = now): Promise<OpenedAuthority> {
  const result = await open(inputs, passphrase, at);
  return result.kind === 'opened' ? result.authority : expect.unreachable(JSON.stringify(result));
}

/** Issues for app.test in `folder` and yields what `openssl verify` says of the chain; throws what it says against it. */
export async function verifiedByOpenssl(
  openssl: OpensslAuthorities,
  folder: string,
  authority: OpenedAuthority,
  flags: readonly string[] = ['-x509_strict'],
): Promise<string> {
  const wanted = plan({ names: [dns('app.test')], signedBy: { kind: 'given', authority } });
  expect(refusalsOf(wanted, now)).toEqual([]);
  const { leaf, intermediates, anchor } = await makeLocalHttps(wanted, now);
  const write = (name: string, ders: readonly Uint8Array[]) => {
    writeFileSync(join(folder, name), ders.map((der) => encodePem('CERTIFICATE', der)).join(''));
  };
  write('anchor.pem', [anchor]);
  write('between.pem', intermediates);
  write('leaf.pem', [leaf.der]);
  const between = intermediates.length === 0 ? [] : ['-untrusted', 'between.pem'];
  const purpose = ['-purpose', 'sslserver', '-verify_hostname', 'app.test'];
  return openssl.run('verify', '-CAfile', 'anchor.pem', ...between, ...purpose, ...flags, 'leaf.pem').trim();
}
