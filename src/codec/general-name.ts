/** GeneralName (RFC 5280 §4.2.1.6): the forms a name in a certificate can take, read and written. */
import { readDistinguishedName, type DistinguishedName } from './distinguished-name';
import { DerReader } from './der-reader';
import type { DerWriter } from './der-writer';
import { formatIpAddress, parseIpAddress } from './ip-address';
import { Malformed } from './malformed';
import * as Tag from './tag';

/** `value` is ASCII for dns, email and uri; an address in canonical text for ip. */
export type GeneralName =
  | { readonly kind: 'dns' | 'email' | 'uri' | 'ip'; readonly value: string }
  | { readonly kind: 'directory'; readonly name: DistinguishedName }
  | { readonly kind: 'registered-id'; readonly oid: string }
  // Forms that are carried, not understood: otherName [0], x400Address [3], ediPartyName [5].
  | { readonly kind: 'other'; readonly der: Uint8Array };

/** A list of more entries than this is an attack on whoever shows it; real ones stop at a few thousand. */
const MAX_GENERAL_NAMES = 100_000;

const EMAIL = Tag.implicit(1);
const DNS = Tag.implicit(2);
const DIRECTORY = Tag.explicit(4);
const URI = Tag.implicit(6);
const IP = Tag.implicit(7);
const REGISTERED_ID = Tag.implicit(8);

export function writeGeneralName(writer: DerWriter, name: GeneralName): void {
  switch (name.kind) {
    case 'email':
      writer.string(EMAIL, name.value);
      break;
    case 'dns':
      writer.string(DNS, name.value);
      break;
    case 'uri':
      writer.string(URI, name.value);
      break;
    case 'ip': {
      const octets = parseIpAddress(name.value);
      if (octets === undefined) throw new Malformed('bad-ip-address', 0, name.value);
      writer.octetString(octets, IP);
      break;
    }
    case 'directory':
      // Name is a CHOICE, and a tag on a CHOICE is always explicit (X.680 §31.2.7).
      writer.constructed(DIRECTORY, () => writer.raw(name.name.der));
      break;
    case 'registered-id':
      writer.oid(name.oid, REGISTERED_ID);
      break;
    case 'other':
      writer.raw(name.der);
      break;
  }
}

export function readGeneralName(reader: DerReader): GeneralName {
  const { offset } = reader;
  switch (reader.peek()) {
    case EMAIL:
      return { kind: 'email', value: reader.ia5String(EMAIL) };
    case DNS:
      return { kind: 'dns', value: reader.ia5String(DNS) };
    case URI:
      return { kind: 'uri', value: reader.ia5String(URI) };
    case IP: {
      const value = formatIpAddress(reader.contents(IP));
      if (value === undefined) throw new Malformed('bad-ip-address', offset);
      return { kind: 'ip', value };
    }
    case DIRECTORY: {
      const wrapped = reader.enter(DIRECTORY);
      const name = readDistinguishedName(wrapped);
      wrapped.finish();
      return { kind: 'directory', name };
    }
    case REGISTERED_ID:
      return { kind: 'registered-id', oid: reader.oid(REGISTERED_ID) };
    case Tag.explicit(0):
    case Tag.explicit(3):
    case Tag.explicit(5):
      return { kind: 'other', der: DerReader.own(reader.element()) };
    default:
      throw new Malformed('unexpected-tag', offset);
  }
}

/** Everything left in `list`. */
export function readGeneralNames(list: DerReader): readonly GeneralName[] {
  const names: GeneralName[] = [];
  while (!list.done) {
    if (names.length >= MAX_GENERAL_NAMES) throw new Malformed('too-large', list.offset);
    names.push(readGeneralName(list));
  }
  return names;
}

export function writeGeneralNames(writer: DerWriter, names: readonly GeneralName[]): void {
  for (const name of names) writeGeneralName(writer, name);
}

/** `DNS:app.test`, `IP:127.0.0.1`, for messages and for holding two readers against each other. */
export function formatGeneralName(name: GeneralName): string {
  switch (name.kind) {
    case 'dns':
      return `DNS:${name.value}`;
    case 'email':
      return `email:${name.value}`;
    case 'uri':
      return `URI:${name.value}`;
    case 'ip':
      return `IP:${name.value}`;
    case 'directory':
      return `directory:${name.name.rdns
        .flat()
        .map(({ type, value }) => `${type}=${value}`)
        .join(',')}`;
    case 'registered-id':
      return `registered ID:${name.oid}`;
    case 'other':
      return 'other name';
  }
}
