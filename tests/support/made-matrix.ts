// Makes what we make, for every algorithm and every way to sign, and writes it as files for other programs. It runs in the
// Node of the tests and, bundled, in a Node whose WebCrypto has ML-DSA; so nothing of Vitest may be imported here.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '../../src/codec/bytes';
import { parseCertificate } from '../../src/codec/certificate';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePem } from '../../src/codec/pem';
import type { KeyAlgorithmId } from '../../src/pki/algorithms';
import { issue, keyIdentifierOf, type Issuer } from '../../src/pki/issue';
import type { KeyPair } from '../../src/pki/keys';
import { makeLocalHttps, refusalsOf, type LocalHttps, type LocalHttpsPlan } from '../../src/pki/local-https';
import { readNames, toGeneralName } from '../../src/pki/names';
import { openAuthority } from '../../src/pki/open-authority';
import { DEFAULT_LEAF_DAYS, profiles } from '../../src/pki/profile';

export type Signer = 'new authority' | 'self-signed' | 'given intermediate';
export type Row = readonly [KeyAlgorithmId, Signer];

/** As a person types them; the last one becomes A-labels. */
const TYPED = 'localhost 127.0.0.1 ::1 *.app.test bücher.test';
/** What clients then connect to. */
export const HOSTS = ['localhost', '127.0.0.1', '::1', 'a.app.test', 'xn--bcher-kva.test'] as const;
/** In a certificate of its own, signed by an authority that may not. */
export const OUTSIDE = 'outside.example.com';

export const nameOf = ([algorithm, signer]: Row): string => `${algorithm} ${signer}`.replaceAll(' ', '-');

async function planOf(
  [keyAlgorithm, signer]: Row,
  given: readonly string[],
  at: Date,
): Promise<LocalHttpsPlan> {
  const names = readNames(TYPED).map((name) => {
    if (!name.ok) throw new Error(`${name.input}: ${name.problem.code}`);
    return toGeneralName(name);
  });
  const base = { names, keyAlgorithm, days: DEFAULT_LEAF_DAYS, insistsOnDays: false, subject: [] };
  if (signer === 'self-signed') return { ...base, signedBy: { kind: 'self' } };
  if (signer === 'new authority') return { ...base, signedBy: { kind: 'new-authority', commonName: '' } };
  const opened = await openAuthority(given, undefined, at);
  if (opened.kind !== 'opened') throw new Error(`the given authority: ${JSON.stringify(opened)}`);
  return { ...base, signedBy: { kind: 'given', authority: opened.authority } };
}

/** A certificate for a name outside the new authority's constraints, signed by it all the same. */
async function outside({ anchor, leaf }: LocalHttps, keys: KeyPair, at: Date): Promise<Bytes> {
  const root = parseCertificate(anchor);
  if (!root.ok) throw root.error;
  const issuer: Issuer = {
    name: root.value.subject.der,
    keyIdentifier: keyIdentifierOf(keys.publicKey),
    publicKey: keys.publicKey,
    scheme: keys.algorithm.scheme,
    privateKey: keys.privateKey,
  };
  const subject = {
    name: distinguishedName([{ type: '2.5.4.3', value: OUTSIDE }]),
    alternativeNames: [{ kind: 'dns', value: OUTSIDE }] as const,
    publicKey: leaf.keys.publicKey,
    family: leaf.keys.algorithm.scheme.family,
  };
  return (await issue(profiles.tlsServer, subject, issuer, { at })).der;
}

/** Writes cert.pem, key.pem, fullchain.pem, ca.pem and, under a new authority, outside.pem into a folder for each row. */
export async function makeMatrix(
  folder: string,
  rows: readonly Row[],
  given: readonly string[],
  at: Date,
): Promise<void> {
  for (const row of rows) {
    const plan = await planOf(row, given, at);
    const refusals = refusalsOf(plan, at);
    if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
    const made = await makeLocalHttps(plan, at);
    const { leaf, intermediates, anchor, authorityKeys } = made;
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', leaf.keys.privateKey));
    const pem = (...ders: readonly Bytes[]) => ders.map((der) => encodePem('CERTIFICATE', der)).join('');
    const files: Readonly<Record<string, string>> = {
      'cert.pem': pem(leaf.der),
      'fullchain.pem': pem(leaf.der, ...intermediates),
      'between.pem': pem(...intermediates),
      'ca.pem': pem(anchor),
      'key.pem': encodePem('PRIVATE KEY', pkcs8),
      ...(authorityKeys === undefined ? {} : { 'outside.pem': pem(await outside(made, authorityKeys, at)) }),
    };
    const place = join(folder, nameOf(row));
    await mkdir(place, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text);
  }
}
