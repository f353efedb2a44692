/**
 * How authorities of the user's own sign, whatever it is that they sign: the serial numbers are written down before anything is
 * signed, the certificates before anybody sees them. What cannot be written down is not handed over.
 */
import type { AuthorityRef, IssuedRecord } from '../../pki/authority/authority-record';
import type { WorkerClient } from '../../worker/client';
import type { PromisedSerials } from '../../worker/protocol';
import type { Ledger } from './ledger.svelte';
import { done, refused, type Outcome } from './outcome';
import type { Vault } from './vault';

type Profile = IssuedRecord['profile'];

/** A number wanted of an authority, and what the record says of it. */
export interface WantedNumber {
  readonly authority: AuthorityRef;
  /** As the record writes it. */
  readonly serial: string;
  readonly profile: Profile;
  readonly note?: string;
}

interface SignedCertificate {
  readonly authority: AuthorityRef;
  readonly der: Uint8Array<ArrayBuffer>;
  /** Where it came out otherwise than wanted. */
  readonly profile?: Profile;
}

/** What came of signing; nobody has seen it yet. */
export type Signing<T, P> =
  | { readonly kind: 'signed'; readonly certificates: readonly SignedCertificate[]; readonly value: T }
  | { readonly kind: 'refused'; readonly problem: P };

/** A number that was given before. */
export interface SerialTaken {
  readonly code: 'serial-taken';
  readonly serial: string;
}

/** The promises of each authority that is to sign. */
export type Promises = ReadonlyMap<AuthorityRef, PromisedSerials>;

export class Recording {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;

  constructor(client: WorkerClient, ledger: Ledger) {
    this.#client = client;
    this.#ledger = ledger;
  }

  /**
   * Promise, sign, write down, and only then hand over. Numbers that nothing came of are taken back.
   * @param renews serial number that the first one takes the place of
   * @throws what `sign` throws, and VaultFault; nobody has seen anything then
   */
  async sign<T, P>(
    wanted: readonly WantedNumber[],
    sign: (promises: Promises) => Promise<Signing<T, P>>,
    renews?: string,
  ): Promise<Outcome<T, P | SerialTaken>> {
    const at = Date.now();
    const tab = this.#ledger.tabs.id;
    const records = wanted.map(({ note = '', ...number }): IssuedRecord => ({
      ...number,
      ...{ note, at, status: { kind: 'reserved', tab } },
    }));
    const reserved = new Map<AuthorityRef, readonly IssuedRecord[]>();
    try {
      const promises = new Map<AuthorityRef, PromisedSerials>();
      for (const [authority, some] of grouped(records)) {
        const reservation = await this.#ledger.vaultOf(authority).reserve(some);
        if (reservation.kind === 'taken') {
          await this.#takeBack(reserved);
          return refused({ code: 'serial-taken', serial: reservation.serials[0] ?? '' });
        }
        reserved.set(authority, some);
        promises.set(authority, reservation.promised);
      }
      const signed = await sign(promises);
      const settled = signed.kind === 'signed' ? await this.#described(records, signed.certificates) : [];
      for (const [vault, some] of this.#byVault(settled)) await vault.settle(some, renews);
      await this.#takeBack(reserved, new Set(settled.map(keyOf)));
      return signed.kind === 'signed' ? done(signed.value) : signed;
    } catch (error) {
      // Nobody has seen it. What stays promised after this is shown as unfinished.
      await this.#takeBack(reserved).catch(() => undefined);
      throw error;
    }
  }

  /** Of whatever authorities, so that all that lie in the browser are written at once or not at all; what memory holds comes last. */
  #byVault(records: readonly IssuedRecord[]): readonly (readonly [Vault, readonly IssuedRecord[]])[] {
    const { memory } = this.#ledger;
    const inMemory = ({ authority }: IssuedRecord) => this.#ledger.vaultOf(authority) === memory;
    const kept = records.filter((one) => !inMemory(one));
    const [first] = kept;
    const others = records.filter(inMemory);
    return [
      ...(first === undefined ? [] : [[this.#ledger.vaultOf(first.authority), kept] as const]),
      ...(others.length === 0 ? [] : [[memory, others] as const]),
    ];
  }

  async #takeBack(
    records: ReadonlyMap<AuthorityRef, readonly IssuedRecord[]>,
    used: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    for (const [authority, some] of records) {
      const unused = some.filter((one) => !used.has(keyOf(one)));
      await this.#ledger.vaultOf(authority).takeBack(unused);
    }
  }

  async #described(
    promised: readonly IssuedRecord[],
    certificates: readonly SignedCertificate[],
  ): Promise<readonly IssuedRecord[]> {
    const known = new Map(promised.map((record) => [keyOf(record), record]));
    const described = await this.#client.ask('describeCertificates', {
      certificates: certificates.map(({ der }) => der),
    });
    return certificates.map(({ authority, der, profile }, place): IssuedRecord => {
      const found = described[place];
      const record = found && known.get(keyOf({ authority, serial: found.serial }));
      if (found === undefined || record === undefined) throw new Error('Signed, and not as it was promised.');
      const { facts } = found;
      return { ...record, status: { kind: 'good' }, der, facts, ...(profile && { profile }) };
    });
  }
}

const keyOf = ({ authority, serial }: Pick<IssuedRecord, 'authority' | 'serial'>): string =>
  `${authority} ${serial}`;

function grouped(records: readonly IssuedRecord[]): Map<AuthorityRef, readonly IssuedRecord[]> {
  const groups = new Map<AuthorityRef, IssuedRecord[]>();
  for (const record of records) {
    const group = groups.get(record.authority);
    if (group === undefined) groups.set(record.authority, [record]);
    else group.push(record);
  }
  return groups;
}
