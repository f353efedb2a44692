/**
 * Client certificates for many, with the server that asks for them, by an authority of one's own. As with a single one: the numbers
 * are written down before anything is signed, the certificates before anybody sees them.
 */
import type { AuthorityRef, IssuedRecord } from '../../pki/authority/authority-record';
import { promisedSerial } from '../../pki/authority/promised-serial';
import type { KitProblem } from '../../pki/client-kit/kit-plan';
import { draftFor } from '../../pki/draft/profiles';
import type { Download } from '../../pki/handover';
import type { Asking, WorkerClient } from '../../worker/client';
import type { RequestOf } from '../../worker/protocol';
import type { Ledger } from './ledger.svelte';
import type { OpenKeys } from './open-keys.svelte';
import { done, outcomeOf, refused, type Outcome } from './outcome';
import type { Revoking } from './revoking';

type KitRequest = RequestOf<'makeKit'>;

/** What is wanted; who signs, the numbers and the list of the revoked are the authority's. */
export interface KitWish extends Pick<
  KitRequest,
  'serverNames' | 'keyAlgorithm' | 'days' | 'styles' | 'plainKeys'
> {
  readonly people: readonly Omit<KitRequest['people'][number], 'serialNumber'>[];
}

export interface MadeKit {
  readonly file: Download;
  /** Certificates, the server's included. */
  readonly count: number;
}

/** A number nobody has, as the record writes it. */
function freshSerial(): string {
  const promised = promisedSerial(draftFor('tls-client'));
  if (promised === undefined) throw new Error('A random serial number is always one.');
  return promised.serial;
}

export class Kits {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;
  readonly #revoking: Revoking;

  constructor(client: WorkerClient, ledger: Ledger, keys: OpenKeys, revoking: Revoking) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
    this.#revoking = revoking;
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
      const plan: KitRequest = {
        ...wish,
        people,
        serverSerialNumber: wish.serverNames.length === 0 ? '' : freshSerial(),
        signedBy: { kind: 'given', authority: held },
        listAddresses: record?.settings.listAddresses ?? [],
        revocationLists: [],
        at,
      };
      const problems = await this.#client.ask('kitProblems', plan, asking);
      if (problems.length > 0) return refused(problems);
      // Servers get the list as it is now.
      const list = await this.#revoking.makeList(authority);
      if (list.kind !== 'done' && list.kind !== 'refused') return list;
      const vault = this.#ledger.vaultOf(authority);
      const promise = (serial: string, profile: IssuedRecord['profile'], note: string): IssuedRecord => ({
        authority,
        serial,
        status: { kind: 'reserved', tab: this.#ledger.tabs.id },
        at,
        profile,
        note,
      });
      const promised = [
        ...people.map(({ serialNumber, device }) => promise(serialNumber, 'tls-client', device)),
        ...(plan.serverSerialNumber === '' ? [] : [promise(plan.serverSerialNumber, 'tls-server', '')]),
      ];
      const taken = await vault.reserve(promised);
      // Of 158 random bits: something else than chance is at work.
      if (taken.length > 0) return { kind: 'failed', fault: { code: 'internal', facts: [] } };
      try {
        const revocationLists = list.kind === 'done' ? [list.value.der] : [];
        const reply = await this.#client.ask('makeKit', { ...plan, revocationLists }, asking);
        if (reply.kind === 'refused') {
          await vault.takeBack(promised);
          return refused(reply.problems);
        }
        const { file, clients, server } = reply;
        const certificates = [...clients, ...(server === undefined ? [] : [server])];
        const described = await this.#client.ask('describeCertificates', { certificates });
        await vault.settle(
          promised.map((one, place): IssuedRecord => {
            const [der, facts] = [certificates[place], described[place]?.facts];
            return {
              ...one,
              status: { kind: 'good' },
              ...(der !== undefined && { der }),
              ...(facts !== undefined && { facts }),
            };
          }),
        );
        return done({ file, count: certificates.length });
      } catch (error) {
        // Nobody has seen them. What stays promised after this is shown as unfinished.
        await vault.takeBack(promised).catch(() => undefined);
        throw error;
      }
    });
  }
}
