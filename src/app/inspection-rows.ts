/** What the list says of an item, read once from its octets when it is first shown, searched or sorted. */
import type { Item } from '../pki/inspect/item';
import { documentRow, type DocumentRow } from '../pki/inspect/row';
import { visible, visibleHost } from '../pki/inspect/shown';

export interface Row {
  readonly title: string;
  /** Absent where the item is no certificate, request or revocation list, or cannot be read as one. */
  readonly document?: DocumentRow;
}

/** The path's last part: `app.pem` of `backup.zip › certs/app.pem`. */
const fileNameOf = (path: string): string => path.split(/ › |\//).at(-1) ?? path;

const hexOf = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');

export class Rows {
  readonly #rows = new WeakMap<Item, Row>();
  readonly #texts = new WeakMap<Item, string>();

  of(item: Item): Row {
    const known = this.#rows.get(item);
    if (known !== undefined) return known;
    const row = read(item);
    this.#rows.set(item, row);
    return row;
  }

  /** All that can be searched for, in small letters. */
  textOf(item: Item, kind: string): string {
    const known = this.#texts.get(item);
    if (known !== undefined) return known;
    const { title, document } = this.of(item);
    const text = [
      ...[title, kind, item.name ?? '', item.label, item.privateKey?.algorithm ?? ''],
      ...item.sources.map(({ path }) => path),
      ...(document === undefined ? [] : [document.subject, document.issuer, document.serial]),
      ...(document?.names ?? []),
      item.sha256 === undefined ? '' : hexOf(item.sha256),
    ]
      .join('\n')
      .toLowerCase();
    this.#texts.set(item, text);
    return text;
  }
}

function read(item: Item): Row {
  const { kind, octets } = item;
  if (octets !== undefined && (kind === 'certificate' || kind === 'request' || kind === 'revocation-list')) {
    const document = documentRow(kind, octets);
    const { subject, issuer, names } = document;
    return {
      title: visibleHost(document.title),
      document: {
        ...document,
        subject: visible(subject),
        issuer: visibleHost(issuer),
        names: names.map(visibleHost),
      },
    };
  }
  return { title: visible(item.name ?? fileNameOf(item.sources[0]?.path ?? '')) };
}
