/** New authorities from drafts: with a key of their own, or, for a root, with the key it has. */
import { failure, success, type Result } from '../../codec/malformed';
import type { CertificateDraft } from '../draft/certificate-draft';
import { certify } from '../draft/certify';
import type { DraftProblem } from '../draft/draft-problem';
import { makeCertificate } from '../draft/make';
import { prepare } from '../draft/prepare';
import { PkiError } from '../error';
import type { OpenedAuthority } from '../open-authority';
import { randomSerialNumber } from '../serial-number';
import { SigningKey } from '../signing-key';
import { heldAuthority } from './held-authority';

export interface NewAuthority {
  readonly opened: OpenedAuthority;
  /** Extractable, until it is sealed. */
  readonly exportable: CryptoKey;
}

/** @param parent who signs it; `undefined` for a root */
export async function makeAuthority(
  draft: CertificateDraft,
  parent: OpenedAuthority | undefined,
  at: Date,
): Promise<Result<NewAuthority, readonly DraftProblem[]>> {
  const made = await makeCertificate(draft, parent, { kind: 'new' }, at);
  if (!made.ok) return failure(made.error);
  const { issued, chain, key } = made.value;
  const signing = key === undefined ? undefined : await SigningKey.of(key);
  const opened = signing && heldAuthority(issued.der, chain, signing, at);
  if (opened === undefined || key === undefined) throw new PkiError('platform-refused', ['new authority']);
  return success({ opened, exportable: key.privateKey });
}

/** The same name and key for longer, or with other extensions. What it signed before stays valid under the new certificate. */
export async function reissueRoot(
  { signing, issuer }: OpenedAuthority,
  draft: CertificateDraft,
  at: Date,
): Promise<Result<OpenedAuthority, readonly DraftProblem[]>> {
  const prepared = prepare(draft, {
    publicKey: issuer.publicKey,
    signing: { kind: 'self', keyHere: true },
    at,
    serialNumber: randomSerialNumber(),
  });
  if (!prepared.ok) return prepared;
  const issued = await certify(prepared.value, signing);
  const opened = heldAuthority(issued.der, [], signing, at);
  if (opened === undefined) throw new PkiError('proof-failed', ['re-issued root']);
  return success(opened);
}
