/**
 * Client certificates for many, with the server that asks for them, by an authority of one's own. As with a single one: the numbers
 * are written down before anything is signed, the certificates before anybody sees them.
 */
import {
  firstSettings,
  type AuthorityRef,
  type RevocationListRecord,
} from '../../pki/authority/authority-record';
import { freshSerial } from '../../pki/authority/promised-serial';
import type { GivenList, GivenLists } from '../../pki/client-kit/given-lists';
import type { KitProblem } from '../../pki/client-kit/kit-plan';
import type { Download } from '../../pki/handover';
import type { Asking, WorkerClient } from '../../worker/client';
import type { RequestOf } from '../../worker/protocol';
import type { Ledger } from './ledger.svelte';
import { listsAbove, type ListAbove } from './lists-above';
import type { OpenKeys } from './open-keys.svelte';
import { done, outcomeOf, refused, type Outcome } from './outcome';
import type { Promises, Recording, Signing, WantedNumber } from './recording';
import type { Revoking } from './revoking';

type KitRequest = RequestOf<'makeKit'>;

/** What is wanted; who signs, the numbers and the list of the revoked are the authority's. */
export interface KitWish extends Pick<
  KitRequest,
  'serverNames' | 'keyAlgorithm' | 'days' | 'styles' | 'plainKeys'
> {
  /** Lists of authorities above the one that signs, of the person's own. */
  readonly givenLists: readonly GivenList[];
  readonly people: readonly Omit<KitRequest['people'][number], 'serialNumber'>[];
}

export interface MadeKit {
  readonly file: Download;
  /** Certificates, the server's included. */
  readonly count: number;
  /** With a list of the revoked ones: not every authority may sign one. */
  readonly withList: boolean;
  /** Authorities above whose list is not in it, by name: so some servers are not in it either. */
  readonly listsMissing: readonly string[];
}

export class Kits {
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

  /** Where the lists of the authorities above would come from now. */
  above(authority: AuthorityRef, given: readonly GivenList[]): readonly ListAbove[] {
    const record = this.#ledger.authority(authority);
    if (record?.facts.signsLists !== true) return [];
    return listsAbove(record, given, { ledger: this.#ledger, keys: this.#keys, now: Date.now() });
  }

  /** Whose the lists in a file are. */
  readLists(authority: AuthorityRef, content: Uint8Array<ArrayBuffer>): Promise<Outcome<GivenLists>> {
    return outcomeOf(async () => {
      const above = this.#ledger.authority(authority)?.chain ?? [];
      return done(await this.#client.ask('readKitLists', { content, above, at: Date.now() }));
    });
  }

  /** Tells `KitNews` on the way. Aborting it takes the promised numbers back. */
  make(
    authority: AuthorityRef,
    wish: KitWish,
    asking: Asking,
  ): Promise<Outcome<MadeKit, readonly KitProblem[]>> {
    return outcomeOf<MadeKit, readonly KitProblem[]>(async () => {
      const held = this.#keys.use(authority);
      if (held === undefined) return { kind: 'locked' };
      const record = this.#ledger.authority(authority);
      const at = Date.now();
      const people = wish.people.map((person) => ({ ...person, serialNumber: freshSerial() }));
      const { givenLists, ...wanted } = wish;
      const plan: KitRequest = {
        ...wanted,
        people,
        serverSerialNumber: wish.serverNames.length === 0 ? '' : freshSerial(),
        signedBy: { kind: 'given', authority: held },
        addresses: record?.settings ?? firstSettings,
        revocationLists: [],
        at,
      };
      const problems = await this.#client.ask('kitProblems', plan, asking);
      if (problems.length > 0) return refused(problems);
      // Servers get the list as it is now.
      const signed: RevocationListRecord[] = [];
      const list = await this.#list(authority, signed, asking);
      if (list.kind !== 'done' && list.kind !== 'refused') return list;
      const numbers: WantedNumber[] = people.map(({ serialNumber: serial, device: note }) => ({
        ...{ authority, serial, note },
        profile: 'tls-client',
      }));
      if (plan.serverSerialNumber !== '')
        numbers.push({ authority, serial: plan.serverSerialNumber, profile: 'tls-server' });
      const above = list.kind === 'done' ? await this.#listsAbove(authority, givenLists, signed, asking) : [];
      const found = above.flatMap(({ der }) => (der === undefined ? [] : [der]));
      const revocationLists = list.kind === 'done' ? [list.value.der, ...found] : [];
      const listsMissing = above.filter(({ der }) => der === undefined).map(({ name }) => name);
      asking.signal?.throwIfAborted();
      const sign = async (promises: Promises): Promise<Signing<MadeKit, readonly KitProblem[]>> => {
        const promised = promises.get(authority);
        const signedBy = { kind: 'given', authority: held, ...(promised && { promised }) } as const;
        const reply = await this.#client.ask('makeKit', { ...plan, signedBy, revocationLists }, asking);
        if (reply.kind === 'refused') return { kind: 'refused', problem: reply.problems };
        for (const one of signed) await this.#revoking.keepList(one);
        const { file, clients, server } = reply;
        const all = [...clients, ...(server === undefined ? [] : [server])];
        const certificates = all.map((der) => ({ authority, der }));
        return {
          kind: 'signed',
          certificates,
          value: { file, count: all.length, withList: revocationLists.length > 0, listsMissing },
        };
      };
      const made = await this.#recording.sign(numbers, sign);
      if (made.kind !== 'refused') return made;
      // Of 158 random bits: where one is taken, something else than chance is at work.
      return 'code' in made.problem
        ? { kind: 'failed', fault: { code: 'internal', facts: [] } }
        : refused(made.problem);
    });
  }

  /** Signed now, and written down with the certificates: a kit that is given up leaves none. */
  async #list(authority: AuthorityRef, signed: RevocationListRecord[], { signal }: Asking) {
    signal?.throwIfAborted();
    const list = await this.#revoking.signList(authority);
    if (list.kind === 'done') signed.push(list.value);
    return list;
  }

  async #listsAbove(
    authority: AuthorityRef,
    given: readonly GivenList[],
    signed: RevocationListRecord[],
    asking: Asking,
  ): Promise<readonly { readonly name: string; readonly der: Uint8Array<ArrayBuffer> | undefined }[]> {
    const lists = [];
    for (const { name, source } of this.above(authority, given)) {
      if (source.kind === 'open') {
        const list = await this.#list(source.authority, signed, asking);
        lists.push({ name, der: list.kind === 'done' ? list.value.der : undefined });
      } else lists.push({ name, der: 'der' in source ? source.der : undefined });
    }
    return lists;
  }
}
