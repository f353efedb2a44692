/** Where on the page "Authorities" the user is. It stands behind the `?` of the address, so that Back works; no secret does. */
import { addresses } from './location.svelte';

export const authorityTabs = [
  'overview',
  'certificates',
  'requests',
  'clients',
  'revocation',
  'export',
] as const;
export type AuthorityTab = (typeof authorityTabs)[number];

export type Place =
  | { readonly kind: 'list' | 'import' | 'storage' }
  /** `below`: the beginning of the id of who is to sign it. */
  | { readonly kind: 'new'; readonly below: string | undefined }
  /** `id`: the beginning of an authority's. */
  | { readonly kind: 'one'; readonly id: string; readonly tab: AuthorityTab };

/** Enough to tell authorities apart, and short enough to read in an address. */
const ID_LETTERS = 16;

export function addressOf(place: Place): string {
  const home = addresses.authorities;
  switch (place.kind) {
    case 'list':
      return home;
    case 'new':
      return place.below === undefined
        ? `${home}?new`
        : `${home}?new&below=${place.below.slice(0, ID_LETTERS)}`;
    case 'one': {
      const tab = place.tab === 'overview' ? '' : `&tab=${place.tab}`;
      return `${home}?of=${place.id.slice(0, ID_LETTERS)}${tab}`;
    }
    default:
      return `${home}?${place.kind}`;
  }
}

function placeAt(fragment: string): Place {
  const at = fragment.indexOf('?');
  const said = new URLSearchParams(at < 0 ? '' : fragment.slice(at + 1));
  const id = said.get('of') ?? '';
  if (id !== '') {
    const tab = authorityTabs.find((one) => one === said.get('tab')) ?? 'overview';
    return { kind: 'one', id, tab };
  }
  if (said.has('new')) return { kind: 'new', below: said.get('below') ?? undefined };
  if (said.has('import')) return { kind: 'import' };
  return said.has('storage') ? { kind: 'storage' } : { kind: 'list' };
}

export class AuthorityPlace {
  #place = $state.raw<Place>(placeAt(location.hash));
  #moves = $state.raw(0);

  get now(): Place {
    return this.#place;
  }

  /** How often it has changed: from the first change on, what is new takes the focus. A tab of one authority is no move. */
  get moves(): number {
    return this.#moves;
  }

  /** Call on `hashchange` and `popstate`. */
  follow(): void {
    const [page] = location.hash.split('?', 1);
    const next = placeAt(location.hash);
    if (page !== addresses.authorities || addressOf(next) === addressOf(this.#place)) return;
    const before = this.#place;
    const turned = before.kind === 'one' && next.kind === 'one' && before.id === next.id;
    this.#place = next;
    if (!turned) this.#moves += 1;
  }

  go(place: Place): void {
    if (addressOf(place) === addressOf(this.#place)) return;
    history.pushState(null, '', addressOf(place));
    this.follow();
  }
}
