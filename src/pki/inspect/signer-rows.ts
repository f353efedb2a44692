/**
 * Who signed a CMS message or a time stamp, and whether each signature holds: over the content where that is inside, by the
 * certificate that is inside (RFC 5652 §5.4, §5.6). Whether that certificate is to be trusted is another question, and is not answered.
 */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { equalBytes, toHex, type Bytes } from '../../codec/bytes';
import { digestByOid } from '../../codec/digest-algorithm';
import { attempt } from '../../codec/malformed';
import { parseSignedData } from '../../codec/signed-data';
import { parseSignedMessage, type SignedMessage, type SignerInfo } from '../../codec/signer-info';
import { ProofReader } from '../signature-proof';
import type { FoundKind } from '../detect/found';
import type { Field } from './field';
import { certificateFacts, type CertificateFacts } from './relations-facts';
import { documentRow } from './row';
import { timeStampToken } from './time-stamp-token';

type Verdict =
  | 'holds'
  | 'no-content' // the attributes are signed, and what they speak of is elsewhere
  | 'other-content' // the signature is sound, and over another content
  | 'does-not-hold'
  | 'no-certificate'
  | 'cannot-tell';

const said: Readonly<Record<Verdict, string>> = {
  holds: 'the signature holds',
  'no-content': 'the content is not inside, so the signature cannot be held against it',
  'other-content': 'the content was changed after it was signed',
  'does-not-hold': 'the signature does not hold',
  'no-certificate': 'its certificate is not inside, so the signature cannot be checked',
  'cannot-tell': 'the signature is of a kind that cannot be checked here',
};
const bad: ReadonlySet<Verdict> = new Set<Verdict>(['other-content', 'does-not-hold']);

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
/** PKCS#7 names the key alone where X.509 names the hash as well. */
const rsaWith: Readonly<Record<string, string>> = {
  'SHA-1': '1.2.840.113549.1.1.5',
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
};

interface Candidate {
  readonly title: string;
  readonly serial: string;
  readonly facts: CertificateFacts;
}

/** One row for each signer, and one for when it says that was; none for what nobody signed. */
export async function signerRows(kind: FoundKind, document: Bytes): Promise<readonly Field[]> {
  const octets = kind === 'time-stamp' ? timeStampToken(document) : document;
  const message = octets && parseSignedMessage(octets);
  if (octets === undefined || message?.ok !== true) return [];
  const parts = parseSignedData(octets);
  const candidates = (parts.ok ? parts.value.certificates : []).flatMap((der): readonly Candidate[] => {
    const facts = certificateFacts(der);
    const { title, serial } = documentRow('certificate', der);
    return facts === undefined ? [] : [{ title, serial, facts }];
  });
  const proofs = new ProofReader();
  const rows: Field[] = [];
  for (const signer of message.value.signers) {
    const own = candidates.find((one) => isOwn(signer, one));
    const verdict = await verdictOn(signer, own?.facts, message.value, proofs);
    rows.push(...rowsOf(signer, own?.title ?? nameless(signer), verdict));
  }
  return rows;
}

function rowsOf({ signed }: SignerInfo, who: string, verdict: Verdict): readonly Field[] {
  return [
    {
      ...{ name: 'signer', label: 'Signed by', value: `${who}: ${said[verdict]}` },
      ...(verdict === 'holds' && {
        about: 'Whether that certificate is to be trusted is another question: Verify answers it.',
      }),
      ...(bad.has(verdict) && { problem: 'It must not be relied on.' }),
      citation: 'RFC 5652 §5.6',
    },
    ...(signed?.time === undefined
      ? []
      : [
          {
            ...{ name: 'signingTime', label: 'Signed on', form: 'time' as const },
            value: new Date(signed.time).toISOString().replace(/\.000Z$/, 'Z'),
            about: 'By the signer’s own clock.',
          },
        ]),
  ];
}

const nameless = ({ certificate }: SignerInfo): string =>
  'keyId' in certificate ? `key ${certificate.keyId}` : `serial number ${certificate.serial}`;

function isOwn({ certificate }: SignerInfo, { facts, serial }: Candidate): boolean {
  if ('keyId' in certificate) return keyIdOf(facts) === certificate.keyId;
  const issuer = toHex(Uint8Array.from(facts.issuer, (character) => character.charCodeAt(0)));
  return issuer === certificate.issuer && serial.toLowerCase() === certificate.serial;
}

const keyIdOf = ({ subjectKey }: CertificateFacts): string | undefined =>
  subjectKey && toHex(Uint8Array.from(subjectKey, (character) => character.charCodeAt(0)));

async function verdictOn(
  { digest, signed, algorithm, signature }: SignerInfo,
  own: CertificateFacts | undefined,
  { contentType, content }: SignedMessage,
  proofs: ProofReader,
): Promise<Verdict> {
  const hash = digestByOid(digest.oid);
  if (own === undefined) return 'no-certificate';
  if (signed === undefined && content === undefined) return 'no-content';
  const over = signed?.octets ?? content ?? new Uint8Array(0);
  const proof = await proofs.prove(own.spki, fullAlgorithm(algorithm, hash?.name), over, signature);
  if (proof !== 'fits') return proof === 'does-not-fit' ? 'does-not-hold' : 'cannot-tell';
  if (signed === undefined) return 'holds';
  if (content === undefined) return 'no-content';
  if (hash === undefined) return 'cannot-tell';
  const fits = attempt(() => equalBytes(hash.hash(content), signed.messageDigest ?? new Uint8Array(0)));
  return fits.ok && fits.value && signed.contentType === contentType ? 'holds' : 'other-content';
}

function fullAlgorithm(algorithm: AlgorithmIdentifier, hash = ''): AlgorithmIdentifier {
  const oid = algorithm.oid === RSA_ENCRYPTION ? rsaWith[hash] : undefined;
  return oid === undefined ? algorithm : { ...algorithm, oid };
}
