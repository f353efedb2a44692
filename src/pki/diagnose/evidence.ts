/** What the given files say about a message: each thing was looked at, none is guessed. Words are the page's. */
import type { ClientId } from '../clients/client';
import type { ItemId } from '../inspect/item';

export type EvidenceCode =
  | 'key-fits' // key, certificate
  | 'key-fits-nothing' // key, certificates
  | 'key-fits-later' // key, certificate: not the first in its file
  | 'certificate-without-key'
  | 'key-locked'
  | 'unreadable'
  | 'no-certificate'
  | 'is-self-signed'
  | 'issuer-absent' // name
  | 'issuer-in-another-file' // leaf, issuer
  | 'issuer-made-again' // certificate, issuer: its name, another key
  | 'order-wrong' // certificate, which should come before
  | 'chain-whole' // name of the root
  | 'identifiers-differ' // certificate, issuer
  | 'expired' // ISO date
  | 'not-yet-valid' // ISO date
  | 'all-in-time'
  | 'name-missing' // host, names
  | 'name-there' // host
  | 'no-names' // common name
  | 'host-unknown' // names
  | 'no-authority' // certificate that issued another one
  | 'may-not-sign'
  | 'authority-without-usage'
  | 'constraints-not-critical'
  | 'authority-identifier-missing'
  | 'subject-identifier-missing'
  | 'wrong-purpose' // what it is for
  | 'key-usage' // what it allows
  | 'leaf-is-authority'
  | 'empty-names'
  | 'critical-extension' // identifiers
  | 'constrained' // constraints
  | 'version' // number
  | 'serial-number' // hexadecimal
  | 'weak-key' // key
  | 'weak-signature' // algorithm
  | 'key-kind' // key
  | 'too-long' // days
  | 'field-fine' // nothing of the kind is wrong with any of them
  | 'client-refuses-alike' // its words
  | 'client-refuses-otherwise' // its words
  | 'client-accepts'
  | 'no-root';

export interface Evidence {
  readonly code: EvidenceCode;
  /** `causes`: this is it. `contradicts`: these files are not what the message speaks of. `open`: worth knowing. */
  readonly stand: 'causes' | 'contradicts' | 'open';
  readonly items: readonly ItemId[];
  readonly facts: readonly string[];
  readonly client?: ClientId;
}

export const evidence = (
  stand: Evidence['stand'],
  code: EvidenceCode,
  items: readonly { readonly file: { readonly item: ItemId } }[],
  ...facts: readonly string[]
): Evidence => ({ code, stand, items: items.map(({ file }) => file.item), facts });
