/** Where the user is. Addresses are fragments, so Back works and nothing is sent to a server; none ever holds a secret. */

export type PageId =
  | 'local-https'
  | 'ready'
  | 'certificate'
  | 'request'
  | 'bulk'
  | 'bad-certificates'
  | 'inspect'
  | 'verify'
  | 'diagnose'
  | 'authorities'
  | 'fernet'
  | 'silence';

export const addresses: Readonly<Record<PageId, string>> = {
  'local-https': '#/',
  ready: '#/ready',
  certificate: '#/certificate',
  request: '#/request',
  bulk: '#/bulk',
  'bad-certificates': '#/bad-certificates',
  inspect: '#/inspect',
  verify: '#/verify',
  diagnose: '#/diagnose',
  authorities: '#/authorities',
  fernet: '#/fernet',
  silence: '#/silence',
};

/** Pages that take what is pasted or dropped on them themselves, and `/` for a field of their own. */
export type WorkPage = Exclude<PageId, 'local-https' | 'ready' | 'silence'>;

export const isWorkPage = (page: PageId): page is WorkPage =>
  page !== 'local-https' && page !== 'ready' && page !== 'silence';

/** What stands behind a `?` is the page's own. */
function pageAt(fragment: string): PageId {
  const address = fragment.split('?', 1)[0];
  const found = (Object.keys(addresses) as PageId[]).find((page) => addresses[page] === address);
  return found ?? 'local-https';
}

export class Location {
  readonly #exists: (page: PageId) => boolean;
  #page = $state.raw<PageId>('local-https');
  #moves = $state.raw(0);

  /** @param exists whether a page has anything to show; where it has not, its address leads home */
  constructor(exists: (page: PageId) => boolean) {
    this.#exists = exists;
    this.#page = this.#here();
  }

  get page(): PageId {
    return this.#page;
  }

  /** How often the page has changed: from the first change on, a new page takes the focus. */
  get moves(): number {
    return this.#moves;
  }

  /** Call on `hashchange`. */
  follow(): void {
    const page = this.#here();
    if (page === this.#page) return;
    this.#page = page;
    this.#moves += 1;
  }

  go(page: PageId): void {
    if (page === this.#page) return;
    history.pushState(null, '', addresses[page]);
    this.follow();
  }

  #here(): PageId {
    const page = pageAt(location.hash);
    if (this.#exists(page)) return page;
    history.replaceState(null, '', addresses['local-https']);
    return 'local-https';
  }
}
