/** Client certificates for a list of people and devices: what was typed, what of it can be read, and how far the making is. */
import type { AuthorityRef } from '../pki/authority/authority-record';
import { keyAlgorithms, type KeyAlgorithmId } from '../pki/algorithms';
import type { GivenList, GivenListProblem } from '../pki/client-kit/given-lists';
import { MOST_PEOPLE, type KitProblem } from '../pki/client-kit/kit-plan';
import { readNames, toGeneralName } from '../pki/names';
import { readPeople, type PeopleReading } from '../pki/record/people';
import type { Authorities } from './authorities.svelte';
import { sameOctets } from './same-octets';
import { MadeZip } from './made-zip.svelte';
import type { ListAbove } from './vault/lists-above';
import type { KitWish, MadeKit } from './vault/kits';
import type { Outcome } from './vault/outcome';
import { isDays } from './whole-days';

export type KitStage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'making'; readonly done: number; readonly total: number }
  /** Late: Cancel came when all of it was on record. */
  | { readonly kind: 'made'; readonly late: boolean }
  /** Making others would lose the keys of the last ones, which nobody has yet. */
  | { readonly kind: 'unsaved-keys' }
  | { readonly kind: 'cancelled' }
  | Exclude<Outcome<never, readonly KitProblem[]>, { readonly kind: 'done' }>;

interface KitFacts extends Omit<MadeKit, 'file'> {
  /** The authority may be gone by the time somebody asks. */
  readonly authorityName: string;
  readonly people: number;
}

/** Keys that every system takes from a PKCS#12. */
export const clientKeys = (['ec-p256', 'ec-p384', 'rsa-2048', 'rsa-3072', 'rsa-4096'] as const).map(
  (id) => keyAlgorithms[id],
);

/** As much as is read of an authority's files: a list of a million entries has half of it. */
const MOST_OCTETS = 64_000_000;

/** As a year and a month: what a person is asked to renew without noticing too often. */
const DAYS = 397;

const nobody: PeopleReading = { people: [], problems: [] };

export class ClientKitForm {
  readonly #authorities: Authorities;
  readonly #authority: AuthorityRef;
  /** A row each: name, e-mail address, device, password. */
  people = $state('');
  /** Of the server that asks for the certificates; empty for none. */
  server = $state('');
  days = $state<number | null | undefined>(DAYS);
  keyAlgorithm = $state<KeyAlgorithmId>('ec-p256');
  /** For Windows Server 2016 and older macOS as well. */
  compatible = $state(false);
  /** key.pem in clear: for devices that start alone. */
  plainKeys = $state(false);
  /** Asked for several times a keystroke, and a table may have thousands of rows. */
  #read = { text: '', reading: nobody };
  #given = $state.raw<readonly GivenList[]>([]);
  #givenProblem = $state.raw<GivenListProblem>();
  #stage = $state.raw<KitStage>({ kind: 'idle' });
  #last = $state.raw<MadeZip<KitFacts>>();
  #work: AbortController | undefined;

  constructor(authorities: Authorities, authority: AuthorityRef) {
    this.#authorities = authorities;
    this.#authority = authority;
  }

  get stage(): KitStage {
    return this.#stage;
  }

  /** What was made last, until something else takes its place. */
  get last(): MadeZip<KitFacts> | undefined {
    return this.#last;
  }

  get reading(): PeopleReading {
    const text = this.people;
    if (text !== this.#read.text)
      this.#read = { text, reading: text.trim() === '' ? nobody : readPeople(text) };
    return this.#read.reading;
  }

  /** What stands in the field for the server and is neither a host nor an address. */
  get notHosts(): readonly string[] {
    return readNames(this.server).flatMap((name) =>
      name.ok && name.kind !== 'email' && name.kind !== 'uri' ? [] : [name.input],
    );
  }

  get isDays(): boolean {
    return isDays(this.days);
  }

  /** Where the lists of the authorities above come from: servers may want one of each. */
  get above(): readonly ListAbove[] {
    return this.#authorities.kits.above(this.#authority, this.#given);
  }

  /** Why the file that was brought is of no use. */
  get givenProblem(): GivenListProblem | undefined {
    return this.#givenProblem;
  }

  /** A file with lists of revoked certificates. */
  async takeLists(file: File): Promise<void> {
    this.#givenProblem = file.size > MOST_OCTETS ? 'no-list' : undefined;
    if (file.size > MOST_OCTETS) return;
    const content = new Uint8Array(await file.arrayBuffer());
    const outcome = await this.#authorities.kits.readLists(this.#authority, content);
    if (outcome.kind !== 'done') {
      this.#givenProblem = 'no-list';
      return;
    }
    const { lists, problems } = outcome.value;
    const same = (one: GivenList) => lists.some(({ of }) => sameOctets(of, one.of));
    this.#given = [...this.#given.filter((one) => !same(one)), ...lists];
    if (lists.length === 0) this.#givenProblem = problems[0];
  }

  /** What is wrong with as many; the rest is found out when it is made. */
  get tooMany(): KitProblem | undefined {
    return this.reading.people.length > MOST_PEOPLE
      ? { code: 'too-many-people', limit: MOST_PEOPLE }
      : undefined;
  }

  get ready(): boolean {
    const { length } = this.reading.people;
    return length > 0 && length <= MOST_PEOPLE && this.notHosts.length === 0 && this.isDays;
  }

  /** Keys that exist nowhere but in this tab. */
  get waits(): boolean {
    return this.#last?.taken === false;
  }

  /** @param losingTheLast the keys that were made before may go */
  async make(losingTheLast = false): Promise<void> {
    if (this.#work !== undefined || !this.ready) return;
    if (this.waits && !losingTheLast) {
      this.#stage = { kind: 'unsaved-keys' };
      return;
    }
    const work = new AbortController();
    this.#work = work;
    const wish = this.#wish();
    const people = wish.people.length;
    this.#stage = { kind: 'making', done: 0, total: people };
    const hear = ({ done, of }: { readonly done: number; readonly of: number }) => {
      // What was on its way when it was cancelled comes after that.
      if (!work.signal.aborted) this.#stage = { kind: 'making', done, total: of };
    };
    const authorityName = this.#authorities.entry(this.#authority)?.facts.name ?? '';
    const outcome = await this.#authorities.kits.make(this.#authority, wish, { signal: work.signal, hear });
    this.#work = undefined;
    const { aborted } = work.signal;
    if (outcome.kind === 'done') {
      // The last ones stay until there are others: these may be refused, or cancelled.
      this.#last?.dispose();
      const { file, ...made } = outcome.value;
      this.#last = new MadeZip(file, { ...made, authorityName, people });
      this.#stage = { kind: 'made', late: aborted };
      // Where storage would not, taking the numbers back may have failed with it.
    } else this.#stage = aborted && outcome.kind !== 'storage' ? { kind: 'cancelled' } : outcome;
  }

  #wish(): KitWish {
    const people = this.reading.people.map(({ name, device, line: _, ...person }) => ({
      ...person,
      // Who has no name is called by the machine or the mailbox.
      name: name === '' ? (device === '' ? person.email : device) : name,
      device: name === '' ? '' : device,
    }));
    return {
      people,
      serverNames: readNames(this.server).flatMap((name) => {
        const general = name.ok ? toGeneralName(name) : undefined;
        return general?.kind === 'dns' || general?.kind === 'ip'
          ? [{ kind: general.kind, value: general.value }]
          : [];
      }),
      keyAlgorithm: this.keyAlgorithm,
      days: this.days ?? DAYS,
      styles: this.compatible ? ['modern', 'compatible'] : ['modern'],
      plainKeys: this.plainKeys,
      givenLists: this.#given,
    };
  }

  cancel(): void {
    this.#work?.abort();
  }

  /** What was said of the last try does not hold any more. */
  settle(): void {
    if (this.#work === undefined) this.#stage = { kind: 'idle' };
  }

  /** The link to the zip was followed. */
  zipTaken(): void {
    this.#last?.take();
    if (this.#stage.kind === 'unsaved-keys') this.settle();
  }
}
