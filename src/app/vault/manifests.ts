/**
 * A manifest signed by authorities of the user's own, among others: how many certificates each will sign is known from the plan, so
 * that as many numbers are written down first, and what they signed before anybody sees the zip.
 */
import { addressesIn } from '../../pki/authority/issuer-addresses';
import { freshSerial } from '../../pki/authority/promised-serial';
import type { AuthorityRef } from '../../pki/authority/authority-record';
import type { Asking, WorkerClient } from '../../worker/client';
import type {
  MakeManifestReply,
  ManifestAuthorityKey,
  ManifestTexts,
  PlanReply,
} from '../../worker/manifest-protocol';
import type { AuthorityId } from '../../worker/protocol';
import type { Ledger } from './ledger.svelte';
import { manifestLists } from './manifest-lists';
import type { OpenKeys } from './open-keys.svelte';
import { outcomeOf, type Outcome } from './outcome';
import type { Recording, SerialTaken, Signing, WantedNumber } from './recording';
import type { Revoking } from './revoking';

type Plan = Extract<PlanReply, { kind: 'plan' }>['plan'];
type Unmade = Exclude<MakeManifestReply, { kind: 'made' }>;
export type MadeManifest = Extract<MakeManifestReply, { kind: 'made' }>;

export interface ManifestWish extends ManifestTexts {
  readonly passphrase: string;
  /** Opened from files, for this once. */
  readonly given: readonly AuthorityId[];
  readonly helper: MessagePort | undefined;
}

export class Manifests {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;
  readonly #revoking: Revoking;
  readonly #recording: Recording;

  constructor(
    client: WorkerClient,
    ledger: Ledger,
    keys: OpenKeys,
    revoking: Revoking,
    recording: Recording,
  ) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
    this.#revoking = revoking;
    this.#recording = recording;
  }

  /** Tells `ManifestNews` on the way. Aborting it takes the promised numbers back. */
  make(wish: ManifestWish, asking: Asking): Promise<Outcome<MadeManifest, Unmade | SerialTaken>> {
    return outcomeOf<MadeManifest, Unmade | SerialTaken>(async () => {
      const { manifest, made, passphrase, given, helper } = wish;
      // Planned and made at one moment, so that both want the same.
      const texts = { manifest, made, at: Date.now() };
      const planned = await this.#client.ask('planManifest', texts, asking);
      if (planned.kind === 'wrong') return { kind: 'refused', problem: planned };
      const signers = this.#signersOf(planned.plan);
      const here = { ledger: this.#ledger, keys: this.#keys, revoking: this.#revoking };
      const found = await manifestLists(
        signers.map(({ id }) => id),
        here,
      );
      if (found.kind !== 'done') return found;
      const { signed, lists } = found.value;
      const wanted = signers.flatMap(({ id, count }) =>
        Array.from({ length: count }, (): WantedNumber => ({
          ...{ authority: id, serial: freshSerial() },
          profile: 'tls-server',
        })),
      );
      return this.#recording.sign(wanted, async (promises): Promise<Signing<MadeManifest, Unmade>> => {
        const authorities: ManifestAuthorityKey[] = given.map((authority) => ({ authority }));
        const byHeld = new Map<AuthorityId, AuthorityRef>();
        for (const { id } of signers) {
          const authority = this.#keys.use(id);
          const promised = promises.get(id);
          // Locked in the meantime: the worker says so of a key that is not there.
          if (authority === undefined || promised === undefined) continue;
          byHeld.set(authority, id);
          authorities.push({ authority, promised, ...this.#addressesOf(id) });
        }
        const request = { ...texts, authorities, lists, passphrase, ...(helper && { helper }) };
        const transfer = helper === undefined ? [] : [helper];
        const reply = await this.#client.ask('makeManifest', request, { ...asking, transfer });
        if (reply.kind !== 'made') return { kind: 'refused', problem: reply };
        for (const list of signed) await this.#revoking.keepList(list);
        const certificates = reply.signed.flatMap(({ authority, certificates: some }) => {
          const id = byHeld.get(authority);
          return id === undefined ? [] : some.map((one) => ({ authority: id, ...one }));
        });
        return { kind: 'signed', certificates, value: reply };
      });
    });
  }

  /** As it puts them into whatever else it signs. */
  #addressesOf(id: AuthorityRef): Pick<ManifestAuthorityKey, 'addresses'> {
    const settings = this.#ledger.authority(id)?.settings;
    if (settings === undefined) return {};
    return { addresses: addressesIn(settings) };
  }

  /** Authorities of the user's own that are open and sign something of the plan: leaves, and authorities right below them. */
  #signersOf({ rows }: Plan): readonly { readonly id: AuthorityRef; readonly count: number }[] {
    const counts = new Map<string, number>();
    for (const { entry, change } of rows) {
      if (change.kind === 'keep' || !('signedBy' in entry)) continue;
      counts.set(entry.signedBy, (counts.get(entry.signedBy) ?? 0) + 1);
    }
    const own = new Map(this.#ledger.authorities.map(({ id, facts }) => [facts.sha256, id]));
    const wanted = new Map<AuthorityRef, number>();
    for (const row of rows) {
      const id = row.kind === 'authority' ? own.get(row.sha256 ?? '') : undefined;
      const count = counts.get(row.kind === 'authority' ? row.entry.id : '') ?? 0;
      // The manifest may have one under several ids.
      if (id !== undefined && count > 0 && this.#keys.held(id) !== undefined)
        wanted.set(id, (wanted.get(id) ?? 0) + count);
    }
    return [...wanted].map(([id, count]) => ({ id, count }));
  }
}
