/**
 * What decides who belongs to whom, read out of an item's octets: names, key identifiers, the public key, what was signed
 * and the signature (RFC 5280 §4.1, §4.2.1.1 and §4.2.1.2; RFC 2986). Keys are compared as SubjectPublicKeyInfo.
 */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { latin1, type Bytes } from '../../codec/bytes';
import { derFromBer } from '../../codec/ber';
import { DerReader } from '../../codec/der-reader';
import { outlineCertificate, outlineRequest, type ExtensionOutline } from '../../codec/document-outline';
import { attempt } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import type { Item } from './item';

export interface CertificateFacts {
  /** Octets as characters, to be compared and looked up. */
  readonly subject: string;
  readonly issuer: string;
  readonly subjectKey: string | undefined;
  readonly authorityKey: string | undefined;
  readonly spki: Bytes;
  readonly signed: Bytes;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Bytes;
}

const SUBJECT_KEY = '2.5.29.14';
const AUTHORITY_KEY = '2.5.29.35';
const KEY_IDENTIFIER = Tag.implicit(0);

export function certificateFacts(octets: Bytes): CertificateFacts | undefined {
  const outlined = outlineCertificate(octets);
  const signed = signedPart(octets);
  if (!outlined.ok || signed === undefined) return undefined;
  const { subject, issuer, publicKey, extensions, signature } = outlined.value;
  return {
    subject: latin1(subject),
    issuer: latin1(issuer),
    subjectKey: identifier(extensions, SUBJECT_KEY, (reader) => reader.octetString()),
    authorityKey: identifier(extensions, AUTHORITY_KEY, (reader) => {
      const sequence = reader.sequence();
      return sequence.peek() === KEY_IDENTIFIER ? sequence.octetString(KEY_IDENTIFIER) : undefined;
    }),
    spki: DerReader.own(publicKey),
    signed,
    algorithm: signature.algorithm,
    signature: DerReader.own(signature.octets),
  };
}

/** The public key of anything that has one; of a private key its public half. */
export function publicKeyOf({ kind, octets, privateKey, publicKey }: Item): Bytes | undefined {
  if (privateKey !== undefined) return privateKey.publicKey;
  if (publicKey !== undefined) return publicKey;
  if (octets === undefined) return undefined;
  if (kind === 'public-key') return octets;
  if (kind !== 'request') return undefined;
  const request = outlineRequest(octets);
  return request.ok ? DerReader.own(request.value.publicKey) : undefined;
}

function identifier(
  extensions: readonly ExtensionOutline[] | undefined,
  oid: string,
  read: (reader: DerReader) => Uint8Array | undefined,
): string | undefined {
  const value = extensions?.find((one) => one.oid === oid)?.value;
  const octets = value && attempt(() => read(new DerReader(value)));
  return octets?.ok && octets.value !== undefined ? latin1(octets.value) : undefined;
}

/** The first member of the outermost SEQUENCE, as it was signed. Who signs BER signs its DER. */
function signedPart(octets: Bytes): Bytes | undefined {
  const first = (der: Uint8Array): Bytes => DerReader.own(new DerReader(der).sequence().element());
  const strict = attempt(() => first(octets));
  if (strict.ok) return strict.value;
  const lax = attempt(() => first(derFromBer(octets)));
  return lax.ok ? lax.value : undefined;
}
