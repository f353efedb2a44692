/**
 * Extensions of certificates, lists and entries of lists (RFC 5280 §4.2, §5.2, §5.3): one row per extension this project
 * understands, with its identifier, its writer and its reader. An extension without a row is carried as octets.
 */
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { crlDistributionPoints, issuingDistributionPoint } from './distribution-point';
import { row, type ExtensionRow } from './extension-row';
import { readGeneralNames, writeGeneralNames, type GeneralName } from './general-name';
import { authorityInfoAccess } from './information-access';
import { attempt, Malformed, success, type Result } from './malformed';
import { readNameConstraints, writeNameConstraints, type NameConstraints } from './name-constraint';
import {
  certificatePolicies,
  inhibitAnyPolicy,
  policyConstraints,
  policyMappings,
} from './policy-information';
import { cRLNumber, deltaCRLIndicator, invalidityDate, reasonCode } from './revocation-extension';
import * as Tag from './tag';
import { ocspNoCheck, tlsFeature } from './tls-feature';

/** An extension as it stands in a certificate. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Contents of extnValue: the DER of the extension's own type. */
  readonly value: Bytes;
}

export interface BasicConstraints {
  readonly ca: boolean;
  readonly pathLength?: number;
}

/** Named bits of KeyUsage, in bit order (RFC 5280 §4.2.1.3). */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof keyUsages)[number];

interface AuthorityKeyIdentifier {
  readonly keyIdentifier?: Bytes;
  readonly issuer?: readonly GeneralName[];
  /** Two's-complement contents octets. */
  readonly serialNumber?: Bytes;
}

const rows = {
  basicConstraints: row<BasicConstraints>({
    oid: '2.5.29.19',
    write(writer, { ca, pathLength, ...rest }) {
      rest satisfies Record<string, never>;
      writer.sequence(() => {
        // cA is DEFAULT FALSE, and DER leaves out a default.
        if (ca) writer.boolean(true);
        if (pathLength !== undefined) writer.integer(pathLength);
      });
    },
    read(reader) {
      const sequence = reader.sequence();
      const ca = sequence.peek() === Tag.BOOLEAN ? sequence.boolean() : false;
      const pathLength = sequence.peek() === Tag.INTEGER ? sequence.smallInteger() : undefined;
      sequence.finish();
      return pathLength === undefined ? { ca } : { ca, pathLength };
    },
  }),
  keyUsage: row<readonly KeyUsage[]>({
    oid: '2.5.29.15',
    write: (writer, usages) => writer.namedBits(usages.map((usage) => keyUsages.indexOf(usage))),
    read: (reader) => reader.namedBits().flatMap((bit) => keyUsages[bit] ?? []),
  }),
  extendedKeyUsage: row<readonly string[]>({
    oid: '2.5.29.37',
    write(writer, purposes) {
      writer.sequence(() => {
        for (const purpose of purposes) writer.oid(purpose);
      });
    },
    read(reader) {
      const sequence = reader.sequence();
      const purposes: string[] = [];
      while (!sequence.done) purposes.push(sequence.oid());
      return purposes;
    },
  }),
  subjectAltName: row<readonly GeneralName[]>({
    oid: '2.5.29.17',
    write(writer, names) {
      writer.sequence(() => {
        writeGeneralNames(writer, names);
      });
    },
    read: (reader) => readGeneralNames(reader.sequence()),
  }),
  subjectKeyIdentifier: row<Bytes>({
    oid: '2.5.29.14',
    write: (writer, identifier) => writer.octetString(identifier),
    read: (reader) => DerReader.own(reader.octetString()),
  }),
  authorityKeyIdentifier: row<AuthorityKeyIdentifier>({
    oid: '2.5.29.35',
    write(writer, { keyIdentifier, issuer, serialNumber, ...rest }) {
      rest satisfies Record<string, never>;
      writer.sequence(() => {
        if (keyIdentifier !== undefined) writer.octetString(keyIdentifier, Tag.implicit(0));
        if (issuer !== undefined) {
          writer.constructed(Tag.explicit(1), () => {
            writeGeneralNames(writer, issuer);
          });
        }
        if (serialNumber !== undefined) writer.primitive(Tag.implicit(2), serialNumber);
      });
    },
    read(reader) {
      const sequence = reader.sequence();
      const value: { keyIdentifier?: Bytes; issuer?: readonly GeneralName[]; serialNumber?: Bytes } = {};
      if (sequence.peek() === Tag.implicit(0)) {
        value.keyIdentifier = DerReader.own(sequence.octetString(Tag.implicit(0)));
      }
      const issuer = sequence.optionalExplicit(1);
      if (issuer !== undefined) value.issuer = readGeneralNames(issuer);
      if (sequence.peek() === Tag.implicit(2)) {
        value.serialNumber = DerReader.own(sequence.integerOctets(Tag.implicit(2)));
      }
      sequence.finish();
      return value;
    },
  }),
  nameConstraints: row<NameConstraints>({
    oid: '2.5.29.30',
    write: writeNameConstraints,
    read: readNameConstraints,
  }),
  crlDistributionPoints,
  authorityInfoAccess,
  certificatePolicies,
  policyMappings,
  policyConstraints,
  inhibitAnyPolicy,
  tlsFeature,
  ocspNoCheck,
  cRLNumber,
  deltaCRLIndicator,
  issuingDistributionPoint,
  reasonCode,
  invalidityDate,
} as const;

export type ExtensionName = keyof typeof rows;
export type ExtensionValue<K extends ExtensionName> = K extends ExtensionName
  ? (typeof rows)[K] extends ExtensionRow<infer T>
    ? T
    : never
  : never;

/** Identifier of each known extension. */
export const extensionOid: Readonly<Record<ExtensionName, string>> = Object.fromEntries(
  Object.entries(rows).map(([name, { oid }]) => [name, oid]),
) as Record<ExtensionName, string>;

/** Builds an extension from its value. */
export function extension<K extends ExtensionName>(
  name: K,
  critical: boolean,
  value: ExtensionValue<K>,
): Extension {
  const { oid, write } = rows[name] as unknown as ExtensionRow<ExtensionValue<K>>;
  return { oid, critical, value: DerWriter.encode((writer) => write(writer, value)) };
}

/**
 * The value of the extension of that name: absent, readable, or malformed (offset from the start of its value). Two of
 * one name are malformed (RFC 5280 §4.2): clients differ in which of them they heed.
 */
export function extensionValue<K extends ExtensionName>(
  extensions: readonly Extension[],
  name: K,
): Result<{ readonly critical: boolean; readonly value: ExtensionValue<K> } | undefined> {
  const { oid, read } = rows[name] as unknown as ExtensionRow<ExtensionValue<K>>;
  const [found, ...others] = extensions.filter((candidate) => candidate.oid === oid);
  if (found === undefined) return success(undefined);
  return attempt(() => {
    if (others.length > 0)
      throw new Malformed('bad-value', 0, `${name} stands there ${others.length + 1} times`);
    return { critical: found.critical, value: DerReader.document(found.value, read) };
  });
}

export function writeExtension(writer: DerWriter, { oid, critical, value, ...rest }: Extension): void {
  rest satisfies Record<string, never>;
  writer.sequence(() => {
    writer.oid(oid);
    // critical is DEFAULT FALSE: Chromium refuses a certificate that spells it out.
    if (critical) writer.boolean(true);
    writer.octetString(value);
  });
}

export function readExtension(reader: DerReader): Extension {
  const sequence = reader.sequence();
  const oid = sequence.oid();
  const critical = sequence.peek() === Tag.BOOLEAN ? sequence.boolean() : false;
  const value = DerReader.own(sequence.octetString());
  sequence.finish();
  return { oid, critical, value };
}
