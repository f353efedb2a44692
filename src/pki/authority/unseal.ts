/** A sealed authority opened: for signing with handles that cannot be exported, or for handing its key out. */
import { parseCertificate } from '../../codec/certificate';
import type { Bytes } from '../../codec/bytes';
import { failure, success, type Result } from '../../codec/malformed';
import { PkiError } from '../error';
import type { OpenedAuthority } from '../open-authority';
import { schemeOf } from '../signature-scheme';
import { SigningKey } from '../signing-key';
import { heldAuthority } from './held-authority';
import { sealKey, unsealKey, type KeyHandles, type SealedKey, type UnsealFailure } from './sealed-key';

/** What is kept of an authority, as far as opening it goes. */
export interface SealedAuthority {
  readonly certificate: Bytes;
  /** Above it, its issuer first. */
  readonly chain: readonly Bytes[];
  readonly sealed: SealedKey;
}

export async function openSealed(
  { certificate, chain, sealed }: SealedAuthority,
  passphrase: string,
  at: Date,
): Promise<Result<OpenedAuthority, UnsealFailure>> {
  const opened = await handlesOf(certificate, sealed, passphrase);
  if (!opened.ok) return opened;
  const { publicKey, handles } = opened.value;
  const signing = await SigningKey.from(publicKey, (importing) => handles(importing, false));
  const authority = signing && heldAuthority(certificate, chain, signing, at);
  return authority === undefined ? failure('unsupported') : success(authority);
}

/** An extractable handle: for a file the user asked for, or for sealing it anew. */
export async function exportableKey(
  certificate: Bytes,
  sealed: SealedKey,
  passphrase: string,
): Promise<Result<CryptoKey, UnsealFailure>> {
  const opened = await handlesOf(certificate, sealed, passphrase);
  return opened.ok ? success(await opened.value.handles(opened.value.importing, true)) : opened;
}

export async function reseal(
  certificate: Bytes,
  sealed: SealedKey,
  passphrase: string,
  newPassphrase: string,
): Promise<Result<SealedKey, UnsealFailure>> {
  const opened = await handlesOf(certificate, sealed, passphrase);
  if (!opened.ok) return opened;
  const { handles, importing, publicKey } = opened.value;
  return success(await sealKey(await handles(importing, true), publicKey, newPassphrase));
}

/** Seals the key of an authority that is held; afterwards its own handles cannot be exported either. */
export async function sealHeld(
  { certificate, chain }: OpenedAuthority,
  exportable: CryptoKey,
  passphrase: string,
  at: Date,
): Promise<{ readonly sealed: SealedKey; readonly opened: OpenedAuthority }> {
  const sealed = await sealKey(exportable, certificate.publicKey.der, passphrase);
  const above = chain.slice(1).map(({ der }) => der);
  // Opened again at once: what cannot be opened must not be what is kept.
  const opened = await openSealed({ certificate: certificate.der, chain: above, sealed }, passphrase, at);
  if (!opened.ok) throw new PkiError('proof-failed', ['sealed key', opened.error]);
  return { sealed, opened: opened.value };
}

async function handlesOf(certificate: Bytes, sealed: SealedKey, passphrase: string) {
  const parsed = parseCertificate(certificate);
  const scheme = parsed.ok ? schemeOf(parsed.value.publicKey) : undefined;
  if (!parsed.ok || scheme === undefined) return failure<UnsealFailure>('unsupported');
  const publicKey = parsed.value.publicKey.der;
  const opened = await unsealKey(sealed, publicKey, passphrase, scheme.importing);
  if (!opened.ok) return opened;
  const handles: KeyHandles = opened.value;
  return success({ handles, publicKey, importing: scheme.importing });
}
