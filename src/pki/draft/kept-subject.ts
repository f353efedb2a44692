/**
 * The subject of a certificate or request that was copied, octet for octet: with its kinds of string and the attributes that share
 * one RDN. Whoever compares names compares octets (Go, Chromium), so a copy of an authority whose name is written anew is
 * not the issuer of what the original signed. It holds for as long as nobody changed what the name says.
 */
import { equalBytes, fromHex, toHex } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import {
  distinguishedName,
  readDistinguishedName,
  type DistinguishedName,
} from '../../codec/distinguished-name';
import { attempt } from '../../codec/malformed';
import type { CertificateDraft, DraftAttribute } from './certificate-draft';

/** A name with more of them is not shown, attribute by attribute, either (`subject.ts`). */
const MOST_ATTRIBUTES = 100;

/** Attributes in order; those of one RDN one after the other. */
export const attributesOf = ({ rdns }: Pick<DistinguishedName, 'rdns'>): readonly DraftAttribute[] =>
  rdns.flat().map(({ type, value }) => ({ type, value }));

/** The octets to keep: none where the same words come to the same octets anyway. */
export function subjectToKeep(subject: DistinguishedName): Pick<CertificateDraft, 'subjectOctets'> {
  const again = distinguishedName(attributesOf(subject));
  return equalBytes(again.der, subject.der) ? {} : { subjectOctets: toHex(subject.der) };
}

/** What such octets say; `undefined` where they are no name. */
export function attributesIn(subjectOctets: string): readonly DraftAttribute[] | undefined {
  const name = nameIn(subjectOctets);
  return name && attributesOf(name);
}

function nameIn(subjectOctets: string): DistinguishedName | undefined {
  const octets = fromHex(subjectOctets);
  if (octets === undefined) return undefined;
  const read = attempt(() => DerReader.document(octets, readDistinguishedName));
  return read.ok ? read.value : undefined;
}

/** The name in the octets, where it says what the attributes say; rows that nobody filled in say nothing. */
export function keptSubject({
  subject,
  subjectOctets,
}: Pick<CertificateDraft, 'subject' | 'subjectOctets'>): DistinguishedName | undefined {
  const name = subjectOctets === undefined ? undefined : nameIn(subjectOctets);
  if (name === undefined) return undefined;
  const attributes = attributesOf(name);
  return attributes.length <= MOST_ATTRIBUTES && essence(attributes) === essence(subject) ? name : undefined;
}

const essence = (attributes: readonly DraftAttribute[]): string =>
  JSON.stringify(attributes.flatMap(({ type, value }) => (value.trim() === '' ? [] : [[type, value]])));
