/** Extensions for `odd-certificate.ts`, one function each: as RFC 5280 §4.2 has them, and as odd as a test wants. */
import * as Tag from '../../src/codec/tag';
import { der, keyIdentifier, type Keys, type OddExtension } from './odd-certificate';

interface Critical {
  readonly critical?: boolean | number;
}

export const basic = (
  ca: boolean,
  pathLength?: number,
  { critical = true }: Critical = {},
): OddExtension => ({
  oid: '2.5.29.19',
  critical,
  value: der((writer) => {
    writer.sequence(() => {
      if (ca) writer.boolean(true);
      if (pathLength !== undefined) writer.integer(pathLength);
    });
  }),
});

/** Bits by number: 0 digitalSignature, 2 keyEncipherment, 4 keyAgreement, 5 keyCertSign, 6 cRLSign. */
export const usage = (bits: readonly number[], { critical = true }: Critical = {}): OddExtension => {
  const last = Math.max(-1, ...bits);
  const octets = new Uint8Array(1 + Math.ceil((last + 1) / 8));
  octets[0] = last < 0 ? 0 : 7 - (last & 7);
  for (const bit of bits) octets[1 + (bit >> 3)] = (octets[1 + (bit >> 3)] ?? 0) | (0x80 >> (bit & 7));
  return {
    oid: '2.5.29.15',
    critical,
    value: der((writer) => void writer.primitive(Tag.BIT_STRING, octets)),
  };
};

export const SERVER = '1.3.6.1.5.5.7.3.1';
export const CLIENT = '1.3.6.1.5.5.7.3.2';
export const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
export const ANY_PURPOSE = '2.5.29.37.0';

export const purposes = (oids: readonly string[], { critical = false }: Critical = {}): OddExtension => ({
  oid: '2.5.29.37',
  critical,
  value: der((writer) => void writer.sequence(() => oids.forEach((oid) => writer.oid(oid)))),
});

type Name =
  | { readonly dns: string }
  | { readonly email: string }
  | { readonly uri: string }
  | { readonly ip: readonly number[] }
  | { readonly directory: Uint8Array };

function nameParts(name: Name): readonly [tag: number, octets: Uint8Array] {
  if ('dns' in name) return [0x82, Buffer.from(name.dns, 'utf8')];
  if ('email' in name) return [0x81, Buffer.from(name.email, 'utf8')];
  if ('uri' in name) return [0x86, Buffer.from(name.uri, 'utf8')];
  if ('ip' in name) return [0x87, Uint8Array.from(name.ip)];
  return [0xa4, name.directory];
}

const primitive = (name: Name): Uint8Array => {
  const [tag, octets] = nameParts(name);
  return tag === 0xa4
    ? der((writer) => void writer.constructed(tag, () => writer.raw(octets)))
    : der((writer) => void writer.primitive(tag, new Uint8Array(octets)));
};

export const names = (list: readonly Name[], { critical = false }: Critical = {}): OddExtension => ({
  oid: '2.5.29.17',
  critical,
  value: der((writer) => void writer.sequence(() => list.forEach((name) => writer.raw(primitive(name))))),
});

export const dns = (...hosts: readonly string[]): OddExtension => names(hosts.map((host) => ({ dns: host })));

export const subjectKey = (keys: Keys | Uint8Array, { critical = false }: Critical = {}): OddExtension => ({
  oid: '2.5.29.14',
  critical,
  value: der((writer) => void writer.octetString(keys instanceof Uint8Array ? keys : keyIdentifier(keys))),
});

export const authorityKey = (keys: Keys | Uint8Array, { critical = false }: Critical = {}): OddExtension => ({
  oid: '2.5.29.35',
  critical,
  value: der((writer) => {
    const id = keys instanceof Uint8Array ? keys : keyIdentifier(keys);
    writer.sequence(() => writer.primitive(0x80, id));
  }),
});

interface Constraints {
  readonly permitted?: readonly Name[];
  readonly excluded?: readonly Name[];
}

export const constraints = (
  { permitted = [], excluded = [] }: Constraints,
  { critical = true }: Critical = {},
): OddExtension => ({
  oid: '2.5.29.30',
  critical,
  value: der((writer) => {
    writer.sequence(() => {
      for (const [number, list] of [permitted, excluded].entries()) {
        if (list.length === 0) continue;
        writer.constructed(0xa0 + number, () =>
          list.forEach((name) => writer.sequence(() => writer.raw(primitive(name)))),
        );
      }
    });
  }),
});

export const policies = (oids: readonly string[], { critical = false }: Critical = {}): OddExtension => ({
  oid: '2.5.29.32',
  critical,
  value: der(
    (writer) => void writer.sequence(() => oids.forEach((oid) => writer.sequence(() => writer.oid(oid)))),
  ),
});

/** requireExplicitPolicy [0] as given. */
export const policyConstraints = (requireExplicit: number): OddExtension => ({
  oid: '2.5.29.36',
  critical: true,
  value: der((writer) => void writer.sequence(() => writer.primitive(0x80, Uint8Array.of(requireExplicit)))),
});

export const mustStaple: OddExtension = {
  oid: '1.3.6.1.5.5.7.1.24',
  value: der((writer) => void writer.sequence(() => writer.integer(5))),
};

export const unknown = (critical: boolean): OddExtension => ({
  oid: '1.3.6.1.4.1.99999.1',
  critical,
  value: der((writer) => void writer.string(Tag.UTF8_STRING, 'x')),
});

export const informationAccess = (critical: boolean): OddExtension => ({
  oid: '1.3.6.1.5.5.7.1.1',
  critical,
  value: der((writer) => {
    writer.sequence(() =>
      writer.sequence(() =>
        writer.oid('1.3.6.1.5.5.7.48.1').primitive(0x86, Buffer.from('http://ocsp.test/')),
      ),
    );
  }),
});

/** With the value's octets as given. */
export const raw = (oid: string, octets: string, critical: boolean | number = false): OddExtension => ({
  oid,
  critical,
  value: new Uint8Array(Buffer.from(octets, 'hex')),
});
