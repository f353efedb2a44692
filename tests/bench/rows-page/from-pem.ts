// From a text of PEM to rows with fingerprints: as the page does it, and as one does it with pkijs.
import { documentRow, type DocumentRow } from '../../../src/pki/inspect/row';
import { Pile } from '../../../src/pki/inspect/pile';
import { rowByPkijs } from './row-by-pkijs';

/** A row with the octets of its SHA-256. */
export interface Fingerprinted {
  readonly sha256: Uint8Array | undefined;
  readonly row: Pick<DocumentRow, 'serial' | 'names'>;
}

export async function fromPemByUs(text: string): Promise<readonly Fingerprinted[]> {
  const rows: Fingerprinted[] = [];
  await new Pile().add([{ path: '', content: text }], '', {
    signal: new AbortController().signal,
    progress: () => undefined,
    items: (items) => {
      for (const { kind, octets, sha256 } of items)
        if (kind === 'certificate' && octets !== undefined)
          rows.push({ sha256, row: documentRow(kind, octets) });
    },
  });
  return rows;
}

export async function fromPemByPkijs(text: string): Promise<readonly Fingerprinted[]> {
  const rows: Fingerprinted[] = [];
  for (const [, body = ''] of text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)) {
    const characters = atob(body.replace(/\s+/g, ''));
    const der = Uint8Array.from(characters, (character) => character.charCodeAt(0));
    const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
    rows.push({ sha256, row: rowByPkijs(der) });
  }
  return rows;
}
