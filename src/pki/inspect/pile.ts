/**
 * Everything that was pasted or dropped, read into items one after the other. Total: what is damaged is an item that says
 * so, and nothing beside it is lost. Secrets and passwords stay in here. Between items others have the thread, so that a
 * cancellation is heard; what was told by then stays.
 */
import { toHex, type Bytes } from '../../codec/bytes';
import { KdfBudget, type Effort } from '../../codec/kdf-budget';
import { Malformed } from '../../codec/malformed';
import { detectInSteps } from '../detect';
import type { Found } from '../detect/found';
import { PkiError } from '../error';
import type { Selected } from './export-selection';
import type { Item, ItemId, ItemSource, Relations } from './item';
import {
  digestOf,
  enterOpening,
  joined,
  leadsOn,
  openingOf,
  newEntry,
  problemOf,
  ownForm,
  shownOctets,
  wholeItem,
  type Entry,
  type Place,
  type Viewed,
} from './pile-entry';
import { Unpacking } from './pile-archive';
import type { Errand, Input, Reading, Unlocking } from './pile-errand';
import { Kinship } from './relations';
import type { Printed } from './text-view';

/** Items told at once: a page draws a few dozen of them, and takes a batch in well under a frame. */
const BATCH = 250;
/** Things in one pile. Ten times the largest list anybody has pasted. */
const MAX_ITEMS = 100_000;
/** Passwords remembered. A folder has one or two. */
const MAX_PASSWORDS = 4;
/** Containers within each other; archives have a narrower bound of their own. */
const MAX_DEPTH = 6;

export class Pile {
  readonly #entries: Entry[] = [];
  /** Kind and digest → what was found first. */
  readonly #known = new Map<string, Entry>();
  readonly #kinship = new Kinship();
  /** That opened something, so that what comes later opens too; the latest first. */
  #passwords: readonly string[] = [];
  #inputs = 0;

  /** @returns items known before that have changed */
  async add(inputs: readonly Input[], password: string, reading: Reading): Promise<readonly Item[]> {
    if (password !== '') this.#remember(password);
    const errand = this.#errand(reading, [...this.#passwords], 'bounded');
    const first = this.#inputs;
    this.#inputs += inputs.length;
    const total = inputs.reduce((sum, { content }) => sum + content.length, 0);
    let done = 0;
    for (const [at, { path, content }] of inputs.entries()) {
      const progress = (end: number): void => {
        reading.progress(done + end, total);
      };
      await this.#read(content, { input: first + at, path }, errand, 0, progress);
      done += content.length;
      await this.#rest(errand);
      progress(0);
      if (reading.signal.aborted) break;
    }
    return [...errand.changed].map(({ item }) => item);
  }

  /** Tries a password on what is still locked. @returns items known before that have changed */
  async unlock({ password, insists, items }: Unlocking, reading: Reading): Promise<readonly Item[]> {
    // What opened something before was tried when these were found.
    const errand = this.#errand(reading, [password], insists ? 'unbounded' : 'bounded');
    const wanted = items === 'all' ? undefined : new Set(items);
    const locked = this.#entries.filter(({ item }) => item.lock && wanted?.has(item.id) !== false);
    let opens = false;
    for (const [done, entry] of locked.entries()) {
      const [source] = entry.item.sources;
      if (source !== undefined) await this.#open(entry, source, errand, 0);
      errand.changed.add(entry);
      opens ||= entry.item.lock === undefined;
      await this.#rest(errand);
      reading.progress(done + 1, locked.length);
      if (reading.signal.aborted) break;
    }
    if (opens && password !== '') this.#remember(password);
    return [...errand.changed].map(({ item }) => item);
  }

  /** Aborted, it says what it knows by then. */
  relations(signal: AbortSignal): Promise<Relations> {
    return this.#kinship.relations(
      this.#entries.map(({ item }) => item),
      signal,
    );
  }

  /** @throws PkiError `not-found` */
  item(id: ItemId): Item {
    return this.#entry(id).item;
  }

  /** An opened private key is one in PKCS#8, whatever it came as. @throws PkiError `not-found` where it is locked or unreadable */
  read(id: ItemId): Viewed {
    const entry = this.#entry(id);
    if (entry.pkcs8 !== undefined)
      return { kind: entry.item.kind === 'secret-key' ? 'secret-key' : 'private-key', octets: entry.pkcs8 };
    const shown = shownOctets(wholeItem(entry)) ?? ownForm(entry);
    if (shown === undefined) throw new PkiError('not-found', [String(id)]);
    return shown;
  }

  /** What its fields are read from. @throws PkiError `not-found` */
  written(id: ItemId): Viewed {
    return ownForm(this.#entry(id)) ?? this.read(id);
  }

  /** What views print of an item; `undefined` where it is locked or unreadable. */
  printed(id: ItemId, secrets: boolean): Printed | undefined {
    const { item, pkcs8 } = this.#entry(id);
    if (pkcs8 !== undefined) return { pkcs8, publicKey: item.privateKey?.publicKey, secrets };
    const shown = shownOctets(wholeItem(this.#entry(id)));
    return shown && { ...shown, withheld: item.keyInClear === true && !secrets };
  }

  /** PKCS#8 of an opened key, or a file that holds one in clear. @throws PkiError `not-found` */
  secret(id: ItemId): Bytes {
    const entry = this.#entry(id);
    const secret = entry.pkcs8 ?? (entry.item.keyInClear && wholeItem(entry).octets);
    if (secret === undefined) throw new PkiError('not-found', [String(id)]);
    return secret;
  }

  /** With their secrets: for a file that the user asked for. @throws PkiError `not-found` */
  selected(ids: readonly ItemId[]): readonly Selected[] {
    return ids.map((id) => this.#entry(id)).map((entry) => ({ item: wholeItem(entry), pkcs8: entry.pkcs8 }));
  }

  #entry(id: ItemId): Entry {
    const entry = this.#entries[id];
    if (entry === undefined) throw new PkiError('not-found', [String(id)]);
    return entry;
  }

  /** The last few: each is tried on everything that comes, and each try costs what the file demands. */
  #remember(password: string): void {
    this.#passwords = [password, ...this.#passwords.filter((one) => one !== password)].slice(
      0,
      MAX_PASSWORDS,
    );
  }

  #errand(reading: Reading, passwords: readonly string[], effort: Effort): Errand {
    return {
      reading,
      passwords,
      budget: new KdfBudget(effort),
      unpacking: new Unpacking(),
      fresh: [],
      changed: new Set(),
      told: this.#entries.length,
    };
  }

  /** Tells what is new, and lets others have the thread. */
  async #rest(errand: Errand): Promise<void> {
    const fresh = errand.fresh.splice(0);
    errand.told = this.#entries.length;
    if (fresh.length > 0) errand.reading.items(fresh.map(({ item }) => item));
    await new Promise((resume) => setTimeout(resume));
  }

  async #read(
    content: string | Bytes,
    where: Omit<ItemSource, 'span'>,
    errand: Errand,
    depth: number,
    progress?: (end: number) => void,
  ): Promise<void> {
    let seen = 0;
    for (const found of detectInSteps(content)) {
      if (errand.reading.signal.aborted) return;
      // What is found for the second time is nothing fresh, and takes time as well.
      if (found === undefined || errand.fresh.length >= BATCH || ++seen % BATCH === 0)
        await this.#rest(errand);
      if (found === undefined) continue;
      const source = { ...where, span: found.span };
      const parent = where.container;
      const digest = digestOf(found);
      const sha256 = digest instanceof Promise ? await digest : digest;
      const entry = this.#enter(found, { source, ...(parent !== undefined && { parent }) }, sha256, errand);
      // Nearly all are certificates with nothing in them, and cost no promise.
      if (entry !== undefined && leadsOn(found)) await this.#follow(entry, source, errand, depth);
      progress?.(found.span.end);
      if (this.#entries.length < MAX_ITEMS) continue;
      const error = new Malformed('too-large', found.span.end, `more than ${MAX_ITEMS} things`);
      this.#damaged(error, source, errand);
      return;
    }
  }

  /** @returns what is new, `undefined` where it was known */
  #enter(found: Found, place: Place, sha256: Bytes | undefined, errand: Errand): Entry | undefined {
    const key = sha256 && `${found.kind} ${toHex(sha256)}`;
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known !== undefined) {
      known.item = { ...known.item, sources: [...known.item.sources, place.source] };
      if (known.item.id < errand.told) errand.changed.add(known);
      return undefined;
    }
    const entry = newEntry(this.#entries.length, found, place, sha256);
    this.#entries.push(entry);
    if (key !== undefined) this.#known.set(key, entry);
    errand.fresh.push(entry);
    return entry;
  }

  /** What is in it. @param depth how many containers are around it */
  async #follow(entry: Entry, source: ItemSource, errand: Errand, depth: number): Promise<void> {
    if (entry.found.kind === 'zip') await this.#unpack(entry, source, errand, depth);
    else if (depth < MAX_DEPTH) await this.#open(entry, source, errand, depth);
  }

  async #open(entry: Entry, source: ItemSource, errand: Errand, depth: number): Promise<void> {
    const again = entry.item.lock !== undefined;
    const opening = await openingOf(entry.found, errand.passwords, errand.budget, errand.reading.signal);
    const { members, problems } = await enterOpening(entry, opening);
    const container = entry.item.id;
    for (const { kind, octets, name } of members) {
      const path = joined(source.path, name ?? '');
      const found: Found = { kind, label: '', span: source.span, octets, notes: [] };
      const place: Place = { source: { ...source, path, container }, parent: container };
      const named = name === undefined ? place : { ...place, name };
      const entered = this.#enter(found, named, await digestOf(found), errand);
      if (entered !== undefined && leadsOn(found))
        await this.#follow(entered, place.source, errand, depth + 1);
      // What was signed or sealed may be anything, a letter with keys in it too.
      if (entered !== undefined && kind === 'content' && depth < MAX_DEPTH) {
        const where = { input: source.input, path, container: entered.item.id };
        await this.#read(octets, where, errand, depth + 1);
      }
      if (errand.fresh.length >= BATCH) await this.#rest(errand);
    }
    // What was unreadable the first time was said then.
    if (!again) for (const error of problems) this.#damaged(error, { ...source, container }, errand);
  }

  async #unpack(entry: Entry, source: ItemSource, errand: Errand, depth: number): Promise<void> {
    const { found } = entry;
    if (found.kind === 'unreadable' || found.octets === undefined) return;
    const members = errand.unpacking.members(found.octets, depth);
    if (!members.ok) {
      entry.item = { ...entry.item, problem: problemOf(members.error) };
      return;
    }
    const container = entry.item.id;
    for (const member of members.value) {
      if (errand.reading.signal.aborted) return;
      const where = { input: source.input, path: joined(source.path, member.path), container };
      const unpacked = await errand.unpacking.unpack(member);
      if (unpacked.ok) await this.#read(unpacked.value, where, errand, depth + 1);
      else this.#damaged(unpacked.error, { ...where, span: { start: 0, end: 0 } }, errand);
      await this.#rest(errand);
    }
  }

  /** An item that says what is wrong with a part of a container. */
  #damaged(error: Malformed, source: ItemSource, { fresh }: Errand): void {
    const found: Found = { kind: 'unreadable', label: '', span: source.span, error };
    const parent = source.container;
    const place = { source, ...(parent !== undefined && { parent }) };
    const entry = newEntry(this.#entries.length, found, place, undefined);
    this.#entries.push(entry);
    fresh.push(entry);
  }
}
