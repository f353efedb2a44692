/** Chains from a few words: a good root, intermediate or leaf, with what is to be other than good. */
import {
  commonName,
  keysOf,
  oddCertificate,
  type KeyKind,
  type Keys,
  type OddExtension,
  type OddFields,
} from './odd-certificate';
import { authorityKey, basic, dns, purposes, SERVER, subjectKey, usage } from './odd-extension';

export interface OddChain {
  readonly name: string;
  readonly host: string;
  /** As sent, leaf first. */
  readonly chain: readonly Uint8Array[];
  readonly anchors: readonly Uint8Array[];
  /** The leaf's. */
  readonly keys: Keys;
}

export interface Authority {
  readonly name: Uint8Array;
  readonly keys: Keys;
  readonly der: Uint8Array;
}

export interface Changes extends Partial<Omit<OddFields, 'extensions'>> {
  readonly kind?: KeyKind;
  readonly keyName?: string;
  /** In place of those of the same identifier, or beside the others. */
  readonly with?: readonly OddExtension[];
  readonly without?: readonly string[];
  /** All of them. */
  readonly extensions?: readonly OddExtension[];
}

const DAY = 86_400_000;

export class ChainMaker {
  readonly #at: Date;
  #count = 0;

  constructor(at: Date) {
    this.#at = at;
  }

  days(count: number): Date {
    return new Date(Math.floor((this.#at.getTime() + count * DAY) / 1000) * 1000);
  }

  root(changes: Changes = {}): Authority {
    const subject = changes.subject ?? commonName(`Odd Root ${++this.#count}`);
    const keys = keysOf(changes.kind ?? 'p256', changes.keyName ?? 'root');
    const extensions = [basic(true), usage([5, 6]), subjectKey(keys)];
    return this.#authority(changes, subject, keys, { name: subject, keys }, extensions, [-1, 3650]);
  }

  intermediate(issuer: Authority, changes: Changes = {}): Authority {
    const subject = changes.subject ?? commonName(`Odd Intermediate ${++this.#count}`);
    const keys = keysOf(changes.kind ?? 'p256', changes.keyName ?? 'intermediate');
    const extensions = [basic(true), usage([5, 6]), subjectKey(keys), authorityKey(issuer.keys)];
    return this.#authority(changes, subject, keys, issuer, extensions, [-1, 1825]);
  }

  leaf(issuer: Authority, changes: Changes = {}): Authority {
    const subject = changes.subject ?? commonName('localhost');
    const kind = changes.kind ?? 'p256';
    const keys = keysOf(kind, changes.keyName ?? 'leaf');
    const extensions = [
      basic(false),
      usage(kind.startsWith('rsa') ? [0, 2] : [0]),
      purposes([SERVER]),
      dns('localhost'),
      subjectKey(keys),
      authorityKey(issuer.keys),
    ];
    return this.#authority(changes, subject, keys, issuer, extensions, [-1, 90]);
  }

  #authority(
    changes: Changes,
    subject: Uint8Array,
    keys: Keys,
    issuer: { readonly name: Uint8Array; readonly keys: Keys },
    usual: readonly OddExtension[],
    [from, until]: readonly [number, number],
  ): Authority {
    const { with: replaced = [], without = [], extensions: all, ...fields } = changes;
    const kept = usual.filter(({ oid }) => !without.includes(oid));
    const extensions = all ?? [
      ...kept.map((one) => replaced.find(({ oid }) => oid === one.oid) ?? one),
      ...replaced.filter(
        ({ oid }, place) =>
          !kept.some((one) => one.oid === oid) || replaced.findIndex((one) => one.oid === oid) < place,
      ),
    ];
    const filled: OddFields = {
      notBefore: this.days(from),
      notAfter: this.days(until),
      ...fields,
      subject,
      extensions,
    };
    return { name: subject, keys, der: oddCertificate(filled, keys, issuer) };
  }

  /** What the server sends is the leaf and `above`; the anchor is trusted and not sent. */
  chain(
    name: string,
    leaf: Authority,
    above: readonly Authority[],
    anchors: readonly Authority[],
    host = 'localhost',
  ): OddChain {
    return {
      name,
      host,
      chain: [leaf, ...above].map((one) => one.der),
      anchors: anchors.map((one) => one.der),
      keys: leaf.keys,
    };
  }
}
