/** A signature and its algorithm as OpenSSL 3.0 prints them (`X509_signature_print`). */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { DerReader } from '../../codec/der-reader';
import type { Signature } from '../../codec/document-outline';
import { attempt } from '../../codec/malformed';
import { labelledNumber, pad, signatureRows } from './openssl-lines';
import { longName } from './openssl-objects';
import { pssLines } from './openssl-pss';

const RSASSA_PSS = '1.2.840.113549.1.1.10';
const dsaAlgorithms = new Set(['1.2.840.10040.4.3', '2.16.840.1.101.3.4.3.1', '2.16.840.1.101.3.4.3.2']);

/** The algorithm alone, as it stands inside the signed part. */
export function algorithmLines({ oid, parameters }: AlgorithmIdentifier): string {
  const head = `        Signature Algorithm: ${longName(oid)}`;
  return oid === RSASSA_PSS ? `${head}${pssBlock(parameters)}` : `${head}\n`;
}

const pssBlock = (parameters: Uint8Array | undefined): string =>
  `${pad(8)}${pssLines(parameters, 8, false) ?? '(INVALID PSS PARAMETERS)\n'}`;

export function signatureLines({ algorithm, octets }: Signature): string {
  const head = `    Signature Algorithm: ${longName(algorithm.oid)}\n    Signature Value:`;
  if (algorithm.oid === RSASSA_PSS) {
    return `${head}${pssBlock(algorithm.parameters)}${signatureRows(octets, 8)}`;
  }
  const numbers = dsaAlgorithms.has(algorithm.oid) ? dsaNumbers(octets) : undefined;
  return `${head}\n${numbers ?? signatureRows(octets, 8)}`;
}

/** DSA's two numbers (RFC 3279 §2.2.2); what follows them is read over, as OpenSSL does. */
function dsaNumbers(octets: Uint8Array): string | undefined {
  const read = attempt(() => {
    const sequence = new DerReader(octets).sequence();
    const lines = ['r:   ', 's:   '].map((label) => labelledNumber(label, sequence.integerOctets(), 8));
    sequence.finish();
    return lines.join('');
  });
  return read.ok ? read.value : undefined;
}
