/**
 * The worker's desk for authorities that are kept: it makes and finds them, seals and opens their keys, signs their lists and
 * hands them out as files. A key that was sealed is a handle from then on that cannot be exported; handing it out opens the
 * sealed one again, by its passphrase.
 */
import { writeAuthority } from '../pki/authority/authority-file';
import type { AuthorityRef } from '../pki/authority/authority-record';
import { writeBackup } from '../pki/authority/backup';
import { carriedChains } from '../pki/authority/carried-chains';
import { describeHeld, type DescribedAuthority } from '../pki/authority/describe-held';
import { findAuthorities } from '../pki/authority/find-authorities';
import { heldAuthority, refOfOctets } from '../pki/authority/held-authority';
import { describeCertificate, type DescribedCertificate } from '../pki/authority/issued-facts';
import { makeAuthority, reissueRoot } from '../pki/authority/make-authority';
import { newerCertificates } from '../pki/authority/newer-certificates';
import { readBackup } from '../pki/authority/read-backup';
import type { SealedKey, UnsealFailure } from '../pki/authority/sealed-key';
import { signList } from '../pki/authority/sign-list';
import { exportableKey, openSealed, reseal, sealHeld } from '../pki/authority/unseal';
import type { DraftProblem } from '../pki/draft/draft-problem';
import { handOnAuthority } from '../pki/hand-on/authority-to-hand-on';
import { PkiError } from '../pki/error';
import { safeFileName } from '../pki/file-name';
import type { OpenedAuthority } from '../pki/open-authority';
import { trustDownload } from '../pki/trust-folder';
import type {
  AuthorityVerbs,
  BackupReply,
  CreateAuthorityReply,
  FileReply,
  FindReply,
  HandOnReply,
  HeldAuthority,
  KeySource,
  ReadBackupReply,
  UnsealReply,
} from './authority-protocol';
import { openOrGone } from './open-or-gone';
import type { Errand } from './errand';
import type { KeyRing } from './key-ring';

type Request<V extends keyof AuthorityVerbs> = Parameters<AuthorityVerbs[V]>[0];
type Answers = {
  readonly [V in keyof AuthorityVerbs]: (
    request: Request<V>,
    errand: Errand,
  ) => Promise<ReturnType<AuthorityVerbs[V]>>;
};

const forms = {
  pkcs12: { suffix: '.p12', type: 'application/x-pkcs12' },
  'pkcs12-compatible': { suffix: '-compatible.p12', type: 'application/x-pkcs12' },
  pem: { suffix: '.pem', type: 'application/x-pem-file' },
} as const;

const refused = (problem: UnsealFailure) => ({ kind: 'refused', problem }) as const;

export class AuthorityDesk implements Answers {
  readonly #ring: KeyRing;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  describeCertificates({
    certificates,
  }: Request<'describeCertificates'>): Promise<readonly (DescribedCertificate | undefined)[]> {
    return Promise.all(certificates.map(describeCertificate));
  }

  authorityOf({ certificate }: Request<'authorityOf'>): Promise<AuthorityRef | undefined> {
    return refOfOctets(certificate);
  }

  async createAuthority({ draft, signer, at }: Request<'createAuthority'>): Promise<CreateAuthorityReply> {
    const parent =
      signer.kind === 'self'
        ? undefined
        : openOrGone(() =>
            this.#ring.toSign(signer.authority, { asked: [draft.serialNumber], promised: signer.promised }),
          );
    if (parent === 'gone') return { kind: 'refused', problems: [gone] };
    const made = await makeAuthority(draft, parent, new Date(at));
    if (!made.ok) return { kind: 'refused', problems: made.error };
    const { opened, exportable } = made.value;
    return { kind: 'created', authority: await this.#keep(opened, exportable) };
  }

  async findAuthorities(
    { inputs, passphrase, at }: Request<'findAuthorities'>,
    { signal }: Errand,
  ): Promise<FindReply> {
    const { found, ...rest } = await findAuthorities(inputs, passphrase, new Date(at), signal);
    const kept = found.map(async ({ opened, exportable, ref: _, ...work }) => ({
      ...(await this.#keep(opened, exportable)),
      ...work,
    }));
    return { found: await Promise.all(kept), ...rest };
  }

  async sealAuthority({ held, passphrase, at }: Request<'sealAuthority'>): Promise<SealedKey> {
    const exportable = this.#ring.exportable(held);
    if (exportable === undefined) throw new PkiError('not-found', [held]);
    const { sealed, opened } = await sealHeld(this.#ring.itself(held), exportable, passphrase, new Date(at));
    this.#ring.sealAuthority(held, opened);
    return sealed;
  }

  async unsealAuthority({ passphrase, at, ...kept }: Request<'unsealAuthority'>): Promise<UnsealReply> {
    const opened = await openSealed(kept, passphrase, new Date(at));
    return opened.ok ? { kind: 'open', held: this.#ring.keepRecorded(opened.value) } : refused(opened.error);
  }

  async resealAuthority({
    certificate,
    sealed,
    passphrase,
    newPassphrase,
  }: Request<'resealAuthority'>): Promise<ReturnType<AuthorityVerbs['resealAuthority']>> {
    const resealed = await reseal(certificate, sealed, passphrase, newPassphrase);
    return resealed.ok ? { kind: 'sealed', sealed: resealed.value } : refused(resealed.error);
  }

  async reissueRoot({ held, draft, at }: Request<'reissueRoot'>): Promise<CreateAuthorityReply> {
    const authority = openOrGone(() => this.#ring.itself(held));
    if (authority === 'gone') return { kind: 'refused', problems: [gone] };
    const made = await reissueRoot(authority, draft, new Date(at));
    if (!made.ok) return { kind: 'refused', problems: made.error };
    this.#ring.replaceAuthority(held, made.value);
    return { kind: 'created', authority: { held, ...(await describeHeld(made.value)) } };
  }

  async adoptCertificate({
    held,
    certificate,
    chain,
    at,
  }: Request<'adoptCertificate'>): Promise<HeldAuthority> {
    const { signing } = this.#ring.itself(held);
    const opened = heldAuthority(certificate, chain, signing, new Date(at));
    if (opened === undefined) throw new PkiError('not-found', ['certificate']);
    this.#ring.replaceAuthority(held, opened);
    return { held, ...(await describeHeld(opened)) };
  }

  newerCertificates({
    current,
    candidates,
    at,
  }: Request<'newerCertificates'>): Promise<readonly DescribedAuthority[]> {
    return newerCertificates(current, candidates, new Date(at));
  }

  carryChains({ authorities }: Request<'carryChains'>): ReturnType<typeof carriedChains> {
    return carriedChains(authorities);
  }

  async exportAuthority({
    certificate,
    chain,
    key: source,
    form,
    password,
  }: Request<'exportAuthority'>): Promise<FileReply> {
    const key = await this.#exportable(certificate, source);
    if (typeof key === 'string') return refused(key);
    const [described] = await this.describeCertificates({ certificates: [certificate] });
    const name = described?.facts.title ?? '';
    const contents = await writeAuthority({ certificate, chain, name, key }, form, password);
    const { suffix, type } = forms[form];
    return { kind: 'file', file: { fileName: safeFileName(name, suffix), contents, type } };
  }

  signRevocationList({ held, ...list }: Request<'signRevocationList'>): ReturnType<typeof signList> {
    return signList(this.#ring.itself(held), list);
  }

  async writeBackup({ inventory, keys, passphrase, at }: Request<'writeBackup'>): Promise<BackupReply> {
    const handles = new Map<AuthorityRef, CryptoKey>();
    const wrong: AuthorityRef[] = [];
    for (const { id, certificate } of inventory.authorities) {
      const source = keys[id];
      const key = source && (await this.#exportable(certificate, source));
      if (key === undefined || typeof key === 'string') wrong.push(id);
      else handles.set(id, key);
    }
    if (wrong.length > 0) return { kind: 'refused', authorities: wrong };
    const written = await writeBackup(inventory, handles, passphrase, new Date(at));
    return { kind: 'file', file: { ...written, type: 'application/zip' } };
  }

  async readBackup({ file, passphrase }: Request<'readBackup'>): Promise<ReadBackupReply> {
    const read = await readBackup(file, passphrase);
    return read.ok ? { kind: 'read', ...read.value } : { kind: 'refused', problem: read.error };
  }

  trustFolder({ certificate, chain }: Request<'trustFolder'>): ReturnType<typeof trustDownload> {
    return trustDownload(chain.at(-1) ?? certificate);
  }

  async handOn({ key: source, to, password, at, ...kept }: Request<'handOn'>): Promise<HandOnReply> {
    const key = await this.#exportable(kept.certificate, source);
    if (typeof key === 'string') return refused(key);
    const handed = await handOnAuthority({ ...kept, key }, to, password, new Date(at));
    return handed.ok ? { kind: 'file', file: handed.value } : { kind: 'refused', problem: handed.error };
  }

  async #exportable(
    certificate: Request<'exportAuthority'>['certificate'],
    source: KeySource,
  ): Promise<CryptoKey | UnsealFailure> {
    if (source.kind === 'sealed') {
      const key = await exportableKey(certificate, source.sealed, source.passphrase);
      return key.ok ? key.value : key.error;
    }
    const key = this.#ring.exportable(source.held);
    if (key === undefined) throw new PkiError('not-found', [source.held]);
    return key;
  }

  async #keep(opened: OpenedAuthority, exportable: CryptoKey): Promise<HeldAuthority> {
    const described = await describeHeld(opened);
    return { held: this.#ring.keepRecorded(opened, exportable), ...described };
  }
}

const gone: DraftProblem = { code: 'authority-not-found', at: [], facts: [] };
