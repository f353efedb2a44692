// Certificates from drafts: a root, an intermediate under it, and under that a certificate of every profile for a key of every
// algorithm this Node has; each as a file for the programs that judge them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { keyAlgorithms, type KeyAlgorithmId } from '../../src/pki/algorithms';
import type { CertificateDraft, DraftName, ProfileId } from '../../src/pki/draft/certificate-draft';
import { makeCertificate, type KeyForDraft, type MadeCertificate } from '../../src/pki/draft/make';
import { draftFor, profileIds } from '../../src/pki/draft/profiles';
import { generateKeyPair } from '../../src/pki/keys';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { SigningKey } from '../../src/pki/signing-key';

/** What no test expects; this file also runs outside Vitest. */
const fault = (what: unknown): never => {
  throw new Error(JSON.stringify(what));
};

const subject = (commonName: string): CertificateDraft['subject'] => [
  { type: '2.5.4.10', value: 'Team' },
  { type: '2.5.4.3', value: commonName },
];

/** Changes to a draft, its extensions among them. */
export interface Changes extends Partial<Omit<CertificateDraft, 'extensions'>> {
  readonly extensions?: Partial<CertificateDraft['extensions']>;
}

export function drafted(profile: ProfileId, commonName: string, changes: Changes = {}): CertificateDraft {
  const draft = draftFor(profile, changes.keyAlgorithm);
  const extensions = { ...draft.extensions, ...changes.extensions };
  return { ...draft, subject: subject(commonName), ...changes, extensions };
}

export async function madeFrom(
  draft: CertificateDraft,
  authority: OpenedAuthority | undefined,
  at: Date,
  key: KeyForDraft = { kind: 'new' },
): Promise<MadeCertificate> {
  const made = await makeCertificate(draft, authority, key, at);
  return made.ok ? made.value : fault(made.error);
}

export async function heldKey(algorithm: KeyAlgorithmId): Promise<KeyForDraft> {
  const pair = await generateKeyPair(keyAlgorithms[algorithm], true);
  const { privateKey, publicKey } = pair;
  return { kind: 'held', key: { privateKey, publicKey, signing: await SigningKey.of(pair) } };
}

/** What was made, as an authority that signs further. */
export async function authorityOf(
  { issued, chain, key }: MadeCertificate,
  at: Date,
): Promise<OpenedAuthority> {
  const pkcs8 =
    key === undefined
      ? fault('no key')
      : new Uint8Array(await crypto.subtle.exportKey('pkcs8', key.privateKey));
  const opened = await openAuthority([issued.der, ...chain, pkcs8], undefined, at, 'any');
  return opened.kind === 'opened' ? opened.authority : fault(opened);
}

export interface Family {
  readonly root: MadeCertificate;
  readonly intermediate: MadeCertificate;
  readonly authority: OpenedAuthority;
}

export async function familyUnder(name: string, algorithm: KeyAlgorithmId, at: Date): Promise<Family> {
  const keyAlgorithm = algorithm;
  const root = await madeFrom(drafted('root', `${name} root`, { keyAlgorithm }), undefined, at);
  const below = drafted('intermediate', `${name} intermediate`, { keyAlgorithm });
  const intermediate = await madeFrom(below, await authorityOf(root, at), at);
  return { root, intermediate, authority: await authorityOf(intermediate, at) };
}

const HOSTS: readonly DraftName[] = [
  { kind: 'dns', value: 'app.test' },
  { kind: 'ip', value: '192.0.2.1' },
];
const MAILBOX: readonly DraftName[] = [{ kind: 'email', value: 'ada@example.test' }];

/** Names that such a certificate has in life. */
const namesFor: Readonly<Partial<Record<ProfileId, readonly DraftName[]>>> = {
  'tls-server': HOSTS,
  'tls-server-client': HOSTS,
  custom: HOSTS,
  'tls-client': MAILBOX,
  email: MAILBOX,
};

export const leafProfiles = profileIds.filter((id) => id !== 'root' && id !== 'intermediate');

/** One leaf of a profile for a key that is there. */
export function leafOf(
  profile: ProfileId,
  algorithm: KeyAlgorithmId,
  authority: OpenedAuthority,
  key: KeyForDraft,
  at: Date,
): Promise<MadeCertificate> {
  const changes = { keyAlgorithm: algorithm, alternativeNames: namesFor[profile] ?? [] };
  return madeFrom(drafted(profile, `${profile} ${algorithm}`, changes), authority, at, key);
}

export function writePem(folder: string, name: string, ...ders: readonly Bytes[]): string {
  const file = join(folder, name);
  writeFileSync(file, ders.map((der) => encodePem('CERTIFICATE', der)).join(''));
  return file;
}
