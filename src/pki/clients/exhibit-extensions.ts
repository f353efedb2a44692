/**
 * Extensions (RFC 5280 §4.2) read as tolerantly as the most tolerant client does: the list with its oddities, and the values of
 * those that clients decide by. Where one stands twice the first is taken, and the oddity says so.
 */
import { latin1, toHex } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import {
  extensionOid,
  extensionValue,
  keyUsages,
  type Extension,
  type ExtensionName,
  type KeyUsage,
} from '../../codec/extension';
import { formatIpAddress } from '../../codec/ip-address';
import { attempt, Malformed } from '../../codec/malformed';
import { decodeOid } from '../../codec/oid';
import * as Tag from '../../codec/tag';
import { readConstraints, type ExhibitConstraints } from './exhibit-constraints';
import { exhibitName, type ExhibitName } from './exhibit-name';
import { LenientReader } from './lenient-reader';
import type { Peculiarity } from './peculiarity';

/** One name of subjectAltName. `text` has each octet as one character; an address in canonical form, or empty. */
export interface AlternativeName {
  readonly kind: 'dns' | 'email' | 'uri' | 'ip' | 'directory' | 'registered-id' | 'other';
  readonly octets: Uint8Array;
  readonly text: string;
}

export interface ExhibitExtensions {
  readonly list: readonly Extension[];
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: readonly KeyUsage[];
  /** Identifiers, dotted decimal. */
  readonly extendedKeyUsage?: readonly string[];
  readonly alternativeNames?: readonly AlternativeName[];
  /** Hex. */
  readonly subjectKeyIdentifier?: string;
  readonly authorityKeyIdentifier?: {
    readonly keyIdentifier?: string;
    /** The first directoryName in it: who issued the issuer. */
    readonly issuer?: ExhibitName;
    readonly hasIssuer: boolean;
    /** Hex of the contents octets. */
    readonly serialNumber?: string;
  };
  readonly nameConstraints?: ExhibitConstraints;
  /** TLS extensions a server must answer with (RFC 7633); 5 is a stapled OCSP response. */
  readonly tlsFeatures?: readonly number[];
  /** First octet of Netscape's certificate type, bit 0 first: client 0x80, server 0x40, authority of TLS 0x04. */
  readonly netscapeType?: number;
}

/** Older than RFC 2459; a few still write it, and OpenSSL still reads it. */
export const NETSCAPE_TYPE = '2.16.840.1.113730.1.1';

/** The `[3]` of a certificate. */
export function readExtensionList(
  reader: LenientReader,
  note: (peculiarity: Peculiarity) => void,
): readonly Extension[] {
  const list: Extension[] = [];
  for (const { tag, contents } of reader.enter(Tag.SEQUENCE).rest()) {
    if (tag !== Tag.SEQUENCE) throw new Malformed('unexpected-tag', 0);
    const one = reader.into(contents);
    const identifier = one.next(Tag.OBJECT_IDENTIFIER).contents;
    const oid = decodeOid(identifier, 0, identifier.length);
    const flag = one.optional(Tag.BOOLEAN)?.contents;
    if (flag !== undefined) noteBoolean(flag, oid, 'critical-false-explicit', note);
    const value = DerReader.own(one.next(Tag.OCTET_STRING).contents);
    if (!one.done) note({ code: 'trailing-data', extension: oid });
    if (list.some((other) => other.oid === oid)) note({ code: 'duplicate-extension', extension: oid });
    list.push({ oid, critical: (flag?.[0] ?? 0) !== 0, value });
  }
  if (list.length === 0) note({ code: 'extension-list-empty' });
  return list;
}

function noteBoolean(
  contents: Uint8Array,
  extension: string,
  falseCode: 'critical-false-explicit' | 'ca-false-explicit',
  note: (peculiarity: Peculiarity) => void,
): void {
  if (contents.length !== 1) throw new Malformed('bad-boolean', 0);
  if (contents[0] === 0) note({ code: falseCode, extension });
  else if (contents[0] !== 0xff) note({ code: 'boolean-not-ff', extension });
}

export function readExtensionValues(
  list: readonly Extension[],
  note: (peculiarity: Peculiarity) => void,
): ExhibitExtensions {
  const lenient = <T>(
    name: ExtensionName | 'netscapeType',
    read: (reader: LenientReader, oid: string) => T,
  ): T | undefined => {
    const wanted = name === 'netscapeType' ? NETSCAPE_TYPE : extensionOid[name];
    const found = list.find(({ oid }) => oid === wanted);
    if (found === undefined) return undefined;
    const value = attempt(() => {
      const reader = new LenientReader(found.value);
      const contents = read(reader, found.oid);
      if (!reader.done) note({ code: 'trailing-data', extension: found.oid });
      return contents;
    });
    if (value.ok) return value.value;
    note({ code: 'extension-unreadable', extension: found.oid, detail: value.error.code });
    return undefined;
  };
  const strict = <K extends ExtensionName>(name: K) => {
    const found = list.find(({ oid }) => oid === extensionOid[name]);
    const value = extensionValue(found === undefined ? [] : [found], name);
    if (!value.ok) note({ code: 'extension-unreadable', extension: extensionOid[name] });
    return value.ok ? value.value?.value : undefined;
  };
  const values = {
    basicConstraints: lenient('basicConstraints', (reader, oid) => {
      const sequence = reader.enter(Tag.SEQUENCE);
      const flag = sequence.optional(Tag.BOOLEAN)?.contents;
      if (flag !== undefined) noteBoolean(flag, oid, 'ca-false-explicit', note);
      const length = sequence.optional(Tag.INTEGER)?.contents;
      if (!sequence.done) throw new Malformed('trailing-data', 0);
      const ca = (flag?.[0] ?? 0) !== 0;
      return length === undefined ? { ca } : { ca, pathLength: smallNumber(length) };
    }),
    keyUsage: lenient('keyUsage', (reader, oid) =>
      readKeyUsage(reader.next(Tag.BIT_STRING).contents, oid, note),
    ),
    extendedKeyUsage: lenient('extendedKeyUsage', (reader) =>
      reader
        .enter(Tag.SEQUENCE)
        .rest()
        .map(({ contents }) => decodeOid(contents, 0, contents.length)),
    ),
    alternativeNames: lenient('subjectAltName', (reader, oid) => readAlternativeNames(reader, oid, note)),
    subjectKeyIdentifier: lenient('subjectKeyIdentifier', (reader) =>
      toHex(reader.next(Tag.OCTET_STRING).contents),
    ),
    authorityKeyIdentifier: lenient('authorityKeyIdentifier', readAuthorityKeyIdentifier),
    nameConstraints: lenient('nameConstraints', readConstraints),
    tlsFeatures: strict('tlsFeature'),
    netscapeType: lenient('netscapeType', (reader) => reader.next(Tag.BIT_STRING).contents[1] ?? 0),
  };
  return { list, ...withoutAbsent(values) };
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
const withoutAbsent = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;

/** A path length of more than 2^31 is as good as none; a negative one is below zero. */
function smallNumber(octets: Uint8Array): number {
  if ((octets[0] ?? 0) >= 0x80) return -1;
  return octets.reduce((value, octet) => Math.min(value * 256 + octet, 0x7fffffff), 0);
}

function readKeyUsage(
  bits: Uint8Array,
  extension: string,
  note: (peculiarity: Peculiarity) => void,
): readonly KeyUsage[] {
  const unused = bits[0] ?? 8;
  if (unused > 7) throw new Malformed('bad-bit-string', 0);
  const octets = bits.subarray(1);
  const set = keyUsages.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
  const last = octets.at(-1) ?? 0;
  if (octets.length > 0 && (last & (1 << unused)) === 0) note({ code: 'key-usage-not-minimal', extension });
  if (octets.every((octet) => octet === 0)) note({ code: 'key-usage-empty', extension });
  return set;
}

const KINDS: Readonly<Record<number, AlternativeName['kind']>> = {
  0xa0: 'other',
  0x81: 'email',
  0x82: 'dns',
  0xa3: 'other',
  0xa4: 'directory',
  0xa5: 'other',
  0x86: 'uri',
  0x87: 'ip',
  0x88: 'registered-id',
};

function readAlternativeNames(
  reader: LenientReader,
  extension: string,
  note: (peculiarity: Peculiarity) => void,
): readonly AlternativeName[] {
  const names = reader
    .enter(Tag.SEQUENCE)
    .rest()
    .map(({ tag, contents }): AlternativeName => {
      const kind = KINDS[tag];
      if (kind === undefined) throw new Malformed('unexpected-tag', 0);
      const text = kind === 'ip' ? (formatIpAddress(contents) ?? '') : latin1(contents);
      if (kind === 'ip' && text === '') note({ code: 'address-length', extension });
      if (kind === 'dns' || kind === 'email' || kind === 'uri') {
        if (text === '') note({ code: 'alternative-name-empty', extension, detail: kind });
        if (contents.some((octet) => octet > 0x7f)) note({ code: 'alternative-name-not-ascii', extension });
      }
      return { kind, octets: contents, text };
    });
  if (names.length === 0) note({ code: 'alternative-names-empty', extension });
  return names;
}

function readAuthorityKeyIdentifier(reader: LenientReader) {
  const sequence = reader.enter(Tag.SEQUENCE);
  const keyIdentifier = sequence.optional(Tag.implicit(0))?.contents;
  const issuer = sequence.optional(Tag.explicit(1))?.contents;
  const serialNumber = sequence.optional(Tag.implicit(2))?.contents;
  if (!sequence.done) throw new Malformed('trailing-data', 0);
  const directory =
    issuer &&
    reader
      .into(issuer)
      .rest()
      .find(({ tag }) => tag === Tag.explicit(4));
  return {
    hasIssuer: issuer !== undefined,
    ...(keyIdentifier !== undefined && { keyIdentifier: toHex(keyIdentifier) }),
    ...(directory !== undefined && { issuer: exhibitName(directory.contents) }),
    ...(serialNumber !== undefined && { serialNumber: toHex(serialNumber) }),
  };
}
