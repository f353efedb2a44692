/**
 * A certificate before it is signed, sound in every field (RFC 5280, and what all measured clients take: P-256, SHA-256). What a
 * case does to it is a change of it; every field that no case names stays sound.
 */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import type { Bytes } from '../../codec/bytes';
import { distinguishedName } from '../../codec/distinguished-name';
import { extension, type ExtensionName, type ExtensionValue, type KeyUsage } from '../../codec/extension';
import type { GeneralName } from '../../codec/general-name';
import { keyIdentifierOf } from '../issue';
import { BACKDATE_SECONDS, DEFAULT_LEAF_DAYS, profiles, SERVER_AUTH } from '../profile';
import { randomSerialNumber } from '../serial-number';
import type { ShelfKey } from './key-shelf';
import type { RawCertificate, RawExtension } from './raw-certificate';
import { timeAt } from './raw-time';
import type { Scheme } from './scheme';

export interface Blueprint extends RawCertificate {
  /** The key it is for. */
  readonly key: ShelfKey;
  /** How its issuer signs it. */
  readonly scheme: Scheme;
  /** Beside the signature; the same as inside where absent. */
  readonly beside?: AlgorithmIdentifier;
  /** Who signs it, where that is not who it says. */
  readonly signedBy?: ShelfKey;
  /** What is done to the signed part before it is signed. */
  readonly spoilTbs?: (tbs: Bytes) => Bytes;
  /** What is done to the signature, or in its place. */
  readonly spoilSignature?: (signature: Bytes, tbs: Bytes) => Bytes;
  /** What is done to the finished certificate. */
  readonly spoil?: (der: Bytes) => Bytes;
}

/** @param above the issuer's, as it became; of a self-signed one, itself */
export type Change = (one: Blueprint, above: Blueprint) => Blueprint;

/** An extension as honest writers write it. */
export function sound<K extends ExtensionName>(
  name: K,
  critical: boolean,
  value: ExtensionValue<K>,
): RawExtension {
  const { oid, value: octets } = extension(name, critical, value);
  return { oid, value: octets, ...(critical && { critical: 0xff }) };
}

const named = (commonName: string): Bytes => distinguishedName([{ type: '2.5.4.3', value: commonName }]).der;

const DAY = 86_400;

function period(at: Date, days: number) {
  return {
    notBefore: timeAt(at, -BACKDATE_SECONDS),
    notAfter: timeAt(at, days * DAY - BACKDATE_SECONDS - 1),
  };
}

const AUTHORITY_USAGE: readonly KeyUsage[] = profiles.rootCa.keyUsage;

/** @param below how many authorities may stand between it and a leaf */
export function rootBlueprint(name: string, key: ShelfKey, at: Date, below: number): Blueprint {
  return {
    version: 2,
    serialNumber: randomSerialNumber(),
    signature: key.scheme.signature,
    issuer: named(name),
    ...period(at, profiles.rootCa.days),
    subject: named(name),
    publicKey: key.publicKey,
    extensions: [
      sound('basicConstraints', true, { ca: true, pathLength: below }),
      sound('keyUsage', true, AUTHORITY_USAGE),
      sound('subjectKeyIdentifier', false, keyIdentifierOf(key.publicKey)),
    ],
    key,
    scheme: key.scheme,
  };
}

/** What stands in everything that another signed. */
function issuedBy(above: Blueprint, key: ShelfKey, at: Date, days: number) {
  return {
    version: 2,
    serialNumber: randomSerialNumber(),
    signature: above.key.scheme.signature,
    issuer: above.subject,
    ...period(at, days),
    publicKey: key.publicKey,
    key,
    scheme: above.key.scheme,
  };
}

const identifiers = (above: Blueprint, key: ShelfKey): readonly RawExtension[] => [
  sound('subjectKeyIdentifier', false, keyIdentifierOf(key.publicKey)),
  sound('authorityKeyIdentifier', false, { keyIdentifier: keyIdentifierOf(above.key.publicKey) }),
];

export function intermediateBlueprint(
  above: Blueprint,
  name: string,
  key: ShelfKey,
  at: Date,
  below: number,
): Blueprint {
  return {
    ...issuedBy(above, key, at, profiles.rootCa.days - 1),
    subject: named(name),
    extensions: [
      sound('basicConstraints', true, { ca: true, pathLength: below }),
      sound('keyUsage', true, AUTHORITY_USAGE),
      ...identifiers(above, key),
    ],
  };
}

export function leafBlueprint(
  above: Blueprint,
  key: ShelfKey,
  at: Date,
  commonName: string,
  names: readonly GeneralName[],
): Blueprint {
  const rsa = key.name.startsWith('rsa-');
  return {
    ...issuedBy(above, key, at, DEFAULT_LEAF_DAYS),
    subject: named(commonName),
    extensions: [
      sound('basicConstraints', true, { ca: false }),
      sound('keyUsage', true, rsa ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature']),
      sound('extendedKeyUsage', false, [SERVER_AUTH]),
      sound('subjectAltName', false, names),
      ...identifiers(above, key),
    ],
  };
}

/** A leaf that signs itself: it has no issuer to point at. */
export function selfSignedBlueprint(
  key: ShelfKey,
  at: Date,
  commonName: string,
  names: readonly GeneralName[],
): Blueprint {
  const itself = rootBlueprint(commonName, key, at, 0);
  const leaf = leafBlueprint(itself, key, at, commonName, names);
  const authority = extension('authorityKeyIdentifier', false, {}).oid;
  return { ...leaf, extensions: leaf.extensions.filter(({ oid }) => oid !== authority) };
}
