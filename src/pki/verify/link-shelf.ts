/** Links of documents that several questions are about: each is read once. An argument of a question; it decides nothing. */
import type { Bytes } from '../../codec/bytes';
import type { Result } from '../../codec/malformed';
import { linkOf, type Link } from './link';

export class LinkShelf {
  readonly #links = new WeakMap<Bytes, Result<Link>>();

  of(der: Bytes): Result<Link> {
    const known = this.#links.get(der);
    if (known !== undefined) return known;
    const link = linkOf(der);
    this.#links.set(der, link);
    return link;
  }
}
