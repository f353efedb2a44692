/**
 * Certificates by an authority of one's own. The serial number is written down before anything is signed, the certificate
 * before anybody sees it; what cannot be written down is not handed over.
 */
import type { AuthorityRecord, AuthorityRef, IssuedRecord } from '../../pki/authority/authority-record';
import { promisedSerial } from '../../pki/authority/promised-serial';
import type { CertificateDraft } from '../../pki/draft/certificate-draft';
import type { DraftProblem } from '../../pki/draft/draft-problem';
import type { HeldAuthority } from '../../worker/authority-protocol';
import type { DraftKey, MadeSummary } from '../../worker/certificate-protocol';
import type { WorkerClient } from '../../worker/client';
import type { AuthorityId } from '../../worker/protocol';
import type { Ledger } from './ledger.svelte';
import type { OpenKeys } from './open-keys.svelte';
import { done, outcomeOf, refused, type Outcome } from './outcome';

/** What is wanted of an authority. */
export interface Wish {
  readonly draft: CertificateDraft;
  readonly key: DraftKey;
  readonly note?: string;
  /** The serial number it takes the place of. */
  readonly renews?: string;
}

export type IssueProblem =
  | { readonly code: 'draft'; readonly problems: readonly DraftProblem[] }
  /** The number the draft asks for was given before. */
  | { readonly code: 'serial-taken'; readonly serial: string };

export type NotRenewable =
  | { readonly code: 'no-certificate' } // only a revocation list or a promise told of it
  | IssueProblem;

const DAY = 86_400_000;

export class Issuing {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;

  constructor(client: WorkerClient, ledger: Ledger, keys: OpenKeys) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
  }

  /** Issues one certificate and records it. */
  issue(authority: AuthorityRef, wish: Wish): Promise<Outcome<MadeSummary, IssueProblem>> {
    return this.#recorded(authority, wish, async (held, draft) => {
      const signer = { kind: 'authority', authority: held } as const;
      const reply = await this.#client.ask('makeCertificate', {
        draft,
        signer,
        key: wish.key,
        at: Date.now(),
      });
      return reply.kind === 'refused' ? reply : { der: reply.made.der, value: reply.made };
    });
  }

  /** Writes down what was signed elsewhere on this page, before anybody sees it: all of it or none. */
  record(
    authority: AuthorityRef,
    certificates: readonly {
      readonly der: Uint8Array<ArrayBuffer>;
      readonly profile: IssuedRecord['profile'];
    }[],
  ): Promise<Outcome<undefined, IssueProblem>> {
    return outcomeOf<undefined, IssueProblem>(async () => {
      const described = await this.#client.ask('describeCertificates', {
        certificates: certificates.map(({ der }) => der),
      });
      const at = Date.now();
      const records = certificates.flatMap(({ der, profile }, place): readonly IssuedRecord[] => {
        const found = described[place];
        if (found === undefined) return [];
        const { serial, facts } = found;
        return [{ authority, serial, status: { kind: 'good' }, at, profile, der, facts, note: '' }];
      });
      const [taken] = await this.#ledger.vaultOf(authority).reserve(records);
      return taken === undefined ? done(undefined) : refused({ code: 'serial-taken', serial: taken });
    });
  }

  /** A new authority below this one: its certificate is recorded here, its key is held in the worker. */
  createBelow(
    authority: AuthorityRef,
    draft: CertificateDraft,
  ): Promise<Outcome<HeldAuthority, IssueProblem>> {
    const wish: Wish = { draft, key: { kind: 'new' } };
    return this.#recorded(authority, wish, async (held, numbered) => {
      const signer = { kind: 'authority', authority: held } as const;
      const request = { draft: numbered, signer, at: Date.now() };
      const reply = await this.#client.ask('createAuthority', request);
      if (reply.kind === 'refused') return reply;
      return { der: reply.authority.certificate, value: reply.authority };
    });
  }

  /** What a certificate says, as a draft for the next one: as long as before, from now on. */
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
    const { notBefore, notAfter } = record.facts;
    const days = Math.max(1, Math.round((notAfter - notBefore) / DAY));
    const draft: CertificateDraft = {
      ...found.draft,
      serialNumber: '',
      profile: record.profile,
      validity: { kind: 'days', days },
    };
    return { draft, publicKey: found.publicKey, leftOut: found.leftOut };
  }

  /** Renews with the same key (only the certificate is new) or with a new one. */
  renew(
    authority: AuthorityRef,
    serial: string,
    key: 'same-key' | 'new-key',
  ): Promise<Outcome<MadeSummary, NotRenewable>> {
    return outcomeOf<MadeSummary, NotRenewable>(async () => {
      const record = this.#ledger.certificate(authority, serial);
      const next = record === undefined ? undefined : await this.renewal(record);
      if (record === undefined || next === undefined) return refused({ code: 'no-certificate' });
      return this.issue(authority, {
        draft: next.draft,
        key: key === 'new-key' ? { kind: 'new' } : { kind: 'public', publicKey: next.publicKey },
        note: record.note,
        renews: serial,
      });
    });
  }

  /** Promise, sign, write down, and only then hand over. */
  #recorded<T>(
    authority: AuthorityRef,
    { draft: wanted, note = '', renews }: Wish,
    sign: (
      held: AuthorityId,
      draft: CertificateDraft,
    ) => Promise<
      | { readonly kind: 'refused'; readonly problems: readonly DraftProblem[] }
      | { readonly kind?: undefined; readonly der: Uint8Array<ArrayBuffer>; readonly value: T }
    >,
  ): Promise<Outcome<T, IssueProblem>> {
    return outcomeOf<T, IssueProblem>(async () => {
      const held = this.#keys.use(authority);
      if (held === undefined) return { kind: 'locked' };
      const promised = promisedSerial(wanted);
      if (promised === undefined) {
        const asked = await sign(held, wanted);
        return refused({ code: 'draft', problems: asked.kind === 'refused' ? asked.problems : [] });
      }
      const { draft, serial } = promised;
      const vault = this.#ledger.vaultOf(authority);
      const reserved: IssuedRecord = {
        authority,
        serial,
        status: { kind: 'reserved', tab: this.#ledger.tabs.id },
        at: Date.now(),
        profile: draft.profile,
        note,
      };
      if ((await vault.reserve([reserved])).length > 0) return refused({ code: 'serial-taken', serial });
      try {
        const signed = await sign(held, draft);
        if (signed.kind === 'refused') {
          await vault.takeBack([reserved]);
          return refused({ code: 'draft', problems: signed.problems });
        }
        const [described] = await this.#client.ask('describeCertificates', { certificates: [signed.der] });
        const settled: IssuedRecord = {
          ...reserved,
          status: { kind: 'good' },
          der: signed.der,
          ...(described !== undefined && { facts: described.facts }),
        };
        await vault.settle([settled], renews);
        return done(signed.value);
      } catch (error) {
        // Nobody has seen it. What stays promised after this is shown as unfinished.
        await vault.takeBack([reserved]).catch(() => undefined);
        throw error;
      }
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
