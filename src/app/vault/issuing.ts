/**
 * Certificates by an authority of one's own. The serial number is written down before anything is signed, the certificate
 * before anybody sees it; what cannot be written down is not handed over.
 */
import type { AuthorityRecord, AuthorityRef, IssuedRecord } from '../../pki/authority/authority-record';
import { withAddresses } from '../../pki/authority/issuer-addresses';
import { freshSerial, promisedSerial } from '../../pki/authority/promised-serial';
import type { CertificateDraft } from '../../pki/draft/certificate-draft';
import type { DraftProblem } from '../../pki/draft/draft-problem';
import type { IssuerAddresses } from '../../pki/profile';
import type { HeldAuthority } from '../../worker/authority-protocol';
import type { DraftKey, DraftSigner, MadeSummary } from '../../worker/certificate-protocol';
import type { WorkerClient } from '../../worker/client';
import type { Created, CreateReply, CreateRequest } from '../../worker/protocol';
import type { Ledger } from './ledger.svelte';
import { nextValidity } from './next-validity';
import type { OpenKeys } from './open-keys.svelte';
import { done, outcomeOf, refused, type Outcome } from './outcome';
import type { Promises, Recording, SerialTaken, Signing, WantedNumber } from './recording';

/** What is wanted of an authority. */
export interface Wish {
  readonly draft: CertificateDraft;
  readonly key: DraftKey;
  readonly note?: string;
  /** The serial number it takes the place of. */
  readonly renews?: string;
}

/** The number that was taken is one the draft asks for. */
export type IssueProblem =
  { readonly code: 'draft'; readonly problems: readonly DraftProblem[] } | SerialTaken;

export type LocalProblem =
  | {
      readonly code: 'plan';
      readonly refusals: Extract<CreateReply, { readonly kind: 'refused' }>['refusals'];
    }
  | SerialTaken;

export type NotRenewable =
  | { readonly code: 'no-certificate' } // only a revocation list or a promise told of it
  | IssueProblem;

export interface Renewed {
  readonly made: MadeSummary;
  /** Extensions of the one before that cannot be carried over, by identifier. */
  readonly leftOut: readonly string[];
}

type RecordedSigner = Extract<DraftSigner, { readonly kind: 'authority' }>;
type Reply<T> =
  | { readonly kind: 'refused'; readonly problems: readonly DraftProblem[] }
  | { readonly kind?: undefined; readonly der: Uint8Array<ArrayBuffer>; readonly value: T };

export class Issuing {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;
  readonly #recording: Recording;

  constructor(client: WorkerClient, ledger: Ledger, keys: OpenKeys, recording: Recording) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
    this.#recording = recording;
  }

  /** Issues one certificate and records it. */
  issue(authority: AuthorityRef, wish: Wish): Promise<Outcome<MadeSummary, IssueProblem>> {
    return this.#recorded(authority, wish, async (signer, draft) => {
      const request = { draft, signer, key: wish.key, at: Date.now() };
      const reply = await this.#client.ask('makeCertificate', request);
      return reply.kind === 'refused' ? reply : { der: reply.made.der, value: reply.made };
    });
  }

  /** What the page Local HTTPS makes. */
  localHttps(
    authority: AuthorityRef,
    { addresses, ...request }: CreateRequest & { readonly addresses: IssuerAddresses },
    signal: AbortSignal,
  ): Promise<Outcome<Created, LocalProblem>> {
    return outcomeOf<Created, LocalProblem>(async () => {
      const held = this.#keys.use(authority);
      if (held === undefined) return { kind: 'locked' };
      const number: WantedNumber = { authority, serial: freshSerial(), profile: 'tls-server' };
      let created: Created | undefined;
      const sign = async (promises: Promises): Promise<Signing<Created, LocalProblem>> => {
        const promised = promises.get(authority);
        const signedBy = {
          kind: 'given',
          authority: held,
          addresses,
          ...(promised && { promised }),
        } as const;
        const reply = await this.#client.ask('create', { ...request, signedBy }, { signal });
        if (reply.kind === 'refused')
          return { kind: 'refused', problem: { code: 'plan', refusals: reply.refusals } };
        ({ created } = reply);
        return { kind: 'signed', certificates: [{ authority, der: created.der }], value: created };
      };
      try {
        return await this.#recording.sign([number], sign);
      } catch (error) {
        // The worker has its key, which nobody will ask for.
        if (created !== undefined) void this.#client.ask('forget', { id: created.id }).catch(() => undefined);
        throw error;
      }
    });
  }

  /** A new authority below this one: its certificate is recorded here, its key is held in the worker. */
  createBelow(
    authority: AuthorityRef,
    draft: CertificateDraft,
  ): Promise<Outcome<HeldAuthority, IssueProblem>> {
    const wish: Wish = { draft, key: { kind: 'new' } };
    return this.#recorded(authority, wish, async (signer, numbered) => {
      const request = { draft: numbered, signer, at: Date.now() };
      const reply = await this.#client.ask('createAuthority', request);
      if (reply.kind === 'refused') return reply;
      return { der: reply.authority.certificate, value: reply.authority };
    });
  }

  /** What a certificate says, as a draft for the next one: as long as before, from now on, with its issuer's addresses of today. */
  async renewal(record: IssuedRecord): Promise<
    | {
        readonly draft: CertificateDraft;
        readonly publicKey: Uint8Array<ArrayBuffer>;
        /** Extensions that cannot be carried over. */
        readonly leftOut: readonly string[];
      }
    | undefined
  > {
    if (record.der === undefined || record.facts === undefined) return undefined;
    const found = await this.#client.ask('draftFrom', { octets: record.der });
    if (found === undefined) return undefined;
    const issuer = this.#ledger.authority(record.authority);
    const draft: CertificateDraft = {
      ...found.draft,
      serialNumber: '',
      profile: record.profile,
      validity: nextValidity(record.facts, Date.now(), issuer?.facts.notAfter),
    };
    const { publicKey, leftOut } = found;
    return {
      draft: issuer === undefined ? draft : withAddresses(draft, issuer.settings),
      publicKey,
      leftOut,
    };
  }

  /** Renews with the same key (only the certificate is new) or with a new one. */
  renew(
    authority: AuthorityRef,
    serial: string,
    key: 'same-key' | 'new-key',
  ): Promise<Outcome<Renewed, NotRenewable>> {
    return outcomeOf<Renewed, NotRenewable>(async () => {
      const record = this.#ledger.certificate(authority, serial);
      const next = record === undefined ? undefined : await this.renewal(record);
      if (record === undefined || next === undefined) return refused({ code: 'no-certificate' });
      const { draft, publicKey, leftOut } = next;
      const made = await this.issue(authority, {
        draft,
        key: key === 'new-key' ? { kind: 'new' } : { kind: 'public', publicKey },
        note: record.note,
        renews: serial,
      });
      return made.kind === 'done' ? done({ made: made.value, leftOut }) : made;
    });
  }

  #recorded<T>(
    authority: AuthorityRef,
    { draft: wanted, note = '', renews }: Wish,
    sign: (signer: RecordedSigner, draft: CertificateDraft) => Promise<Reply<T>>,
  ): Promise<Outcome<T, IssueProblem>> {
    return outcomeOf<T, IssueProblem>(async () => {
      const held = this.#keys.use(authority);
      if (held === undefined) return { kind: 'locked' };
      const numbered = promisedSerial(wanted);
      if (!numbered.ok) return refused({ code: 'draft', problems: numbered.error });
      const { draft, serial } = numbered.value;
      const number = { authority, serial, profile: draft.profile, note };
      return this.#recording.sign<T, IssueProblem>(
        [number],
        async (promises) => {
          const promised = promises.get(authority);
          const reply = await sign(
            { kind: 'authority', authority: held, ...(promised && { promised }) },
            draft,
          );
          if (reply.kind === 'refused')
            return { kind: 'refused', problem: { code: 'draft', problems: reply.problems } };
          const { der, value } = reply;
          return { kind: 'signed', certificates: [{ authority, der }], value };
        },
        renews,
      );
    });
  }
}

/** An authority as it is first written down. */
export function recordOf(
  held: HeldAuthority,
  origin: AuthorityRecord['origin'],
  at: number,
): Omit<AuthorityRecord, 'settings'> {
  const { ref: id, certificate, chain, facts } = held;
  return { id, certificate, chain, facts, others: [], listNumber: 0, revision: 0, createdAt: at, origin };
}

/** The work of one that was made just now. */
export const nothingYet = {
  ...{ issued: [], lists: [], others: [], doubled: [] },
  ...{ listNumber: 0, listOutdated: false },
} as const;
