/**
 * What `openssl pkey -text -noout` prints of a private key in PKCS#8 (RFC 5958), as OpenSSL 3.0 formats it. Where the key
 * does not carry its public part and arithmetic on a curve would be needed for it, the caller brings it.
 */
import { derFromBer } from '../../codec/ber';
import { DerReader } from '../../codec/der-reader';
import { fitScalar, readEcPrivateKey } from '../../codec/ec-private-key';
import { attempt, Malformed, type Result } from '../../codec/malformed';
import { readPrivateKeyInfo, type PrivateKeyInfo } from '../../codec/private-key';
import * as Tag from '../../codec/tag';
import { toHex } from '../../codec/bytes';
import { curveLines } from './openssl-curve';
import { DH_GROUP, DSA_GROUP, groupLines } from './openssl-key';
import { labelledNumber, octetRows } from './openssl-lines';
import { bitLength } from './openssl-number';
import { longName } from './openssl-objects';
import { pssLines } from './openssl-pss';

/** @throws Malformed */
type Printer = (key: PrivateKeyInfo, publicKey: Uint8Array | undefined) => string;

const rsaLabels = [
  ...['modulus:', 'publicExponent:', 'privateExponent:', 'prime1:', 'prime2:'],
  ...['exponent1:', 'exponent2:', 'coefficient:'],
];

function rsa({ key }: PrivateKeyInfo): string {
  return DerReader.document(key, (reader) => {
    const sequence = reader.sequence();
    if (sequence.smallInteger() !== 0) throw new Malformed('unsupported', 0, 'more than two primes');
    const numbers = rsaLabels.map((label) => ({ label, octets: sequence.contents(Tag.INTEGER) }));
    sequence.finish();
    const bits = bitLength(numbers[0]?.octets ?? new Uint8Array(1));
    const lines = numbers.map(({ label, octets }) => labelledNumber(label, octets, 0));
    return `Private-Key: (${bits} bit, 2 primes)\n${lines.join('')}`;
  });
}

function rsaPss(key: PrivateKeyInfo): string {
  const lines = pssLines(key.algorithm.parameters, 0, true);
  if (lines === undefined) throw new Malformed('bad-value', 0);
  return rsa(key) + lines;
}

function ec({ algorithm, key }: PrivateKeyInfo, publicKey: Uint8Array | undefined): string {
  const { scalar, curve, publicKey: point = publicKey } = DerReader.document(key, readEcPrivateKey);
  const { bits, lines } = curveLines(algorithm.parameters, 0);
  if (point === undefined) throw new Malformed('unsupported', 0, 'the public key is needed');
  const oid = curve ?? namedCurve(algorithm.parameters);
  const fitted = oid === undefined ? scalar : fitScalar(scalar, oid);
  return `Private-Key: (${bits} bit)\n${octetRows('priv', fitted, 0)}${octetRows('pub', point, 0)}${lines}`;
}

function namedCurve(parameters: Uint8Array | undefined): string | undefined {
  const read = attempt(() => new DerReader(parameters ?? new Uint8Array()).oid());
  return read.ok ? read.value : undefined;
}

function numberOf(octets: Uint8Array): bigint {
  return octets.length === 0 ? 0n : BigInt(`0x${toHex(octets)}`);
}

/** A modulus longer than any in use would make the page wait: the power below takes time with the cube of it. */
const MAX_MODULUS_OCTETS = 2048;

/** g to the x-th modulo p: the public part of a DSA or DH key. */
function publicNumber(
  parameters: Uint8Array | undefined,
  secret: Uint8Array,
  generatorAt: number,
): Uint8Array {
  const sequence = new DerReader(parameters ?? new Uint8Array()).sequence();
  const numbers = [sequence.integerOctets(), sequence.integerOctets()];
  if (generatorAt === 2) numbers.push(sequence.integerOctets());
  const [modulus = new Uint8Array()] = numbers;
  if (modulus.length > MAX_MODULUS_OCTETS || secret.length > modulus.length)
    throw new Malformed('too-large', 0);
  const p = numberOf(modulus);
  if (p === 0n) throw new Malformed('bad-value', 0);
  let base = numberOf(numbers[generatorAt] ?? new Uint8Array()) % p;
  let power = 1n;
  for (let exponent = numberOf(secret); exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) power = (power * base) % p;
    base = (base * base) % p;
  }
  const hex = power.toString(16);
  return Uint8Array.from(
    (hex.padStart(hex.length + (hex.length % 2), '0').match(/../g) ?? []).map((pair) =>
      Number.parseInt(pair, 16),
    ),
  );
}

const secretNumber = (key: Uint8Array): Uint8Array =>
  DerReader.document(key, (reader) => reader.integerOctets());

function dsa({ algorithm, key }: PrivateKeyInfo): string {
  const secret = secretNumber(key);
  const { bits, lines } = groupLines(algorithm.parameters, DSA_GROUP, 0);
  const open = publicNumber(algorithm.parameters, secret, 2);
  return `Private-Key: (${bits} bit)\n${labelledNumber('priv:', secret, 0)}${labelledNumber('pub: ', open, 0)}${lines}`;
}

function dh({ algorithm, key }: PrivateKeyInfo): string {
  const secret = secretNumber(key);
  const { bits, lines } = groupLines(algorithm.parameters, DH_GROUP, 0);
  const open = publicNumber(algorithm.parameters, secret, 1);
  return [
    `DH Private-Key: (${bits} bit)\n`,
    labelledNumber('private-key:', secret, 0),
    labelledNumber('public-key:', open, 0),
    lines,
  ].join('');
}

/** Octets of a secret (RFC 7748 §5, RFC 8032 §5.1.5, §5.2.5). */
const edwardsOctets: ReadonlyMap<string, number> = new Map([
  ['1.3.101.110', 32],
  ['1.3.101.111', 56],
  ['1.3.101.112', 32],
  ['1.3.101.113', 57],
]);

/** RFC 8410 §7: the octets stand in an OCTET STRING of their own. */
function edwards({ algorithm, key, publicKey }: PrivateKeyInfo, known: Uint8Array | undefined): string {
  const secret = DerReader.document(key, (reader) => reader.octetString());
  if (algorithm.parameters !== undefined || secret.length !== edwardsOctets.get(algorithm.oid)) {
    throw new Malformed('bad-value', 0);
  }
  const open = publicKey ?? known;
  if (open === undefined) throw new Malformed('unsupported', 0, 'the public key is needed');
  return `${longName(algorithm.oid)} Private-Key:\n${octetRows('priv', secret, 0)}${octetRows('pub', open, 0)}`;
}

const printers: ReadonlyMap<string, Printer> = new Map([
  ['1.2.840.113549.1.1.1', rsa],
  ['1.2.840.113549.1.1.10', rsaPss],
  ['1.2.840.10045.2.1', ec],
  ['1.2.840.10040.4.1', dsa],
  ['1.2.840.113549.1.3.1', dh],
  ...[...edwardsOctets.keys()].map((oid) => [oid, edwards] as const),
]);

/** @param publicKey contents of the SubjectPublicKeyInfo's BIT STRING, for keys that come without */
export function opensslPrivateKeyText(pkcs8: Uint8Array, publicKey?: Uint8Array): Result<string> {
  return attempt(() => {
    const strict = attempt(() => DerReader.document(pkcs8, readPrivateKeyInfo));
    const key = strict.ok ? strict.value : DerReader.document(derFromBer(pkcs8), readPrivateKeyInfo);
    const print = printers.get(key.algorithm.oid);
    if (print === undefined) throw new Malformed('unsupported', 0, key.algorithm.oid);
    return print(key, publicKey);
  });
}
