/** Algorithms and keys in a line: `RSA-PSS with SHA-256, salt 32`, `RSA 2048`, `EC P-256`, `ML-DSA-65`. */
import type { FoundKind } from '../detect/found';
import type { Field } from './field';

const member = (field: Field | undefined, name: string): Field | undefined =>
  field?.fields?.find((one) => one.name === name);

const PSS = '1.2.840.113549.1.1.10';

function pssWords(parameters: Field | undefined): string {
  const hash = member(parameters, 'hashAlgorithm')?.value ?? 'SHA-1';
  const salt = member(parameters, 'saltLength')?.value ?? '20';
  return `RSA-PSS with ${hash}, salt ${salt}`;
}

export function algorithmWords(field: Field): Partial<Field> {
  const algorithm = member(field, 'algorithm');
  const parameters = member(field, 'parameters');
  if (algorithm?.oid === undefined) return {};
  const { oid } = algorithm;
  // Spelt out, a curve can be any: one that differs from P-256 in the base point alone forged signatures (CVE-2020-0601).
  const order = member(parameters, 'order')?.value;
  if (order !== undefined) return { value: `EC ${bitsOf(order)} bits, curve spelt out`, oid };
  const named =
    parameters?.name === 'parameters' && parameters.oid !== undefined ? ` ${parameters.value ?? ''}` : '';
  const plain = `${algorithm.value ?? oid}${named}`;
  const value = oid === PSS && parameters !== undefined ? pssWords(parameters) : plain;
  return { value, oid };
}

/** Bits of a number in hex. */
export function bitsOf(hex: string): number {
  const digits = hex.replace(/^0+/, '');
  return digits === ''
    ? 0
    : 4 * (digits.length - 1) + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}

export function keyWords(field: Field): Partial<Field> {
  const algorithm = member(field, 'algorithm');
  const key = member(field, 'subjectPublicKey');
  if (algorithm === undefined) return {};
  const name = algorithm.oid === PSS ? 'RSA-PSS' : (algorithm.value ?? '');
  const modulus = member(key, 'modulus')?.value;
  const prime =
    member(member(algorithm, 'parameters'), 'p')?.value ??
    member(member(algorithm, 'parameters'), 'prime')?.value;
  const size = modulus ?? prime;
  return {
    value: size === undefined ? name : `${name} ${bitsOf(size)}`,
    ...(algorithm.oid !== undefined && { oid: algorithm.oid }),
  };
}

/** `RSA 2048`, `EC P-256`, `Ed25519`, from what a private key says in public; `undefined` for what is no key. */
export function privateKeyWords(kind: FoundKind, fields: readonly Field[]): string | undefined {
  const find = (name: string): Field | undefined => fields.find((one) => one.name === name);
  const sized = (name: string, number: Field | undefined): string =>
    number?.value === undefined ? name : `${name} ${bitsOf(number.value)}`;
  switch (kind) {
    case 'private-key':
      return sized(find('privateKeyAlgorithm')?.value ?? '', member(find('privateKey'), 'modulus'));
    case 'rsa-private-key':
    case 'rsa-public-key':
      return sized('RSA', find('modulus'));
    case 'dsa-private-key':
      return sized('DSA', find('p'));
    case 'ec-private-key':
      return `EC ${find('parameters')?.value ?? ''}`.trimEnd();
    case 'dsa-parameters':
      return sized('DSA', find('p'));
    case 'dh-parameters':
      return sized('Diffie-Hellman', find('prime'));
    default:
      return undefined;
  }
}
