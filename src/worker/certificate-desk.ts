/**
 * The worker's desk for certificates and requests of every kind: drafts in, what was made by id, finished files out on the
 * user's click. Every verb of the protocol is a method here; none returns a key.
 */
import type { Bytes } from '../codec/bytes';
import { fingerprint } from '../pki/anchor';
import type { Commands } from '../pki/commands/commands';
import { commandsFor } from '../pki/commands/commands-for';
import { PkiError } from '../pki/error';
import { draftFrom, type CopiedDraft } from '../pki/draft/from-certificate';
import { makeCertificate, makeRequest, type KeyForDraft } from '../pki/draft/make';
import { madeFile, type Made } from '../pki/draft/made-files';
import { madeFrom, summaryOf } from '../pki/draft/made-summary';
import { openHeldKey } from '../pki/draft/open-key';
import { previewCertificate, previewRequest } from '../pki/draft/preview';
import type { Download } from '../pki/handover';
import { readConfig } from '../pki/openssl-config/read-config';
import type { ConfigReading } from '../pki/openssl-config/reading';
import { randomSerialNumber } from '../pki/serial-number';
import type {
  CertificateVerbs,
  DraftKey,
  MadeSummary,
  MakeReply,
  OpenKeyReply,
  Preview,
} from './certificate-protocol';
import type { KeyId, MadeId } from './ids';
import type { KeyRing } from './key-ring';
import { openOrGone } from './open-or-gone';

type Verb = keyof CertificateVerbs;
type Request<V extends Verb> = Parameters<CertificateVerbs[V]>[0];
type Answers = {
  readonly [V in Verb]: (request: Request<V>) => Promise<ReturnType<CertificateVerbs[V]>>;
};

export class CertificateDesk implements Answers {
  readonly #ring: KeyRing;
  readonly #made = new Map<MadeId, Made>();
  /** Shown where the number is still to be drawn. */
  readonly #serialNumber: Bytes = randomSerialNumber();

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  preview({ draft, signer, key, at }: Request<'preview'>): Promise<Preview> {
    const authority =
      signer.kind === 'self' ? undefined : openOrGone(() => this.#ring.authority(signer.authority));
    if (authority === 'gone') return Promise.resolve({ problems: [gone], remarks: [] });
    const when = { at: new Date(at), serialNumber: this.#serialNumber };
    return previewCertificate(draft, authority, this.#key(key), when);
  }

  async makeCertificate({ draft, signer, key, at }: Request<'makeCertificate'>): Promise<MakeReply> {
    const authority =
      signer.kind === 'self'
        ? undefined
        : openOrGone(() =>
            this.#ring.toSign(signer.authority, { asked: [draft.serialNumber], promised: signer.promised }),
          );
    if (authority === 'gone') return { kind: 'refused', problems: [gone] };
    const result = await makeCertificate(draft, authority, this.#key(key), new Date(at));
    if (!result.ok) return { kind: 'refused', problems: result.error };
    const { issued, chain, cutByAuthority, key: held } = result.value;
    const made = madeFrom('certificate', issued.der, chain, held?.privateKey);
    return { kind: 'made', made: await this.#keep(made, cutByAuthority) };
  }

  previewRequest({ draft, key, attributes }: Request<'previewRequest'>): Promise<Preview> {
    return previewRequest(draft, this.#key(key), attributes);
  }

  async makeRequest({ draft, key, attributes }: Request<'makeRequest'>): Promise<MakeReply> {
    const result = await makeRequest(draft, this.#key(key), attributes);
    if (!result.ok) return { kind: 'refused', problems: result.error };
    const made = madeFrom('request', result.value.der, [], result.value.key.privateKey);
    return { kind: 'made', made: await this.#keep(made, false) };
  }

  madeFile({ made, form, password }: Request<'madeFile'>): Promise<Download> {
    const found = this.#made.get(made);
    if (found === undefined) throw new PkiError('not-found', [made]);
    return madeFile(found, form, password);
  }

  forgetMade({ made }: Request<'forgetMade'>): Promise<undefined> {
    this.#made.delete(made);
    return Promise.resolve(undefined);
  }

  async openKey({ inputs, passphrase }: Request<'openKey'>): Promise<OpenKeyReply> {
    const opened = await openHeldKey(inputs, passphrase);
    if (opened.kind !== 'opened') return opened;
    const { key, label, schemes } = opened;
    const sha256 = await fingerprint(key.publicKey);
    return { kind: 'opened', key: { id: this.#ring.keepKey(key), label, sha256, schemes } };
  }

  forgetKey({ key }: Request<'forgetKey'>): Promise<undefined> {
    this.#ring.forgetKey(key);
    return Promise.resolve(undefined);
  }

  draftFrom({ octets }: Request<'draftFrom'>): Promise<CopiedDraft | undefined> {
    return Promise.resolve(draftFrom(octets));
  }

  readConfig({ text }: Request<'readConfig'>): Promise<ConfigReading> {
    return Promise.resolve(readConfig(text));
  }

  commandsFor(request: Request<'commandsFor'>): Promise<Commands> {
    return Promise.resolve(commandsFor(request));
  }

  async #keep(made: Made, cutByAuthority: boolean): Promise<MadeSummary> {
    const id = this.#ring.newId('made') as MadeId;
    this.#made.set(id, made);
    return { id, cutByAuthority, ...(await summaryOf(made)) };
  }

  #key(key: DraftKey): KeyForDraft {
    return key.kind === 'held' ? { kind: 'held', key: this.#ring.key(key.key satisfies KeyId) } : key;
  }
}

const gone = { code: 'authority-not-found', at: [], facts: [] } as const;
