/**
 * A certificate or a request from a draft, with its key where that is made or held here, and with the chain above it. Problems come
 * before any key is made: the draft is prepared with a stand-in first.
 */
import type { Bytes } from '../../codec/bytes';
import { failure, success, type Result } from '../../codec/malformed';
import { keyAlgorithms } from '../algorithms';
import { PkiError } from '../error';
import type { Issued } from '../issue';
import { generateKeyPair } from '../keys';
import type { AuthorityWithoutKey, OpenedAuthority } from '../open-authority';
import { requestCertificate } from '../request';
import { randomSerialNumber } from '../serial-number';
import { SigningKey } from '../signing-key';
import type { CertificateDraft } from './certificate-draft';
import { certify } from './certify';
import type { DraftProblem } from './draft-problem';
import { prepare, type Signing } from './prepare';
import { prepareRequest, type RequestTexts } from './prepare-request';
import { standInKey } from './stand-in';

/** A key pair that is here. */
export interface HeldKey {
  /** Extractable: for the files it is handed out in. */
  readonly privateKey: CryptoKey;
  readonly signing: SigningKey;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
}

/** Whose key a certificate or request is for. */
export type KeyForDraft =
  | { readonly kind: 'new' }
  | { readonly kind: 'held'; readonly key: HeldKey }
  | { readonly kind: 'public'; readonly publicKey: Bytes };

export interface MadeCertificate {
  readonly issued: Issued;
  /** Above it, its issuer first; with the root where that is known. Empty for what signs itself. */
  readonly chain: readonly Bytes[];
  /** Absent where only the public key was given. */
  readonly key: HeldKey | undefined;
  readonly cutByAuthority: boolean;
}

export interface MadeRequest {
  readonly der: Bytes;
  readonly key: HeldKey;
}

export const publicKeyFor = (draft: CertificateDraft, key: KeyForDraft): Bytes => {
  if (key.kind === 'new') return standInKey(draft.keyAlgorithm);
  return key.kind === 'held' ? key.key.publicKey : key.publicKey;
};

export const signingBy = (authority: AuthorityWithoutKey | undefined, key: KeyForDraft): Signing =>
  authority === undefined
    ? { kind: 'self', keyHere: key.kind !== 'public' }
    : { kind: 'authority', authority };

/**
 * @param authority `undefined` where the certificate signs itself
 * @throws PkiError `platform-refused`, `proof-failed`
 */
export async function makeCertificate(
  draft: CertificateDraft,
  authority: OpenedAuthority | undefined,
  wanted: KeyForDraft,
  at: Date,
): Promise<Result<MadeCertificate, readonly DraftProblem[]>> {
  const situation = { signing: signingBy(authority, wanted), at, serialNumber: randomSerialNumber() };
  const first = prepare(draft, { ...situation, publicKey: publicKeyFor(draft, wanted) });
  if (!first.ok) return failure(first.error);
  const key = await keyOf(draft, wanted);
  const prepared = key === undefined ? first : prepare(draft, { ...situation, publicKey: key.publicKey });
  if (!prepared.ok) return failure(prepared.error);
  const signer = authority?.signing ?? key?.signing;
  // A public key that signs itself is a problem of the draft, told above.
  if (signer === undefined) throw new PkiError('not-found', ['signing key']);
  const issued = await certify(prepared.value, signer);
  return success({
    issued,
    chain: authority?.chain.map(({ der }) => der) ?? [],
    key,
    cutByAuthority: prepared.value.cutByAuthority,
  });
}

/** The key pair: made now, where it is wanted new. */
async function keyOf(draft: CertificateDraft, wanted: KeyForDraft): Promise<HeldKey | undefined> {
  if (wanted.kind === 'held') return wanted.key;
  if (wanted.kind === 'public') return undefined;
  const pair = await generateKeyPair(keyAlgorithms[draft.keyAlgorithm], true);
  return { privateKey: pair.privateKey, publicKey: pair.publicKey, signing: await SigningKey.of(pair) };
}

/**
 * A request for what the draft says, with its key where that is made or held here.
 * @throws PkiError `platform-refused`, `proof-failed`
 */
export async function makeRequest(
  draft: CertificateDraft,
  wanted: KeyForDraft,
  texts: RequestTexts,
): Promise<Result<MadeRequest, readonly DraftProblem[]>> {
  const first = prepareRequest(draft, texts, requestKeyFor(draft, wanted));
  if (!first.ok) return failure(first.error);
  const key = await keyOf(draft, wanted);
  // A public key that signs a request is a problem of the draft, told above.
  if (key === undefined) throw new PkiError('not-found', ['signing key']);
  const { contents, scheme } = first.value;
  return success({ der: await requestCertificate(contents, key.signing, scheme), key });
}

export const requestKeyFor = (draft: CertificateDraft, wanted: KeyForDraft) => ({
  publicKey: publicKeyFor(draft, wanted),
  keyHere: wanted.kind !== 'public',
});
