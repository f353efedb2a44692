/**
 * The second worker's desk: piles of things that were pasted or dropped, by the name the page gave them. Every verb of the
 * inspection protocol is a method here; a secret leaves by `text` and `secretOctets` alone, on the user's click.
 */
import type { Bytes } from '../codec/bytes';
import type { Result } from '../codec/malformed';
import { PkiError } from '../pki/error';
import { comparisonOf, type Comparison } from '../pki/inspect/comparison';
import { exportSelection } from '../pki/inspect/export';
import type { Field } from '../pki/inspect/field';
import { fieldsOf } from '../pki/inspect/fields';
import type { Relations } from '../pki/inspect/item';
import { listedWeaknessesOf } from '../pki/inspect/listed-weakness';
import { overviewOf, type Overview } from '../pki/inspect/overview';
import { Pile } from '../pki/inspect/pile';
import type { Reading } from '../pki/inspect/pile-errand';
import type { Weakness } from '../pki/inspect/weakness';
import { jsonText, opensslText, pemText, pythonText, type Printed } from '../pki/inspect/text-view';
import type {
  ExportReply,
  InspectionVerbs,
  PileId,
  PileNews,
  PileReply,
  TextReply,
  TextView,
} from './inspection-protocol';
import type { Errand } from './errand';
import { packed } from './item-batch';

type Request<V extends keyof InspectionVerbs> = Parameters<InspectionVerbs[V]>[0];

type Answers = {
  readonly [V in keyof InspectionVerbs]: (
    request: Request<V>,
    errand: Errand,
  ) => Promise<ReturnType<InspectionVerbs[V]>>;
};

const views: Readonly<Record<TextView, (printed: Printed) => Result<string> | undefined>> = {
  openssl: opensslText,
  python: pythonText,
  json: jsonText,
  pem: pemText,
};

export class InspectionDesk implements Answers {
  readonly #piles = new Map<PileId, Pile>();

  async addToPile({ pile: id, inputs, password }: Request<'addToPile'>, errand: Errand): Promise<PileReply> {
    const pile = this.#piles.get(id) ?? new Pile();
    this.#piles.set(id, pile);
    const changed = await pile.add(inputs, password, readingFor(errand));
    return { changed: packed(changed).items, relations: await pile.relations(errand.signal) };
  }

  async unlock({ pile: id, ...request }: Request<'unlock'>, errand: Errand): Promise<PileReply> {
    const pile = this.#pile(id);
    const changed = await pile.unlock(request, readingFor(errand));
    return { changed: packed(changed).items, relations: await pile.relations(errand.signal) };
  }

  relations({ pile }: Request<'relations'>, { signal }: Errand): Promise<Relations> {
    return this.#pile(pile).relations(signal);
  }

  overview({ pile, item, at }: Request<'overview'>): Promise<Overview> {
    const { kind, octets } = this.#pile(pile).read(item);
    const half = this.#pile(pile).item(item).privateKey?.publicKey;
    return overviewOf(kind, octets, new Date(at), half);
  }

  listedWeaknesses({ pile, item }: Request<'listedWeaknesses'>): Promise<readonly Weakness[]> {
    const { kind, octets } = this.#pile(pile).read(item);
    const half = this.#pile(pile).item(item).privateKey?.publicKey;
    return half === undefined ? listedWeaknessesOf(kind, octets) : listedWeaknessesOf('public-key', half);
  }

  fields({ pile, item }: Request<'fields'>): Promise<readonly Field[]> {
    const { kind, octets } = this.#pile(pile).written(item);
    return Promise.resolve(fieldsOf(kind, octets));
  }

  compare({ pile: id, first, second }: Request<'compare'>): Promise<Comparison> {
    const pile = this.#pile(id);
    const [one, other] = [first, second].map((item) => ({
      ...pile.read(item),
      publicKey: pile.item(item).privateKey?.publicKey,
    }));
    if (one === undefined || other === undefined) throw new PkiError('not-found', [id]);
    return Promise.resolve(comparisonOf(one, other));
  }

  text({ pile, item, view, secrets }: Request<'text'>): Promise<TextReply> {
    const printed =
      view === 'json' ? this.#pile(pile).written(item) : this.#pile(pile).printed(item, secrets);
    const text = printed && views[view](printed);
    if (text === undefined) return Promise.resolve({ kind: 'not-for-this' });
    if (text.ok) return Promise.resolve({ kind: 'text', text: text.value });
    const { code, offset, detail } = text.error;
    return Promise.resolve({ kind: 'unreadable', code, offset, detail });
  }

  secretOctets({ pile, item }: Request<'secretOctets'>): Promise<Bytes> {
    return Promise.resolve(this.#pile(pile).secret(item).slice());
  }

  async exportItems({ pile, items, format, password }: Request<'exportItems'>): Promise<ExportReply> {
    const written = await exportSelection(this.#pile(pile).selected(items), format, { password });
    return written.ok ? { kind: 'file', file: written.value } : { kind: 'cannot', problem: written.error };
  }

  forgetPile({ pile }: Request<'forgetPile'>): Promise<undefined> {
    this.#piles.delete(pile);
    return Promise.resolve(undefined);
  }

  #pile(id: PileId): Pile {
    const pile = this.#piles.get(id);
    if (pile === undefined) throw new PkiError('not-found', [id]);
    return pile;
  }
}

/** Milliseconds between two words about progress: a page that hears ten thousand draws nothing else. */
const PROGRESS_EVERY = 50;

function readingFor({ signal, tell }: Errand): Reading {
  let next = 0;
  return {
    signal,
    items: (found) => {
      const { items, buffer } = packed(found);
      tell({ kind: 'items', items } satisfies PileNews, [buffer]);
    },
    progress: (done, total) => {
      const now = performance.now();
      if (now < next) return;
      next = now + PROGRESS_EVERY;
      tell({ kind: 'progress', done, total } satisfies PileNews);
    },
  };
}
